import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { catalogs } from "../../../src/compose.ts";
import { digests } from "../../../src/digest/digests.ts";
import { documentOf, type Edition } from "../../../src/digest/edition.ts";
import { createEngine } from "../../../src/digest/engine.ts";
import { sections } from "../../../src/digest/sections/index.ts";
import { renderPlain } from "../../../src/document/plain.ts";
import { createMessageBook } from "../../../src/i18n/catalog.ts";
import { createSpeaker } from "../../../src/i18n/speaker.ts";
import { datasets, Snapshot } from "../../../src/market/snapshot.ts";
import { sources } from "../../../src/providers/index.ts";
import { createLiveMarket, type LiveMarket } from "../../../src/providers/live/market.ts";
import { settingsOf } from "../../../src/providers/live/settings.ts";
import { groupMembers, servedIndices } from "../../../src/providers/live/wants.ts";
import { reference } from "../../fixtures/editions.ts";
import { loopback, movedClock, world } from "../../support/outbound/world.ts";
import { recorded } from "../asked.ts";

const speaker = createSpeaker(createMessageBook(catalogs), "en");
const printed = (edition: Edition) => renderPlain(documentOf(edition), { speaker, width: 400 });

/** The recordings are of that minute: New York has not opened yet, Asia has closed. */
const now = Date.parse("2026-11-20T12:05:00Z");

type Row = Record<string, unknown>;

const yesterdayClose = 1795122001;
const rowOf = (symbol: string) => {
  const { quoteResponse } = JSON.parse(recorded("yahoo-quotes-2026-11-20.json")) as {
    quoteResponse: { result: Row[] };
  };
  const own = quoteResponse.result.find((row) => row["symbol"] === symbol);
  const [any] = quoteResponse.result;
  return own ?? { ...any, symbol, longName: symbol, ...(symbol.startsWith("^") && { quoteType: "INDEX" }) };
};

/** Daily bars of a symbol up to the day of its quote, the last two as the quote has them. */
function chartOf(symbol: string): string {
  const {
    exchangeTimezoneName: zone,
    regularMarketTime,
    regularMarketPrice: price,
    regularMarketPreviousClose: before,
    ...row
  } = rowOf(symbol);
  const isAsian = String(zone).startsWith("Asia");
  const [previous, last] = isAsian ? ["2026-11-19", "2026-11-20"] : ["2026-11-18", "2026-11-19"];
  const opens = isAsian ? "T01:30:00Z" : "T14:30:00Z";
  const base = Number(before);
  const closes = {
    "2025-12-31": base * 0.8,
    "2026-10-30": base * 0.9,
    "2026-11-13": base * 0.95,
    "2026-11-17": base * 0.98,
    [previous ?? ""]: base,
    [last ?? ""]: Number(price),
  };
  const seconds = (text: string) => Date.parse(text) / 1000;
  const meta = {
    symbol,
    currency: row["currency"],
    instrumentType: row["quoteType"],
    exchangeTimezoneName: zone,
    regularMarketTime,
    regularMarketPrice: price,
    currentTradingPeriod: {
      regular: { start: seconds(`${last}${opens}`), end: Number(regularMarketTime) },
    },
  };
  const timestamp = Object.keys(closes).map((day) => seconds(`${day}${opens}`));
  const indicators = { quote: [{ close: Object.values(closes) }] };
  return JSON.stringify({ chart: { error: null, result: [{ meta, timestamp, indicators, events: {} }] } });
}

const flows = (text: string) =>
  text
    .replaceAll("2026-06-02", "2026-11-19")
    .replaceAll("2026-06-01", "2026-11-18")
    .replaceAll("2026-05-29", "2026-11-17");
const inEnglish = new Intl.DateTimeFormat("en-US", {
  weekday: "short",
  month: "short",
  day: "numeric",
  year: "numeric",
  timeZone: "UTC",
});

