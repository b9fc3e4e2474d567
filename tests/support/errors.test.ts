import { describe, expect, it } from "vitest";
import { ClosingBellError, ConfigError, MarketError, UsageError } from "../../src/support/errors.ts";

describe("errors", () => {
  it.each([
    [new UsageError("no such section"), "UsageError", "usage"],
    [new ConfigError(["no token"]), "ConfigError", "config"],
    [new MarketError("no closes"), "MarketError", "market"],
  ])("are told apart by code: %s", (error, name, code) => {
    expect([error.name, error.code, error instanceof ClosingBellError, error instanceof Error]).toEqual([
      name,
      code,
      true,
      true,
    ]);
  });

  it("carry what caused them", () => {
    const cause = new Error("ENOENT");
    expect(new MarketError("the folder cannot be read", { cause }).cause).toBe(cause);
  });

  it("of the settings list all mistakes at once", () => {
    const error = new ConfigError(["no token", "no channel"]);
    expect([error.message, error.problems]).toEqual(["no token\nno channel", ["no token", "no channel"]]);
  });
});
