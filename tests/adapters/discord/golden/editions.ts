import { fileURLToPath } from "node:url";
import { renderDiscord } from "../../../../adapters/discord/render.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { demoAnswer, digestSamples, type Sample } from "../../../fixtures/documents.ts";
import { speakerOf } from "../../../fixtures/services.ts";

/** Payloads that are compared whole. */
export const editions: readonly Sample[] = [
  ...digestSamples,
  { name: "movers-crypto-en", language: "en", document: () => demoAnswer("movers crypto", "en") },
  { name: "movers-crypto-zh", language: "zh", document: () => demoAnswer("movers crypto", "zh") },
];

export async function partsOf({ language, document }: Sample): Promise<readonly Part[]> {
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
