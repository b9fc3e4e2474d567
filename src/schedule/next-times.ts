import type { Occurrence } from "./occurrence.ts";
import type { Schedule } from "./schedule.ts";

/** Finds the next occurrence of a schedule later than an instant. */
export type FindNext = (schedule: Schedule, after: number) => Occurrence | undefined;

interface Answer {
  readonly after: number;
  readonly occurrence: Occurrence | undefined;
}

/**
 * Remembers the next occurrence by rule and zone, so that a hundred thousand subscriptions with two thousand different
 * schedules cost two thousand evaluations: what was next after 07:00 is next after 07:30 too, unless it came in between.
 * `most` schedules are kept, 10,000 unless told; the one evaluated longest ago goes first.
 */
export function rememberNext(find: FindNext, most = 10_000): FindNext {
  const answers = new Map<string, Answer>();
  return (schedule, after) => {
    const key = JSON.stringify(schedule);
    const known = answers.get(key);
    if (known !== undefined && known.after <= after && after < (known.occurrence?.dueAt ?? Number.POSITIVE_INFINITY)) {
      return known.occurrence;
    }
    const occurrence = find(schedule, after);
    answers.delete(key);
    answers.set(key, { after, occurrence });
    if (answers.size > most) answers.delete(answers.keys().next().value as string);
    return occurrence;
  };
}
