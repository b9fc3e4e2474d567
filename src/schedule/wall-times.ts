import { dayMs, dayOf, wallText } from "./civil.ts";
import type { Occurrence } from "./occurrence.ts";
import { nextWall, type Pattern } from "./pattern.ts";
import { type Clocks, passOf, type Span } from "./zone.ts";

/** Every occurrence of a pattern on a zone's clock after an instant, by instant. */
export function* atWalls(pattern: Pattern, zone: string, after: number, clocks: Clocks): Generator<Occurrence> {
  let at = after;
  let span = clocks(zone, at);
  for (;;) {
    const shown = nextShown(pattern, span, at);
    const shifted = pattern.passes === "first" ? nextShifted(pattern, span, at) : undefined;
    // Of two that fall on one instant, the one the clock really shows stands.
    const best = shifted !== undefined && !(shown !== undefined && shown.dueAt <= shifted.dueAt) ? shifted : shown;
    if (best !== undefined && best.dueAt < span.endAt) {
      const isUnverified = pattern.isUnverified?.(dayOf(best.wall)) ?? false;
      yield { wall: wallText(best.wall), zone, fold: foldOf(pattern, span, best), dueAt: best.dueAt, isUnverified };
      at = best.dueAt;
    } else {
      if (shown === undefined || span.endAt === Number.POSITIVE_INFINITY) return;
      // Nothing before that wall time: spans that end well ahead of it need no look.
      at = Math.max(span.endAt, shown.dueAt - 2 * dayMs) - 1;
      span = clocks(zone, at + 1);
    }
  }
}

interface Placed {
  readonly wall: number;
  readonly dueAt: number;
}

/** The next wall time that the span's clock shows; it may lie past the end of the span. */
function nextShown(pattern: Pattern, { startAt, offsetMs, offsetBeforeMs }: Span, at: number): Placed | undefined {
  // Fixed times have had their one pass of what the clock showed before it was set back.
  const begin = startAt + (pattern.passes === "first" ? Math.max(offsetMs, offsetBeforeMs) : offsetMs);
  const wall = nextWall(pattern, Math.max(at + offsetMs, begin - 1));
  return wall === undefined ? undefined : { wall, dueAt: wall - offsetMs };
}

/** The next wall time that fell into the gap at the start of the span: as late as the gap is long. */
function nextShifted(pattern: Pattern, { startAt, offsetMs, offsetBeforeMs }: Span, at: number): Placed | undefined {
  const [begin, end] = [startAt + offsetBeforeMs, startAt + offsetMs];
  let wall = at + offsetBeforeMs >= end ? undefined : nextWall(pattern, Math.max(at + offsetBeforeMs, begin - 1));
  // A date that was left out of the calendar altogether has nothing to make up for.
  while (wall !== undefined && wall < end && dayOf(wall) * dayMs >= begin && (dayOf(wall) + 1) * dayMs <= end) {
    wall = nextWall(pattern, (dayOf(wall) + 1) * dayMs - 1);
  }
  return wall === undefined || wall >= end ? undefined : { wall, dueAt: wall - offsetBeforeMs };
}

function foldOf(pattern: Pattern, span: Span, { wall }: Placed): 0 | 1 {
  return pattern.passes === "every" ? passOf(span, wall) : 0;
}
