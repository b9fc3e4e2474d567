import { beforeAll, describe, expect, it } from "vitest";
import { at, type Transition, transitionsOf, zones } from "./clock-oracle.ts";
import { checkTransition } from "./transition-checks.ts";

/**
 * Two years of every zone of the runtime, one of them the year that took a day from Apia. All years from 2000
 * to 2037 take half a minute: `npx tsx tests/schedule/all-transitions.ts`.
 */
const years = [2011, 2025];

describe("every change of the clock in every zone", () => {
  let transitions: Transition[] = [];
  beforeAll(() => {
    transitions = years.flatMap((year) =>
      zones.flatMap((zone) => transitionsOf(zone, at(`${year}-01-01T00:00Z`), at(`${year + 1}-01-01T00:00Z`))),
    );
  });

  it("is looked at", () => {
    expect(new Set(transitions.map(({ zone }) => zone)).size).toBeGreaterThan(150);
    expect(
      transitions.some(({ zone, after, before }) => zone === "Pacific/Apia" && after - before === 86_400_000),
    ).toBe(true);
  });

  it("leaves a fixed time in its gap or its repeated hour with exactly one occurrence, and no interval with a pause", () => {
    expect(transitions.flatMap(checkTransition)).toEqual([]);
  });
});
