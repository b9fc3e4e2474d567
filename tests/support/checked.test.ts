import { expect, it } from "vitest";
import * as z from "zod";
import { createChecked } from "../../src/support/checked.ts";

const looks: unknown[] = [];
const Row = z.object({
  name: z.string().refine((name) => looks.push(name) > 0),
  count: z.number().default(3),
});

it("a row that is right is looked at once and handed out as it is", () => {
  const checked = createChecked(Row);
  const row = { name: "whole", count: 1 };
  expect([checked(row), checked(row)].every((one) => one === row)).toBe(true);
  expect(looks.filter((name) => name === "whole")).toHaveLength(1);
});

it("what a row lacks is filled in, as often as it is asked for", () => {
  const checked = createChecked(Row);
  const row = { name: "short" };
  expect([checked(row), checked(row)]).toEqual([
    { name: "short", count: 3 },
    { name: "short", count: 3 },
  ]);
});

it.each([[undefined], [null], ["text"], [{}], [{ name: 7 }]])("%j is no row", (row) => {
  expect(createChecked(Row)(row)).toBeUndefined();
});