/** What the services answer, by the source's name and the path below its base. */
function answerOf(path: string, query: URLSearchParams, body: string): string | undefined {
  if (path === "/yahoo/v7/finance/quote")
    return JSON.stringify({
      quoteResponse: { result: (query.get("symbols") ?? "").split(",").map(rowOf), error: null },
    });
  if (path.startsWith("/yahoo/v8/finance/chart/")) return chartOf(decodeURIComponent(path.split("/").at(-1) ?? ""));
  if (path === "/yahoo/v1/test/getcrumb") return "haT3oykhHqZ";
  if (path === "/yahoo/v1/finance/screener/predefined/saved")
    return recorded(
      query.get("scrIds") === "day_gainers" ? "yahoo-gainers-us-2026-05-16.json" : "yahoo-losers-us-2026-11-20.json",
    ).replaceAll(/"regularMarketTime": ?\d+/g, `"regularMarketTime": ${yesterdayClose}`);
  if (path === "/yahoo/v1/finance/screener") return recorded("yahoo-gainers-hk-2026-11-20.json");
  if (path === "/coingecko/api/v3/coins/markets") return recorded("coingecko-markets-2026-11-20.json");
  if (path === "/coingecko/api/v3/global")
    return recorded("coingecko-global-2026-05-27.json").replace(
      /"updated_at": ?\d+/,
      `"updated_at": ${now / 1000 - 60}`,
    );
  if (path.startsWith("/alternative-me/")) return recorded("alternative-me-fng-2026-11-20.json");
  if (path.endsWith("/currentEtfDataMetrics"))
    return body.includes("btc")
      ? flows(recorded("sosovalue-current-btc-2026-06-02.json"))
      : recorded("sosovalue-current-eth-2026-11-19.json");
  if (path.endsWith("/historicalInflowChart")) return flows(recorded("sosovalue-history-btc-2026-06-02.json"));
  if (path.endsWith("/calendar/earnings"))
    return recorded("nasdaq-earnings-2026-11-24.json").replace(
      "Tue, Nov 24, 2026",
      inEnglish.format(Date.parse(query.get("date") ?? "")),
    );
  if (path.startsWith("/treasury/")) return recorded("treasury-rates-2026-11-19.csv");
  if (path.startsWith("/frankfurter/")) return recorded("frankfurter-usd-2026-11-19.json");
  if (path === "/eastmoney/api/data/get") return recorded("eastmoney-yields-2026-11-19.json");
  return undefined;
}

interface Open {
  readonly live: LiveMarket;
  /** Charts, which fill the kept closes. */
  readonly charts: () => number;
  /** All other calls by source. */
  readonly calls: () => Readonly<Record<string, number>>;
  readonly pass: (ms: number) => void;
}

/** The live market with every source at one server on this machine, at the pace each source has. */
async function open(answering = true): Promise<Open> {
  const counts: Record<string, number> = {};
  let charts = 0;
  const server = await loopback((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
      const name = pathname.split("/")[1] ?? "";
      if (pathname.includes("/v8/finance/chart/")) charts++;
      else counts[name] = (counts[name] ?? 0) + 1;
      const text = answering ? answerOf(pathname, searchParams, Buffer.concat(parts).toString()) : undefined;
      response.writeHead(text === undefined ? 404 : 200, { "set-cookie": "A3=d=abc; Path=/" }).end(text ?? "");
    });
  });
  const clock = movedClock(now);
  const outbound = world({ clock });
  const live = createLiveMarket({
    sources,
    settingsOf: ({ facts }) => settingsOf(facts, {}),
    callFor({ facts: { name, base, hosts = {}, budget } }) {
      const place = (address: string) => `${server.base}/${name}${new URL(address).pathname.replace(/\/$/, "")}`;
      const placed = Object.fromEntries(Object.entries(hosts).map(([host, address]) => [host, place(address)]));
      return outbound.callFor({ name, base, hosts, budget, at: { base: place(base), hosts: placed } });
    },
    reference,
    directory: { names: () => undefined, symbols: [] },
    clock,
  });
  return { live, calls: () => ({ ...counts }), charts: () => charts, pass: clock.pass };
}

function compose(live: LiveMarket, name: string) {
  const digest = digests.find((one) => one.name === name);
  if (digest === undefined) throw new Error(`no digest ${name}`);
  return createEngine({ sections, reference, gather: live.gather }).compose({ digest });
}

