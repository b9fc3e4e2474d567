import type { Market } from "../schedule.ts";
import type { Edge } from "./lexicon.ts";

/** One meaningful piece of a schedule's text, the same for both languages; `text` is how it was written. */
export type Token = { readonly text: string } & (
  | { readonly is: "days"; readonly weekdays: readonly number[] }
  | { readonly is: "monthly"; readonly date: number | "last" | undefined }
  | { readonly is: "every"; readonly minutes: number }
  | { readonly is: "cron"; readonly expression: string }
  | { readonly is: "last-session"; readonly market: Market | undefined }
  | { readonly is: "time"; readonly minute: number }
  | { readonly is: "duration"; readonly minutes: number }
  | { readonly is: "market"; readonly market: Market }
  | { readonly is: "edge"; readonly edge: Edge }
  | { readonly is: "side"; readonly sign: 1 | -1 }
  | { readonly is: "zone"; readonly zone: string }
  | { readonly is: "skip"; readonly market: Market }
);
