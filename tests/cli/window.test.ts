import { describe, expect, it } from "vitest";
import { readWindow } from "../../src/cli/window.ts";
import { UsageError } from "../../src/support/errors.ts";

describe("the window a person names", () => {
  it("is none where none is named", () => {
    expect(readWindow(undefined, undefined)).toBeUndefined();
  });

  it("is one day with --date", () => {
    expect(readWindow(undefined, "2024-07-26")).toEqual({ from: "2024-07-26", to: "2024-07-26" });
  });

  it("is two days with --week", () => {
    expect(readWindow("2024-07-22..2024-07-26", undefined)).toEqual({ from: "2024-07-22", to: "2024-07-26" });
  });

  it.each([
    ["2024-07-22", undefined, "is not two days"],
    ["2024-07-22..2024-07-24..2024-07-26", undefined, "is not two days"],
    ["2024-07-22..", undefined, "is not two days"],
    ["..2024-07-26", undefined, "is not a day"],
    ["2024-07-26..2024-07-22", undefined, "ends before it starts"],
    ["2024-07-22..2024-02-30", undefined, '"2024-02-30" is not a day'],
    [undefined, "2024-02-30", '"2024-02-30" is not a day'],
    [undefined, "26.7.2024", '"26.7.2024" is not a day'],
    [undefined, "", '"" is not a day'],
    ["2024-07-22..2024-07-26", "2024-07-26", "say two things"],
  ])("--week %s --date %s is refused", (week, date, said) => {
    expect(() => readWindow(week, date)).toThrow(UsageError);
    expect(() => readWindow(week, date)).toThrow(said);
  });
});
