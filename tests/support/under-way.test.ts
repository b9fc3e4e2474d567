import { expect, it } from "vitest";
import { createUnderWay } from "../../src/support/under-way.ts";

it("work that was begun is waited for, however it ends, but not for ever", async () => {
  const underWay = createUnderWay();
  expect(await underWay.settledWithin(1000)).toBe(true);
  let finish: () => void = () => undefined;
  underWay.add(
    new Promise<void>((resolve) => {
      finish = resolve;
    }),
  );
  underWay.add(Promise.reject(new Error("no")));
  expect(await underWay.settledWithin(5)).toBe(false);
  const settled = underWay.settledWithin(1000);
  finish();
  expect(await settled).toBe(true);
});
