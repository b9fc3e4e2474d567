import type { Value } from "../i18n/value.ts";

/** Which way a table cell points; prices and levels point nowhere. */
export function toneOf(value: Value): "up" | "down" | undefined {
  if (value.is === "in") return toneOf(value.value);
  if (value.is !== "quantity" || (value.style !== "cell" && value.style !== "change")) return undefined;
  if (!["pct", "pct_pt", "bp", "pips", "usd_m"].includes(value.unit)) return undefined;
  if (/^[+-]?0*(\.0*)?$/.test(value.digits)) return undefined;
  return value.digits.startsWith("-") ? "down" : "up";
}
