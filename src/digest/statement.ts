import * as z from "zod";
import { addDays } from "../market/days.ts";
import { type Figure, type Origin, Quality, Unit } from "../market/figure.ts";
import type { Span } from "../market/quote.ts";
import type { Window } from "../market/snapshot.ts";

/** The facts a digest can state. The names are an interface: others read them from `--as json`. */
export const StatementKind = z.enum([
  "index.level",
  "index.change",
  "index.relative",
  "group.verdict",
  "movers.gainers",
  "movers.losers",
  "movers.only",
  "quote.change",
  "etf.day",
  "etf.week-total",
  "etf.inflow-days",
  "etf.outflow-days",
  "etf.largest-inflow",
  "etf.largest-outflow",
  "etf.leader",
  "etf.fund-total",
  "crypto.total-cap",
  "crypto.total-cap-trend",
  "crypto.volume",
  "crypto.volume-share",
  "crypto.ytd-volume",
  "sentiment.fear-greed",
  "rates.level",
  "rates.change",
  "fx.level",
  "fx.change",
  "fundamentals.level",
  "fundamentals.growth",
  "fundamentals.margin-change",
  "calendar.events",
  "quality.defect",
]);
export type StatementKind = z.infer<typeof StatementKind>;

export const Verdict = z.enum(["lead", "lag", "level", "up", "down", "stable", "all-up", "all-down", "mixed"]);
export type Verdict = z.infer<typeof Verdict>;

export const Member = z
  .object({
    symbol: z.string().optional(),
    date: z.string().optional(),
    name: z.string().optional(),
    value: z.string(),
  })
  .readonly();
export type Member = z.infer<typeof Member>;

/** One derived fact with its numbers, before any wording. */
export const Statement = z
  .object({
    kind: StatementKind,
    subject: z.string(),
    value: z.string(),
    unit: Unit,
    on: z.string().optional(),
    /** `week`, `month`, `ytd`, or a pair of days written `from..to`. */
    window: z.string().optional(),
    against: z.string().optional(),
    members: z.array(Member).readonly().optional(),
    metric: z.string().optional(),
    period: z.string().optional(),
    zone: z.string().optional(),
    verdict: Verdict.optional(),
    basis: z.string(),
    source: z.string(),
    asOf: z.string(),
    /** Set while the figure may still change, or is older than it should be. */
    quality: Quality.optional(),
  })
  .readonly();
export type Statement = z.infer<typeof Statement>;

/** A statement of one figure: value, unit, source and date are the figure's own. */
export function state(
  kind: StatementKind,
  subject: string,
  figure: Pick<Figure, "digits" | "unit" | "origin">,
  more: Partial<Omit<Statement, "kind" | "subject" | "value" | "unit" | "source" | "asOf">> & { basis: string },
): Statement {
  const { source, asOf, quality } = figure.origin;
  const fact = { kind, subject, value: figure.digits, unit: figure.unit, ...more, source, asOf };
  return quality === "final" ? fact : { ...fact, quality };
}

export function countOf(members: readonly unknown[], origin: Origin): Pick<Figure, "digits" | "unit" | "origin"> {
  return { digits: String(members.length), unit: "count", origin };
}

/** How a span is named in a statement. */
export function windowOf(span: Span, window: Window): string {
  const year = Number(window.to.slice(0, 4));
  switch (span) {
    case "week":
    case "month":
    case "ytd":
      return span;
    case "7d":
      return `${addDays(window.to, -7)}..${window.to}`;
    case "30d":
      return `${addDays(window.to, -30)}..${window.to}`;
    case "prev-week":
      return `${addDays(window.from, -7)}..${addDays(window.to, -7)}`;
    case "prev-year":
      return `${year - 1}-01-01..${year - 1}-12-31`;
    case "1h":
    case "24h":
    case "day":
      return `${window.to}..${window.to}`;
  }
}

/** Identity of the fact: two statements with one key say the same thing. */
export function factKey(statement: Statement): string {
  const { kind, subject, on, window, against, metric, period, basis, members } = statement;
  // Verdicts and contradictions are told apart by what they are about, not by their heading alone.
  if (kind === "quality.defect" || kind === "group.verdict") {
    return JSON.stringify([kind, subject, on, window, against, metric, period, basis, members]);
  }
  return JSON.stringify([
    kind,
    subject,
    on,
    window,
    against,
    metric,
    period,
    kind.startsWith("fundamentals") ? basis : "",
  ]);
}
