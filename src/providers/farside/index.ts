import type { Fault } from "../../market/snapshot.ts";
import type { Call } from "../../support/outbound/call.ts";
import { type FlowBook, type FlowDay, flowsObserved } from "../flows.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { badPayload, fault, type Reading } from "../rows.ts";
import { dayOf, flowDay, flowTable } from "./schema.ts";

type Asset = FlowBook["asset"];

const names = { en: "Farside Investors", zh: "Farside Investors" };
const hourMs = 60 * 60_000;
const paths: Readonly<Record<Asset, string>> = {
  BTC: "/bitcoin-etf-flow-all-data/",
  ETH: "/ethereum-etf-flow-all-data/",
};

/** Tables of a website that does not want to be copied and turns machines away: asked only where the operator turns it on. */
export const farside: Source = {
  facts: {
    name: "farside",
    names,
    base: "https://farside.co.uk",
    terms: "undocumented",
    // An answer is used for an hour, and there are two tables; one that failed may be asked for twice more.
    budget: { perHour: 6 },
    isOff: true,
    delay: "daily",
  },
  topics: () => ({
    "etf-btc": (ask, call) => flows("BTC", ask, call),
    "etf-eth": (ask, call) => flows("ETH", ask, call),
  }),
};

async function flows(asset: Asset, ask: Ask, call: Call): Promise<Observed> {
  const about: Reading = { service: names.en, topic: `etf-${asset.toLowerCase()}` };
  const { text, isStale, receivedAt } = await call({
    path: paths[asset],
    expects: "html",
    freshMs: hourMs,
    staleMs: 72 * hourMs,
    check: (arrived) => {
      // A page that turns machines away is told as such.
      if (arrived.status === 200 && !/just a moment/i.test(arrived.text.slice(0, 2000))) readTable(about, arrived.text);
    },
  });
  const value: FlowBook = { asset, ...readTable(about, text), unit: "millions" };
  return flowsObserved(about, { value, isStale, receivedAt }, ask);
}

function readTable(about: Reading, html: string): { days: FlowDay[]; faults: Fault[] } {
  const table = flowTable(html);
  const header = table?.find((row) => row.some((cell) => /^total$/i.test(cell)));
  if (table === undefined || header === undefined) throw badPayload(about, "no table of flows");
  const days: FlowDay[] = [];
  const faults: Fault[] = [];
  for (const [index, row] of table.entries()) {
    const on = dayOf(row[0] ?? "");
    const day = on === undefined ? undefined : flowDay(on, header, row);
    if (typeof day === "string") faults.push(fault(about, day, { row: index + 1, value: row.join(" ").slice(0, 80) }));
    else if (day !== undefined) days.push(day);
  }
  if (days.length === 0 || faults.length > days.length) throw badPayload(about, "no readable rows");
  return { days, faults };
}