const statuses = async (live: LiveMarket, name: string) =>
  (await compose(live, name)).sections.map((section) => `${section.name} ${section.status}`);

const sectionsOfDay = [
  "indices ok",
  "mega-caps ok",
  "movers ok",
  "etf-flows ok",
  "crypto-market ok",
  "sentiment ok",
  "rates-fx ok",
  "earnings ok",
  "news gap",
];

/** What a digest may cost beside the charts that fill the closes, by source; of sources that are not named here, one call. */
const most: Readonly<Record<string, number>> = {
  yahoo: 12,
  coingecko: 3,
  nasdaq: 15,
  "sosovalue-web": 4,
  frankfurter: 2,
  feeds: 8,
};
const beyond = (calls: Readonly<Record<string, number>>) =>
  Object.entries(calls).filter(([name, count]) => count > (most[name] ?? 1));

describe("a live digest", () => {
  it("of a day has every section that sources can tell, within the calls a digest may cost", async () => {
    const { live, calls, charts } = await open();
    expect(await statuses(live, "daily")).toEqual(sectionsOfDay);
    expect(beyond(calls())).toEqual([]);
    expect(calls()["nasdaq"]).toBeLessThanOrEqual(7);
    expect(charts()).toBe(new Set([...servedIndices(reference), ...groupMembers(reference)]).size);
  });

  it("of a week has its own sections, and counts its changes from closes", async () => {
    const { live, calls } = await open();
    const edition = await compose(live, "weekly");
    expect(edition.sections.filter(({ status }) => status !== "ok").map(({ name }) => name)).toEqual([
      "fundamentals",
      "calendar",
      "funds",
      "news",
    ]);
    expect(edition.window).toEqual({ from: "2026-11-16", to: "2026-11-20" });
    const nvidia = edition.sections
      .flatMap(({ statements }) => statements)
      .find(({ kind, subject, window }) => kind === "quote.change" && subject === "NVDA.O" && window === "week");
    // 181.04 after 95 percent of 186.52 at the end of the week before.
    expect([nvidia?.value, nvidia?.source]).toEqual(["2.17", "Yahoo Finance"]);
    expect(beyond(calls())).toEqual([]);
  });

  it("keeps to the model, cites each source with its terms, and says that it is no demonstration", async () => {
    const { live } = await open();
    const snapshot = await live.gather(new Set(datasets), {});
    expect(Snapshot.safeParse(snapshot).error?.issues ?? []).toEqual([]);
    expect([snapshot.demo, snapshot.seenOn, snapshot.window]).toEqual([
      false,
      "2026-11-20",
      { from: "2026-11-16", to: "2026-11-20" },
    ]);
    const text = printed(await compose(live, "crypto"));
    expect(text).toContain("Data provided by CoinGecko (https://www.coingecko.com)");
    expect(text).toMatch(/CoinGecko, as of 20 Nov 2026 12:04 UTC.* \(live\)\./);
    expect(text).not.toContain("DEMO");
    // A change is told to a hundredth of a percent, and no session that has not begun is called missing.
    expect(printed(await compose(live, "daily"))).not.toMatch(/[▲▼][+-]\d+\.\d{3,}%|No row for the session/);
  });

  it("costs the same however many chats want it, and soon after nothing at all", async () => {
    const { live, calls, charts, pass } = await open();
    await Promise.all(Array.from({ length: 60 }, () => compose(live, "daily")));
    const [once, filled] = [calls(), charts()];
    expect(beyond(once)).toEqual([]);
    pass(20_000);
    await compose(live, "daily");
    expect(calls()).toEqual(once);
    pass(60 * 60_000);
    await compose(live, "daily");
    expect(charts()).toBe(filled);
  });

  it("of services that answer nothing is a digest of named gaps", async () => {
    const { live } = await open(false);
    const edition = await compose(live, "daily");
    expect(edition.sections.map(({ name, status }) => `${name} ${status}`)).toEqual(
      sectionsOfDay.map((line) => line.replace(" ok", " gap")),
    );
    expect(printed(edition)).toContain("left out: not answered");
  });
});
