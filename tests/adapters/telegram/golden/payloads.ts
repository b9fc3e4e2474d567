import { fileURLToPath } from "node:url";
import { renderTelegram } from "../../../../adapters/telegram/render.ts";
import type { Part } from "../../../../src/platform/adapter.ts";
import { demoAnswer, digestSamples, type Sample } from "../../../fixtures/documents.ts";
import { speakerOf } from "../../../fixtures/services.ts";

/** Payloads that are compared whole. */
export const payloads: readonly Sample[] = [
  ...digestSamples,
  { name: "movers-crypto-zh", language: "zh", document: () => demoAnswer("movers crypto", "zh") },
];

/** The parts of one of them as they would be sent. */
export async function renderedBy(name: string): Promise<readonly Part[]> {
  const payload = payloads.find((one) => one.name === name);
  if (payload === undefined) throw new Error(`No payload ${name}`);
  return renderTelegram(await payload.document(), speakerOf(payload.language));
}

/** The same, long texts broken into lines for a reader. */
export async function partsOf({ name }: Sample): Promise<unknown> {
  return JSON.parse(JSON.stringify(await renderedBy(name), inLines));
}

function inLines(key: string, value: unknown): unknown {
  if (key === "html") return String(value).split(/(?<=<\/(?:h\d|p|tr|footer|li|caption|summary|table|details)>)/);
  return key === "text" && String(value).includes("\n") ? String(value).split("\n") : value;
}

export function fileOf({ name }: { readonly name: string }): string {
  return fileURLToPath(new URL(`./${name}.json`, import.meta.url));
}
