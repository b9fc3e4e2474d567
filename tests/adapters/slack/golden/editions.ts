import { fileURLToPath } from "node:url";
import { renderAnswer } from "../../../../adapters/slack/answer.ts";
import { renderSlack } from "../../../../adapters/slack/render.ts";
import { words } from "../../../../adapters/slack/words.ts";
import { catalogs } from "../../../../src/compose.ts";
import { documentOf } from "../../../../src/digest/edition.ts";
import type { Document } from "../../../../src/document/node.ts";
import { createMessageBook } from "../../../../src/i18n/catalog.ts";
import type { Language } from "../../../../src/i18n/locale.ts";
import { createSpeaker, type Speaker } from "../../../../src/i18n/speaker.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { openDoorway } from "../../../fixtures/doorway.ts";
import { composeDigest, demoEngine } from "../../../fixtures/editions.ts";

const book = createMessageBook([...catalogs, words]);

interface Golden {
  readonly name: string;
  readonly language: Language;
  readonly document: () => Promise<Document>;
  readonly form: (document: Document, speaker: Speaker) => readonly Part[];
}

const digest = (name: string) => async () => documentOf(await composeDigest(demoEngine(), name));

const command = (line: string) => async () => {
  const { doorway } = await openDoorway();
  const words = line.split(" ");
  return (await doorway.ask(words, { words, flags: { as: "text" }, window: undefined })).document;
};

/** As its asker sees it, with the button that shares it. */
const asAnswer = (again: string) => (document: Document, speaker: Speaker) =>
  renderAnswer({ document, speaker, kind: "answer", personal: false, again }, true);

/** Payloads that are compared whole, and read by a person when they change. */
export const goldens: readonly Golden[] = [
  { name: "daily-en", language: "en", document: digest("daily"), form: renderSlack },
  { name: "weekly-en", language: "en", document: digest("weekly"), form: renderSlack },
  { name: "weekly-zh", language: "zh", document: digest("weekly"), form: renderSlack },
  { name: "weekly-both", language: "both", document: digest("weekly"), form: renderSlack },
  {
    name: "answer-movers-crypto-en",
    language: "en",
    document: command("movers crypto"),
    form: asAnswer("/movers crypto"),
  },
  {
    name: "answer-movers-us-zh",
    language: "zh",
    document: command("movers us"),
    form: asAnswer("/movers us"),
  },
];

export async function payloadsOf({ language, document, form }: Golden): Promise<readonly Part[]> {
  return form(await document(), createSpeaker(book, language));
}

/** What is sent, without what would be sent instead: that says the same once more. */
export async function jsonOf(golden: Golden): Promise<string> {
  const parts = (await payloadsOf(golden)).map(({ fallback: _, ...part }) => part);
  return `${JSON.stringify(parts, null, 1)}\n`;
}

export function fileOf({ name }: Pick<Golden, "name">): string {
  return fileURLToPath(new URL(`./${name}.json`, import.meta.url));
}
