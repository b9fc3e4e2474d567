import fc from "fast-check";
import { occurrenceKey } from "../../src/schedule/occurrence.ts";
import { next } from "../../src/schedule/occurrences.ts";
import { almanac, schedules } from "./samples.ts";

/** Keys of the next occurrences of many schedules, for a test that runs this on differently set machines. */
const sampled = fc.sample(fc.tuple(schedules, fc.integer({ min: 1_000_000_000, max: 2_140_000_000 })), {
  numRuns: 1000,
  seed: 20_261_121,
});
for (const [i, [schedule, seconds]] of sampled.entries()) {
  let now = seconds * 1000;
  for (let step = 0; step < 3; step++) {
    const due = next(schedule, now, almanac);
    if (due === undefined) break;
    console.log(occurrenceKey(`s${i}`, due), due.dueAt);
    now = due.dueAt;
  }
}
