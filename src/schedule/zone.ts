import { Temporal } from "temporal-polyfill";
import { dayMs } from "./civil.ts";

/**
 * A stretch of time in which a zone's clock runs evenly. `offsetMs` is what to add to an instant to get the wall time;
 * `offsetBeforeMs` was added before `startAt`. Where nothing changed lately, `startAt` is merely some days back.
 */
export interface Span {
  readonly startAt: number;
  readonly endAt: number;
  readonly offsetMs: number;
  readonly offsetBeforeMs: number;
}

/** Finds the span an instant lies in. */
export type Clocks = (zone: string, at: number) => Span;

/** How far back a change of the clock can still matter: no zone ever moved its clock by more than a day. */
const lookBackMs = 3 * dayMs;

/** The name of a time zone as the runtime spells it, or undefined for none. An alias stays the alias; +08:00 is no name. */
export function zoneNamed(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Clocks of all zones of the runtime. Spans found once are kept: a zone has two a year. */
export function createClocks(): Clocks {
  const known = new Map<string, Seen[]>();
  return (zone, at) => {
    let seen = known.get(zone);
    if (seen === undefined) {
      seen = [];
      known.set(zone, seen);
    }
    const place = placeOf(seen, at);
    const found = seen[place];
    if (found !== undefined && found.since <= at) return found.span;
    const span = findSpan(zone, at);
    // What was seen from a later instant on ends at the same change; this look reaches further back.
    const since = span.offsetMs === span.offsetBeforeMs ? at : span.startAt;
    seen.splice(place, found?.span.endAt === span.endAt ? 1 : 0, { span, since });
    return span;
  };
}

/** A span, good for instants from `since` on: for earlier ones, an earlier change of the clock may matter. */
interface Seen {
  readonly span: Span;
  readonly since: number;
}

/** The first span that ends after the instant; they lie in the order of their ends. */
function placeOf(seen: readonly Seen[], at: number): number {
  let low = 0;
  let high = seen.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seen[middle] as Seen).span.endAt > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function findSpan(zone: string, at: number): Span {
  let start = zoned(zone, at - lookBackMs);
  let before = start;
  let end = start.getTimeZoneTransition("next");
  while (end !== null && end.epochMilliseconds <= at) {
    before = start;
    start = end;
    end = end.getTimeZoneTransition("next");
  }
  return {
    startAt: start.epochMilliseconds,
    endAt: end?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: start.offsetNanoseconds / 1e6,
    offsetBeforeMs: before.offsetNanoseconds / 1e6,
  };
}

function zoned(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** The first instant at which the zone's clock shows the wall time; in a gap, as if the clock had not been moved yet. */
export function instantOf(clocks: Clocks, zone: string, wall: number): number {
  const early = clocks(zone, wall - dayMs);
  // Walk from a span safely before it to the one that shows it, or the one after the gap it fell into.
  for (let span = early; ; span = clocks(zone, span.endAt)) {
    if (wall - span.offsetMs < span.endAt) {
      return wall < span.startAt + span.offsetMs ? wall - span.offsetBeforeMs : wall - span.offsetMs;
    }
  }
}

/** What the zone's clock shows at an instant, and whether it shows that for the second time. */
export function shownAt(clocks: Clocks, zone: string, at: number): { readonly wall: number; readonly fold: 0 | 1 } {
  const span = clocks(zone, at);
  const wall = at + span.offsetMs;
  return { wall, fold: passOf(span, wall) };
}

/** 1 when the clock already showed the wall time before it was set back. */
export function passOf({ startAt, offsetBeforeMs }: Span, wall: number): 0 | 1 {
  return wall < startAt + offsetBeforeMs ? 1 : 0;
}
