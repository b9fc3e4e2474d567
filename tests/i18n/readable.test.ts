import { describe, expect, it } from "vitest";
import { readable } from "../../src/i18n/readable.ts";
import { quantity } from "../../src/i18n/value.ts";

describe("a number as a machine holds it", () => {
  it.each([
    ["0.5823392426906319", "pct", "cell", "0.58"],
    ["-0.00214", "pct", "cell", "0.00"],
    ["-1.84", "pct", "cell", "-1.84"],
    ["3", "pct", "cell", "3"],
    ["-519.19044894", "usd_m", "cell", "-519.2"],
    ["75.410000", "usd_m", "magnitude", "75.4"],
    ["63120.95511667226", "usd", "price", "63120.96"],
    ["86420.01000000", "usd", "price", "86420.01"],
    ["1.97234567", "usd", "price", "1.9723"],
    ["2.50001", "usd", "price", "2.50"],
    ["0.5921", "usd", "price", "0.5921"],
    ["0.9989722172300717", "usd", "price", "0.999"],
    ["0.000005938674704566", "usd", "price", "0.000005939"],
    ["2621040321355.0405", "usd", "plain", "2621040321355.04"],
  ] as const)("%s %s (%s) is shown as %s", (digits, unit, style, shown) => {
    expect(readable(digits, unit, style)).toBe(shown);
  });

  it("is told by its origin; what somebody printed stays as printed", () => {
    const figure = { digits: "0.58234", unit: "pct" } as const;
    expect(quantity({ ...figure, origin: { quality: "final", isRaw: true } }).digits).toBe("0.58");
    expect(quantity({ ...figure, origin: { quality: "final" } }).digits).toBe("0.58234");
    expect(quantity(figure).digits).toBe("0.58234");
  });
});
