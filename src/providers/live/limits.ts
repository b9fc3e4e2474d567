import { addDays } from "../../market/days.ts";
import type { Window } from "../../market/snapshot.ts";
import type { Topic } from "./source.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long what a source said is used. */
export interface Keeping {
  /** Used again without asking. */
  readonly freshMs: number;
  /** Where the markets it is about are closed; default: `freshMs`. */
  readonly closedMs?: number;
  /** May stand in where every source fails; marked as stale. */
  readonly standInMs: number;
}

export const keeping: Readonly<Record<Topic, Keeping>> = {
  quotes: { freshMs: minute, closedMs: 15 * minute, standInMs: 4 * day },
  closes: { freshMs: 6 * hour, standInMs: 0 },
  "movers-us": { freshMs: 5 * minute, closedMs: hour, standInMs: 4 * day },
  "movers-hk": { freshMs: 5 * minute, closedMs: hour, standInMs: 4 * day },
  "movers-cn": { freshMs: 5 * minute, closedMs: hour, standInMs: 4 * day },
  "movers-tw": { freshMs: 5 * minute, closedMs: hour, standInMs: 4 * day },
  coins: { freshMs: 5 * minute, standInMs: 3 * hour },
  "crypto-total": { freshMs: 5 * minute, standInMs: 3 * hour },
  "fear-greed": { freshMs: 30 * minute, standInMs: 3 * day },
  "etf-btc": { freshMs: hour, standInMs: 5 * day },
  "etf-eth": { freshMs: hour, standInMs: 5 * day },
  "earnings-us": { freshMs: hour, standInMs: day },
  "earnings-dates": { freshMs: 6 * hour, standInMs: day },
  "us-yields": { freshMs: hour, standInMs: 7 * day },
  "cn-yields": { freshMs: hour, standInMs: 7 * day },
  fx: { freshMs: hour, standInMs: 7 * day },
  "rmb-parity": { freshMs: 15 * minute, standInMs: 4 * day },
  news: { freshMs: 10 * minute, standInMs: day },
};

/** An answer a little past its time is used once more while a newer one is fetched: nobody in a chat waits for it. */
export function graceMs(freshMs: number): number {
  return Math.min(2 * freshMs, 10 * minute);
}

/** A question without any answer is asked again after this. */
export const refusedMs = 30_000;

/** Of these the days of the digest matter to what is answered; all others are of the moment. */
const byWindow: ReadonlySet<Topic> = new Set<Topic>([
  "us-yields",
  "cn-yields",
  "fx",
  "rmb-parity",
  "news",
  "earnings-us",
]);

/** The days a topic is asked for. */
export function askedDays(topic: Topic, window: Window): Window {
  if (topic.startsWith("etf-")) return { from: addDays(window.to, -45), to: window.to };
  return byWindow.has(topic) ? window : { from: window.to, to: window.to };
}
