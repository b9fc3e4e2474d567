import { fileURLToPath } from "node:url";
import { renderAnswer } from "../../../../adapters/slack/answer.ts";
import { renderSlack } from "../../../../adapters/slack/render.ts";
import type { Document } from "../../../../src/document/node.ts";
import type { Speaker } from "../../../../src/i18n/speaker.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { demoAnswer, digestSamples, type Sample } from "../../../fixtures/documents.ts";
import { speakerOf } from "../../../fixtures/services.ts";

interface Golden extends Sample {
  readonly form: (document: Document, speaker: Speaker) => readonly Part[];
}

/** As its asker sees it, with the button that shares it. */
const asAnswer = (again: string) => (document: Document, speaker: Speaker) =>
  renderAnswer({ document, speaker, kind: "answer", personal: false, again }, true);

/** Payloads that are compared whole, and read by a person when they change. */
export const goldens: readonly Golden[] = [
  ...digestSamples.map((sample) => ({ ...sample, form: renderSlack })),
  {
    name: "answer-movers-crypto-en",
    language: "en",
    document: () => demoAnswer("movers crypto", "en"),
    form: asAnswer("/movers crypto"),
  },
  {
    name: "answer-movers-us-zh",
    language: "zh",
    document: () => demoAnswer("movers us", "zh"),
    form: asAnswer("/movers us"),
  },
];

export async function payloadsOf({ language, document, form }: Golden): Promise<readonly Part[]> {
  return form(await document(), speakerOf(language));
}

/** What is sent, without what would be sent instead: that says the same once more. */
export async function jsonOf(golden: Golden): Promise<string> {
  const parts = (await payloadsOf(golden)).map(({ fallback: _, ...part }) => part);
  return `${JSON.stringify(parts, null, 1)}\n`;
}

export function fileOf({ name }: Pick<Golden, "name">): string {
  return fileURLToPath(new URL(`./${name}.json`, import.meta.url));
}
