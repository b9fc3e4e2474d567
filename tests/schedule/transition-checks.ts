import { occurrences } from "../../src/schedule/occurrences.ts";
import { hour, iso, minute, minutesBetween, type Transition } from "./clock-oracle.ts";
import { almanac, daily, every } from "./samples.ts";

/** Intervals that divide the hours clocks move by, and some that do not. */
const someIntervals = [5, 15, 30, 45, 60, 90, 240, 720];

/** What the schedules of this room get wrong about one change of a clock: nothing. */
export function checkTransition(transition: Transition): string[] {
  return [...checkFixed(transition), ...checkIntervals(transition)];
}

/** Every minute that is skipped or shown twice, as the time of a daily digest. */
export function checkFixed({ zone, instant, before, after }: Transition): string[] {
  const isGap = after > before;
  const walls = isGap ? minutesBetween(before, after) : minutesBetween(after, before);
  const reach = Math.abs(after - before) + 30 * hour;
  return walls.flatMap((wall) => {
    const nominal = iso(wall);
    const due = occurrences(daily(zone, nominal.slice(11)), instant - reach, instant + reach, almanac);
    const found = due.filter((one) => one.wall === nominal).map(({ dueAt }) => dueAt);
    // As late as the gap is long: as if the clock had not been moved. In a repeated hour, before it is moved.
    const expected = isGap && isWholeDay(wall, before, after) ? [] : [instant + (wall - before)];
    return `${found}` === `${expected}` ? [] : [`${zone} daily ${nominal}: due ${found}, not ${expected}`];
  });
}

export function checkIntervals({ zone, instant }: Transition): string[] {
  return someIntervals.flatMap((minutes) => {
    const from = instant - 2 * minutes * minute - 26 * hour;
    const due = occurrences(every(zone, minutes), from, instant + 2 * minutes * minute + 26 * hour, almanac);
    const pauses = due.slice(1).map(({ dueAt }, i) => (dueAt - (due[i]?.dueAt ?? 0)) / minute);
    return pauses.every((pause) => pause > 0 && pause <= minutes)
      ? []
      : [`${zone} every ${minutes}m around ${iso(instant)}Z: pauses of ${pauses}`];
  });
}

function isWholeDay(wall: number, from: number, to: number): boolean {
  const midnight = Math.floor(wall / (24 * hour)) * 24 * hour;
  return midnight >= from && midnight + 24 * hour <= to;
}
