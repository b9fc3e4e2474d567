import type { Digits } from "../market/decimal.ts";
import { figure, type Quality } from "../market/figure.ts";
import type { Sentiment } from "../market/observations.ts";
import { OutboundError, type Trouble } from "../support/outbound/call.ts";
import { cleanText } from "../support/text.ts";
import type { Ask, Observed } from "./live/source.ts";
import type { Answer, Reading, Rows } from "./rows.ts";

/** One reading of a scale. */
export interface Mood {
  /** ISO instant. */
  readonly at: string;
  readonly value: Digits | undefined;
  readonly label: string;
}

const hourMs = 60 * 60_000;
const staleAfterMs = 36 * hourMs;
const dropAfterMs = 72 * hourMs;

/** Readings of one scale, oldest first. Scales differ in method: they are never put in one row. */
export function moodsObserved(
  reading: Reading,
  scale: Sentiment["scale"],
  { value: { rows, faults }, isStale }: Answer<Rows<Mood>>,
  { window, now }: Ask,
): Observed {
  const read = rows.filter((mood) => mood.at.slice(0, 10) <= window.to).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const asOf = read.at(-1)?.at;
  if (asOf === undefined) throw none("not-found", reading, `up to ${window.to}`);
  const ageMs = now - Date.parse(asOf);
  if (ageMs > dropAfterMs && !isPast(window.to, asOf)) throw none("upstream", reading, `since ${asOf}`);
  const quality: Quality = ageMs > staleAfterMs && !isPast(window.to, asOf) ? "stale" : "final";
  const sentiment = read.flatMap((mood) => sentimentOf(reading, scale, mood, quality));
  return { sentiment, asOf, faults, ...(isStale || quality === "stale" ? { isStale: true } : {}) };
}

const none = (trouble: Trouble, { service, topic }: Reading, when: string) =>
  new OutboundError(service, trouble, `${service} has no ${topic} ${when}.`);

/** The window ends with that reading: what came later was not asked for. */
const isPast = (to: string, asOf: string) => asOf.slice(0, 10) === to;

function sentimentOf(
  { service }: Reading,
  scale: Sentiment["scale"],
  { at, value, label }: Mood,
  quality: Quality,
): Sentiment[] {
  if (value === undefined) return [];
  const clean = cleanText(label).slice(0, 40);
  const reading = figure(value, "index", { source: service, asOf: at, quality });
  return [{ on: at.slice(0, 10), scale, value: reading, ...(clean === "" ? {} : { label: clean }) }];
}
