import type * as z from "zod";
import type { Digits } from "../../market/decimal.ts";
import type { Fault } from "../../market/snapshot.ts";
import type { Call } from "../../support/outbound/call.ts";
import { type FlowBook, type FlowDay, flowsObserved, fundTicker } from "../flows.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { askFor, badPayload, fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { Chart, Point } from "./schema.ts";

type Asset = FlowBook["asset"];

const names = { en: "The Block", zh: "The Block" };
const hourMs = 60 * 60_000;
const paths: Readonly<Record<Asset, string>> = {
  BTC: "/etfs/bitcoin-etf/spot-bitcoin-etf-flows",
  ETH: "/etfs/ethereum-etf/spot-ethereum-etf-flows",
};

/** The data behind charts of its website: undocumented, no licence. */
export const theblock: Source = {
  facts: {
    name: "theblock",
    names,
    base: "https://www.theblock.co/api/charts/chart",
    terms: "undocumented",
    // An answer is used for an hour, and there are two charts; one that failed may be asked for twice more.
    budget: { perHour: 6 },
    delay: "daily",
  },
  topics: () => ({
    "etf-btc": (ask, call) => flows("BTC", ask, call),
    "etf-eth": (ask, call) => flows("ETH", ask, call),
  }),
};

async function flows(asset: Asset, ask: Ask, call: Call): Promise<Observed> {
  const about: Reading = { service: names.en, topic: `etf-${asset.toLowerCase()}` };
  const question = { path: paths[asset], freshMs: hourMs, staleMs: 72 * hourMs };
  const answer = await askFor(call, question, (json): FlowBook => {
    const { days, faults } = daysOf(about, readAnswer(about, json, Chart));
    return { asset, days, faults, unit: "dollars" };
  });
  return flowsObserved(about, answer, ask);
}

interface OpenDay extends FlowDay {
  total?: Digits | undefined;
  readonly cells: Map<string, Digits | undefined>;
}

/** Lines by fund, turned into days. A line of totals is one of totals, not a fund. */
function daysOf(about: Reading, lines: z.output<typeof Chart>): { days: FlowDay[]; faults: Fault[] } {
  const days = new Map<string, OpenDay>();
  const faults: Fault[] = [];
  for (const [name, { Data: points }] of Object.entries(lines)) {
    const fund = fundTicker(name);
    if (fund === undefined && !isTotal(name))
      faults.push(fault(about, "a fund's ticker", { value: name.slice(0, 40) }));
    else {
      const read = readRows(about, points, Point);
      faults.push(...read.faults);
      for (const { Timestamp, Result } of read.rows) {
        const on = Timestamp.slice(0, 10);
        const day: OpenDay = days.get(on) ?? { on, cells: new Map() };
        days.set(on, day);
        if (isTotal(name)) day.total = Result;
        else if (fund !== undefined) day.cells.set(fund, Result);
      }
    }
  }
  if (days.size === 0) throw badPayload(about, "no line of a fund");
  return { days: [...days.values()], faults };
}

const isTotal = (name: string) => /^total\b/i.test(name.trim());
