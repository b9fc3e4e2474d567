import { minuteMs, wallText } from "./civil.ts";
import type { Occurrence } from "./occurrence.ts";
import { type Clocks, passOf, type Span } from "./zone.ts";

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
    const { offsetMs, ...rest } = clocks(zone, dueAt);
    const wall = dueAt + offsetMs;
    yield { wall: wallText(wall), zone, fold: passOf({ offsetMs, ...rest }, wall), dueAt, isUnverified: false };
    at = dueAt;
  }
}

function latestMultiple(stepMs: number, span: Span, at: number, zone: string, clocks: Clocks): number {
  const latest = Math.floor((at + span.offsetMs) / stepMs) * stepMs - span.offsetMs;
  return latest >= span.startAt
    ? latest
    : latestMultiple(stepMs, clocks(zone, span.startAt - 1), span.startAt - 1, zone, clocks);
}

function nextMultiple(stepMs: number, span: Span, at: number, zone: string, clocks: Clocks): number {
  const following = (Math.floor((at + span.offsetMs) / stepMs) + 1) * stepMs - span.offsetMs;
  return following < span.endAt
    ? following
    : nextMultiple(stepMs, clocks(zone, span.endAt), span.endAt - 1, zone, clocks);
}
