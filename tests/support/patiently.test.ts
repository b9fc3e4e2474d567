import { expect, it } from "vitest";
import { OutcomeUnknown, RateLimited, Rejected, Unavailable } from "../../src/support/errors.ts";
import { patiently } from "../../src/support/patiently.ts";

/** Fails as the list says, then succeeds; counts how often it was tried. */
function failing(...errors: Error[]) {
  let tries = 0;
  const work = async () => {
    const error = errors[tries++];
    if (error !== undefined) throw error;
    return "done";
  };
  return { work, tries: () => tries };
}

const limited = (ms: number) => new RateLimited("Wait.", ms);

it.each([
  ["a limited call", limited(5)],
  ["one that reached nobody", new Unavailable("Nobody there.")],
])("%s is made again after a pause", async (_what, error) => {
  const { work, tries } = failing(error);
  expect([await patiently(work, { longestMs: 1000 }), tries()]).toEqual(["done", 2]);
});

it.each([
  ["one that may have been carried out", new OutcomeUnknown("Perhaps.")],
  ["one that was refused", new Rejected("No.")],
  ["one with a longer pause than anybody waits", limited(5000)],
])("%s is not", async (_what, error) => {
  const { work, tries } = failing(error);
  await expect(patiently(work, { longestMs: 1000 })).rejects.toBe(error);
  expect(tries()).toBe(1);
});

it("nothing is tried for ever", async () => {
  const { work, tries } = failing(...Array.from({ length: 10 }, () => limited(1)));
  await expect(patiently(work, { longestMs: 10, mostPauses: 2 })).rejects.toBeInstanceOf(RateLimited);
  expect(tries()).toBe(3);
});
