import type { Day } from "../../market/figure.ts";
import type { Answer, Given } from "./chain.ts";
import type { Reachable } from "./order.ts";
import { withOrigins } from "./origins.ts";

/** Figures of a source that answered where a better one failed say so. */
export function inPlaceOf(
  observed: Given["observed"],
  { tried }: Answer,
  chain: readonly Reachable[],
  { facts }: Given,
) {
  const place = (name: string) => chain.findIndex((one) => one.facts.name === name);
  const failed = tried.find(
    (one) => one.trouble !== "empty" && one.facts.name !== facts.name && place(one.facts.name) < place(facts.name),
  );
  if (failed === undefined) return observed;
  return withOrigins(observed, (origin) => ({ ...origin, insteadOf: failed.facts.names.en }));
}

/** What its source dates no later than a day. */
export function upTo({ observed }: Given, day: Day): Given["observed"] {
  return {
    ...observed,
    etfFlows: (observed.etfFlows ?? []).filter(({ on }) => on <= day),
    etfTotals: (observed.etfTotals ?? []).filter(({ on }) => on === undefined || on <= day),
    rates: (observed.rates ?? []).filter(({ level }) => level.origin.asOf.slice(0, 10) <= day),
  };
}
