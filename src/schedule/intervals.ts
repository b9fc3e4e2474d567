import { minuteMs, wallText } from "./civil.ts";
import type { Occurrence } from "./occurrence.ts";
import { type Clocks, type Span, shownAt } from "./zone.ts";

/**
 * Wall times at every multiple of the interval since midnight, both passes of a repeated one; and where a change of the
 * clock would make the pause longer than the interval, more in between.
 */
export function* everyFew(minutes: number, zone: string, after: number, clocks: Clocks): Generator<Occurrence> {
  const stepMs = minutes * minuteMs;
  let at = after;
  for (;;) {
    const span = clocks(zone, at);
    const latest = latestMultiple(stepMs, span, at, zone, clocks);
    const dueAt = Math.min(
      latest + (Math.floor((at - latest) / stepMs) + 1) * stepMs,
      nextMultiple(stepMs, span, at, zone, clocks),
    );
    const { wall, fold } = shownAt(clocks, zone, dueAt);
    yield { wall: wallText(wall), zone, fold, dueAt, isUnverified: false };
    at = dueAt;
  }
}

/** The latest instant up to the given one at which the clock shows a multiple. */
function latestMultiple(stepMs: number, span: Span, at: number, zone: string, clocks: Clocks): number {
  const latest = Math.floor((at + span.offsetMs) / stepMs) * stepMs - span.offsetMs;
  return latest >= span.startAt
    ? latest
    : latestMultiple(stepMs, clocks(zone, span.startAt - 1), span.startAt - 1, zone, clocks);
}

/** The first instant after the given one at which the clock shows a multiple. */
function nextMultiple(stepMs: number, span: Span, at: number, zone: string, clocks: Clocks): number {
  const following = (Math.floor((at + span.offsetMs) / stepMs) + 1) * stepMs - span.offsetMs;
  return following < span.endAt
    ? following
    : nextMultiple(stepMs, clocks(zone, span.endAt), span.endAt - 1, zone, clocks);
}
