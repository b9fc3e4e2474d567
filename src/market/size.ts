import type { Figure, Unit } from "./figure.ts";

/** Rough units of a currency per US dollar. They order companies of different markets by size and are never printed. */
const perDollar: Partial<Record<Unit, number>> = {
  usd: 1,
  hkd: 7.8,
  cny: 7.2,
  twd: 32,
  jpy: 150,
  eur: 0.92,
  gbp: 0.78,
};

/** How large an amount is beside others, whatever their currencies; -1 for an amount nobody gave. */
export function sizeOf(amount: Figure | undefined): number {
  return amount === undefined ? -1 : amount.number / (perDollar[amount.unit] ?? 1);
}
