import Big from "big.js";
import type { Unit } from "../market/figure.ts";
import type { QuantityStyle } from "./value.ts";

const Decimal = Big();
Decimal.RM = Big.roundHalfUp;

/** Decimals a reader is shown; a price tells its own. */
const usual: Partial<Record<Unit, number>> = { usd_m: 1 };
const most = 2;

/**
 * A number as a machine holds it (0.5823392426906319 %, 63120.95511667226 dollars), with the decimals that mean something: two,
 * one of a flow in millions, four of a price below a hundred, four digits of a price below one.
 */
export function readable(digits: string, unit: Unit, style: QuantityStyle): string {
  const point = digits.indexOf(".");
  if (point < 0) return digits;
  const places = style === "price" ? placesOfPrice(digits) : (usual[unit] ?? most);
  if (digits.length - point - 1 <= places) return digits;
  const rounded = new Decimal(digits).toFixed(places);
  const kept = style === "price" ? rounded.replace(/(\.\d\d\d*?)0+$/, "$1") : rounded;
  return /[1-9]/.test(kept) ? kept : kept.replace("-", "");
}

function placesOfPrice(digits: string): number {
  const { e: exponent } = new Decimal(digits);
  if (exponent >= 2) return 2;
  return exponent >= 0 ? 4 : 3 - exponent;
}
