import { addDays, daysBetween, weekOf } from "./days.ts";
import { changePercent, type Digits, multiply, shift, subtract, sum } from "./decimal.ts";
import type { Day } from "./figure.ts";
import type { Span } from "./quote.ts";
import type { Window } from "./snapshot.ts";

/** The span a window of that length is about: a day, a week or a month. */
export function spanOfWindow(window: Window): "day" | "week" | "month" {
  const days = daysBetween(window.from, window.to) + 1;
  return days === 1 ? "day" : days < 18 ? "week" : "month";
}

/** One raw close, as printed that night. */
export interface Close {
  readonly on: Day;
  readonly digits: Digits;
}

/** A split of `value` new shares for one old, or a cash dividend of `value` per share of today. */
export interface CorporateAction {
  readonly on: Day;
  readonly kind: "split" | "dividend";
  readonly value: Digits;
}

export interface Move {
  readonly from: Close;
  readonly to: Close;
}

/** Sessions may be missing (holidays), but a base older than this is another period's. */
const longestGapDays = 7;

/** The last close at or before `day`, if it is recent enough to stand for it. */
export function closeAt(closes: readonly Close[], day: Day): Close | undefined {
  const close = closes.findLast((one) => one.on <= day);
  return close !== undefined && daysBetween(close.on, day) <= longestGapDays ? close : undefined;
}

/** The two closes a span compares, seen from the window's last day; undefined when either is not on record. */
export function moveOver(closes: readonly Close[], span: Span, window: Window): Move | undefined {
  const to = closeAt(closes, window.to);
  if (to === undefined) return undefined;
  const base = baseDay(span, window);
  const from =
    span === "day"
      ? closes.findLast((one) => one.on < to.on && daysBetween(one.on, to.on) <= longestGapDays)
      : base === undefined
        ? undefined
        : closeAt(closes, base);
  return from === undefined || from.on >= to.on ? undefined : { from, to };
}

function baseDay(span: Span, window: Window): Day | undefined {
  switch (span) {
    case "week":
      // The close before the Monday of the last day's week, whatever stretch the digest itself is about.
      return addDays(weekOf(window.to).from, -1);
    case "month":
      return addDays(`${window.to.slice(0, 7)}-01`, -1);
    case "ytd":
      return `${Number(window.to.slice(0, 4)) - 1}-12-31`;
    case "7d":
      return addDays(window.to, -7);
    case "30d":
      return addDays(window.to, -30);
    default:
      return undefined;
  }
}

/**
 * Percent change between two raw closes, adjusted for splits and with dividends added back: the start price is put on the
 * share basis of the end, and cash paid out on the way counts as gain. Two decimals. Dividends are given per share of
 * today, so splits after the end price bring them back to its shares.
 */
export function adjustedChange(move: Move, actions: readonly CorporateAction[]): Digits {
  const between = actions.filter((action) => action.on > move.from.on && action.on <= move.to.on);
  if (between.length === 0) return changePercent(move.from.digits, move.to.digits, 2);
  const paid = sum(between.filter((action) => action.kind === "dividend").map((dividend) => dividend.value));
  const then = multiply(paid, ratioOf(actions.filter((action) => action.on > move.to.on)));
  // start / ratio is compared with end + paid; multiplying both sides by the ratio keeps the arithmetic exact.
  return changePercent(move.from.digits, multiply(sum([move.to.digits, then]), ratioOf(between)), 2);
}

function ratioOf(actions: readonly CorporateAction[]): Digits {
  return actions.filter((action) => action.kind === "split").reduce((all, split) => multiply(all, split.value), "1");
}

/** Change of a yield quoted in percent, in basis points. */
export function basisPoints(move: Move): Digits {
  return shift(subtract(move.to.digits, move.from.digits), 2);
}
