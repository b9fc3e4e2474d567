import { type Arrived, type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import { type FlowBook, type FlowDay, flowsObserved } from "../flows.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { type Answer, askFor, fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { Current, FundRow, OfficialDay, Refusal, Rows, WebDay } from "./schema.ts";

type Asset = FlowBook["asset"];
type Headers = Readonly<Record<string, string>>;

const names = { en: "SoSoValue", zh: "SoSoValue" };
const reading = (asset: Asset): Reading => ({ service: names.en, topic: `etf-${asset.toLowerCase()}` });
const hourMs = 60 * 60_000;
const times = { freshMs: hourMs, staleMs: 72 * hourMs };
const headersOf = (key: string | undefined): Headers => (key === undefined ? {} : { "x-soso-api-key": key });

/**
 * The endpoints behind its website: undocumented, may close any day. The history holds totals only; single funds come for the
 * newest day.
 */
export const sosovalueWeb: Source = {
  facts: {
    name: "sosovalue-web",
    names,
    base: "https://api.sosovalue.xyz/openapi/v2/etf",
    terms: "undocumented",
    budget: { perHour: 4 },
    key: "optional",
    delay: "daily",
  },
  topics({ key }) {
    const headers = headersOf(key);
    return {
      "etf-btc": (ask, call) => fromWeb("BTC", ask, call, headers),
      "etf-eth": (ask, call) => fromWeb("ETH", ask, call, headers),
    };
  },
};

/** The official interface, with a free key: totals by day. */
export const sosovalue: Source = {
  facts: {
    name: "sosovalue",
    names,
    base: "https://openapi.sosovalue.com/openapi/v1",
    terms: "personal",
    budget: { perMinute: 10 },
    key: "required",
    delay: "daily",
  },
  topics({ key }) {
    const headers = headersOf(key);
    return {
      "etf-btc": (ask, call) => official("BTC", ask, call, headers),
      "etf-eth": (ask, call) => official("ETH", ask, call, headers),
    };
  },
};

async function official(asset: Asset, ask: Ask, call: Call, headers: Headers): Promise<Observed> {
  const about = reading(asset);
  const query = { symbol: asset, country_code: "US", limit: 50 };
  const question = { path: "/etfs/summary-history", query, headers, check: pauseOf(about, ask), ...times };
  const answer = await askFor(call, question, (json) => {
    refuse(about, json);
    return readRows(about, readAnswer(about, json, Rows), OfficialDay);
  });
  const { rows: days, faults } = answer.value;
  return flowsObserved(about, { ...answer, value: { asset, days, faults, unit: "dollars" } }, ask);
}

async function fromWeb(asset: Asset, ask: Ask, call: Call, headers: Headers): Promise<Observed> {
  const about = reading(asset);
  const body = { type: `us-${asset.toLowerCase()}-spot` };
  const question = { method: "POST", body, headers, check: pauseOf(about, ask), ...times } as const;
  const history = await askFor(call, { path: "/historicalInflowChart", ...question }, (json) => {
    refuse(about, json);
    return readRows(about, readAnswer(about, json, Rows), WebDay);
  });
  const current = await askFor(call, { path: "/currentEtfDataMetrics", ...question }, (json) => {
    refuse(about, json);
    return readCurrent(about, json);
  }).catch((error: unknown) => withoutFunds(about, history.receivedAt, error));
  const { days, faults } = current.value;
  const value: FlowBook = {
    asset,
    days: joined(history.value.rows, days),
    faults: [...history.value.faults, ...faults],
    unit: "dollars",
    isNewestOnly: true,
  };
  const receivedAt = Math.min(history.receivedAt, current.receivedAt);
  return flowsObserved(about, { value, isStale: history.isStale || current.isStale, receivedAt }, ask);
}

type Found = Pick<FlowBook, "days" | "faults">;

/** The newest day with its funds. A fund whose newest reading is of an earlier day has none of this one. */
function readCurrent(about: Reading, json: unknown): Found {
  const { dailyNetInflow: total, list } = readAnswer(about, json, Current).data;
  const { rows, faults } = readRows(about, list, FundRow);
  const on = total.lastUpdateDate;
  const cells = new Map(
    rows.map(({ ticker, dailyNetInflow: own }) => [ticker, own?.lastUpdateDate === on ? own.value : undefined]),
  );
  return { days: [{ on, total: total.value, cells }], faults };
}

/** Totals are worth having without their funds. */
function withoutFunds(about: Reading, receivedAt: number, error: unknown): Answer<Found> {
  if (!(error instanceof OutboundError)) throw error;
  const faults = [fault(about, "the flows of single funds", { value: error.trouble, severity: "noted" })];
  return { value: { days: [], faults }, isStale: false, receivedAt };
}

/** The funds of a day beside its total; of two totals of one day the history's stays, so that all are counted alike. */
function joined(history: readonly FlowDay[], current: readonly FlowDay[]): FlowDay[] {
  const cellsOf = new Map(current.map((day) => [day.on, day.cells]));
  const known = new Set(history.map((day) => day.on));
  return [
    ...history.map((day) => ({ ...day, cells: cellsOf.get(day.on) ?? day.cells })),
    ...current.filter((day) => !known.has(day.on)),
  ];
}

const troubles: Readonly<Record<number, Trouble>> = { 401: "auth", 402: "plan", 403: "plan", 429: "rate-limited" };

/** Status 200 is no success: `code` has to be 0, as a number or as text. A bare list has none. */
function refuse({ service, topic }: Reading, json: unknown): void {
  const { data } = Refusal.safeParse(json);
  const code = Number(data?.code ?? 0);
  if (data === undefined || code === 0) return;
  const seconds = data.details?.retry_after;
  const trouble = seconds === undefined ? (troubles[code] ?? "upstream") : "rate-limited";
  throw new OutboundError(service, trouble, `${service} refused ${topic} (code ${code}).`, inMs(seconds));
}

const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);

/** It says how long to wait in the body, or in a header as an instant in milliseconds. */
const pauseOf =
  ({ service, topic }: Reading, { now }: Ask) =>
  ({ status, headers, json }: Arrived): void => {
    if (status !== 429 || headers["retry-after"] !== undefined) return;
    const said = inMs(Refusal.safeParse(json).data?.details?.retry_after);
    const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) - now;
    const waitMs = said ?? (reset > 0 ? reset : undefined);
    throw new OutboundError(service, "rate-limited", `${service} asks for a pause (${topic}).`, waitMs);
  };
