import { type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import { type FlowBook, flowsObserved } from "../flows.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { DayRow, Days, Outcome } from "./schema.ts";

type Asset = FlowBook["asset"];

const names = { en: "CoinGlass", zh: "CoinGlass" };
const hourMs = 60 * 60_000;
const paths: Readonly<Record<Asset, string>> = { BTC: "/etf/bitcoin/flow-history", ETH: "/etf/ethereum/flow-history" };

/** Flows by fund and day, with a key of a paid plan. */
export const coinglass: Source = {
  facts: {
    name: "coinglass",
    names,
    base: "https://open-api-v4.coinglass.com/api",
    terms: "personal",
    budget: { perMinute: 10 },
    key: "required",
    delay: "daily",
  },
  topics: ({ key }) => ({
    "etf-btc": (ask, call) => flows("BTC", ask, call, key),
    "etf-eth": (ask, call) => flows("ETH", ask, call, key),
  }),
};

async function flows(asset: Asset, ask: Ask, call: Call, key: string | undefined): Promise<Observed> {
  const about: Reading = { service: names.en, topic: `etf-${asset.toLowerCase()}` };
  const headers = key === undefined ? {} : { "CG-API-KEY": key };
  const question = { path: paths[asset], headers, freshMs: hourMs, staleMs: 72 * hourMs };
  const answer = await askFor(call, question, (json): FlowBook => {
    refuse(about, json);
    const { rows: days, faults } = readRows(about, readAnswer(about, json, Days).data, DayRow);
    return { asset, days, faults, unit: "dollars" };
  });
  return flowsObserved(about, answer, ask);
}

const troubles: Readonly<Record<string, Trouble>> = {
  "30001": "auth",
  "401": "auth",
  "403": "plan",
  "429": "rate-limited",
};

function refuse({ service, topic }: Reading, json: unknown): void {
  const code = String(Outcome.safeParse(json).data?.code ?? "");
  if (Number(code) === 0) return;
  throw new OutboundError(service, troubles[code] ?? "upstream", `${service} refused ${topic} (code ${Number(code)}).`);
}
