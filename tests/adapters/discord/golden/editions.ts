import { fileURLToPath } from "node:url";
import { renderDiscord } from "../../../../adapters/discord/render.ts";
import { commands } from "../../../../commands/index.ts";
import { documentOf } from "../../../../src/digest/edition.ts";
import type { Document } from "../../../../src/document/node.ts";
import type { Language } from "../../../../src/i18n/locale.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { createDispatcher } from "../../../../src/platform/dispatch.ts";
import { composeDigest, demoEngine } from "../../../fixtures/editions.ts";
import { demoServices, speakerOf } from "../../../fixtures/services.ts";

async function digest(name: string): Promise<Document> {
  return documentOf(await composeDigest(demoEngine(), name));
}

/** What a command answers on the demo market, asked in a server. */
async function answer(words: readonly string[], language: Language): Promise<Document> {
  const conversation = { alone: false, chosen: {}, choose: async () => ({}), mayManage: async () => false };
  const question = createDispatcher(commands).understand(words);
  return (await question.ask({ services: await demoServices(), language, conversation })).document;
}

/** Payloads that are compared whole. */
export const editions: readonly {
  readonly name: string;
  readonly language: Language;
  readonly document: () => Promise<Document>;
}[] = [
  { name: "daily-en", language: "en", document: () => digest("daily") },
  { name: "weekly-en", language: "en", document: () => digest("weekly") },
  { name: "weekly-zh", language: "zh", document: () => digest("weekly") },
  { name: "weekly-both", language: "both", document: () => digest("weekly") },
  { name: "movers-crypto-en", language: "en", document: () => answer(["movers", "crypto"], "en") },
  { name: "movers-crypto-zh", language: "zh", document: () => answer(["movers", "crypto"], "zh") },
];

export async function partsOf({ language, document }: (typeof editions)[number]): Promise<readonly Part[]> {
  return renderDiscord(await document(), speakerOf(language));
}

/** As in the file: descriptions in lines, so that a person can read them. */
export function inLines(parts: readonly Part[]): unknown {
  return JSON.parse(
    JSON.stringify(parts, (key, value) =>
      key === "description" && String(value).includes("\n") ? value.split("\n") : value,
    ),
  );
}

export function fileOf({ name }: { readonly name: string }): string {
  return fileURLToPath(new URL(`./${name}.json`, import.meta.url));
}
