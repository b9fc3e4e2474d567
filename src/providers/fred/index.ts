import { type Arrived, type Call, OutboundError } from "../../support/outbound/call.ts";
import { askForTable, readTable } from "../csv-answer.ts";
import type { Ask, Observed, Source, SourceSettings } from "../live/source.ts";
import { column, firstReading, ratesObserved, yieldInstrument } from "../rates.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { Answer, Line, Observation, Refusal, series } from "./schema.ts";

const about: Reading = { service: "FRED", topic: "us-yields" };
const hourMs = 3_600_000;
const times = { freshMs: hourMs, staleMs: 96 * hourMs };

/** The Treasury's 10-year yield as the Federal Reserve Bank of St. Louis keeps it: one business day later than the Treasury. */
export const fred: Source = {
  facts: {
    name: "fred",
    names: { en: "FRED", zh: "FRED（圣路易斯联储）" },
    base: "https://api.stlouisfed.org",
    hosts: { graph: "https://fred.stlouisfed.org" },
    terms: "open",
    attribution: {
      en: "This product uses the FRED® API but is not endorsed or certified by the Federal Reserve Bank of St. Louis.",
      zh: "本产品使用FRED® API，但未经圣路易斯联邦储备银行认可或认证。",
    },
    budget: { perHour: 4 },
    key: "optional",
    delay: "daily",
  },
  topics: ({ key }) => ({ "us-yields": (ask, call) => usYields(ask, call, key) }),
};

async function usYields(ask: Ask, call: Call, key: SourceSettings["key"]): Promise<Observed> {
  const answer = key === undefined ? await fromTable(ask, call) : await fromApi(ask, call, key);
  const { rows, faults } = answer.value;
  const readings = [{ instrument: yieldInstrument("US10Y"), unit: "pct" as const, closes: column(rows, "US10Y") }];
  return ratesObserved(about, readings, [answer], faults, ask);
}

function fromTable({ window }: Ask, call: Call) {
  const query = { id: series, cosd: firstReading(window), coed: window.to };
  return askForTable(call, { path: "graph:/graph/fredgraph.csv", query, ...times }, (text) =>
    readTable(about, text, [series], Line),
  );
}

function fromApi({ window }: Ask, call: Call, key: string) {
  const query = {
    series_id: series,
    file_type: "json",
    sort_order: "desc",
    observation_start: firstReading(window),
    observation_end: window.to,
  };
  const question = { path: "/fred/series/observations", query, keys: { api_key: key }, check: refuse, ...times };
  return askFor(call, question, (json) => readRows(about, readAnswer(about, json, Answer), Observation));
}

/** A key it does not know is a bad request to it, and the words tell which part was bad. */
function refuse({ status, json }: Arrived): void {
  const { data } = Refusal.safeParse(json);
  if (data === undefined) return;
  const { service } = about;
  if (status === 400 && data.error_message.includes("api_key"))
    throw new OutboundError(service, "auth", `${service} does not know the key. Check FRED_API_KEY, or unset it.`);
  if (status === 200) throw new OutboundError(service, "upstream", `${service} refused (code ${data.error_code}).`);
}
