import { fileURLToPath } from "node:url";
import { renderTelegram } from "../../../../adapters/telegram/render.ts";
import { commands } from "../../../../commands/index.ts";
import type { Services } from "../../../../commands/services.ts";
import { catalogs } from "../../../../src/compose.ts";
import { digests } from "../../../../src/digest/digests.ts";
import { documentOf } from "../../../../src/digest/edition.ts";
import type { Document } from "../../../../src/document/node.ts";
import { createMessageBook } from "../../../../src/i18n/catalog.ts";
import type { Language } from "../../../../src/i18n/locale.ts";
import { createSpeaker } from "../../../../src/i18n/speaker.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { createDispatcher } from "../../../../src/platform/dispatch.ts";
import { composeDigest, demoEngine } from "../../../fixtures/editions.ts";

const book = createMessageBook(catalogs);

async function digest(name: string): Promise<Document> {
  return documentOf(await composeDigest(demoEngine(), name));
}

/** What a command answers on the demo market, asked in a group. */
async function answer(words: readonly string[], language: Language): Promise<Document> {
  const { compose } = demoEngine();
  const services = { compose, digests, sections: [] } as unknown as Services;
  const conversation = { alone: false, chosen: {}, choose: async () => ({}), mayManage: async () => false };
  const question = createDispatcher(commands).understand(words);
  return (await question.ask({ services, language, conversation })).document;
}

/** Payloads that are compared whole. */
export const payloads: readonly {
  readonly name: string;
  readonly language: Language;
  readonly document: () => Promise<Document>;
}[] = [
  { name: "daily-en", language: "en", document: () => digest("daily") },
  { name: "weekly-en", language: "en", document: () => digest("weekly") },
  { name: "weekly-zh", language: "zh", document: () => digest("weekly") },
  { name: "weekly-both", language: "both", document: () => digest("weekly") },
  { name: "movers-crypto-zh", language: "zh", document: () => answer(["movers", "crypto"], "zh") },
];

/** The parts of one of them as they would be sent. */
export async function renderedBy(name: string): Promise<readonly Part[]> {
  const payload = payloads.find((one) => one.name === name);
  if (payload === undefined) throw new Error(`No payload ${name}`);
  return renderTelegram(await payload.document(), createSpeaker(book, payload.language));
}

/** The same, long texts broken into lines for a reader. */
export async function partsOf({ name }: (typeof payloads)[number]): Promise<unknown> {
  return JSON.parse(JSON.stringify(await renderedBy(name), inLines));
}

function inLines(key: string, value: unknown): unknown {
  if (key === "html") return String(value).split(/(?<=<\/(?:h\d|p|tr|footer|li|caption|summary|table|details)>)/);
  return key === "text" && String(value).includes("\n") ? String(value).split("\n") : value;
}

export function fileOf({ name }: { readonly name: string }): string {
  return fileURLToPath(new URL(`./${name}.json`, import.meta.url));
}
