import { weekOf } from "../../market/days.ts";
import type { Day } from "../../market/figure.ts";
import type { Reference } from "../../market/reference.ts";
import type { Window } from "../../market/snapshot.ts";
import { own } from "../../support/own.ts";
import { exchangeOfRegion, marketState } from "./sessions.ts";

/** The newest day on which any followed exchange began a session. */
export function newestSession(reference: Reference, now: number): Day {
  const days = Object.values(exchangeOfRegion).flatMap((exchange) => {
    const calendar = own(reference.exchanges, exchange);
    return calendar === undefined ? [] : (marketState(calendar, now)?.last ?? []);
  });
  return days.sort().at(-1) ?? new Date(now).toISOString().slice(0, 10);
}

/** The newest stretch of a length: one session, its month so far, or its week from Monday. */
export function newestWindow(to: Day, span: "day" | "week" | "month"): Window {
  return { from: span === "day" ? to : span === "month" ? `${to.slice(0, 7)}-01` : weekOf(to).from, to };
}
