import { describe, expect, it } from "vitest";
import { nasdaq } from "../../../src/providers/nasdaq/index.ts";
import { reportDays } from "../../../src/providers/reports.ts";
import { liveSourceContract, type Said } from "../../contracts/live-source.ts";
import { ask, line, type Question, quotesOf, type Routes, recorded, troubleOf, unpaced } from "../asked.ts";

const now = "2026-11-20T12:05:00Z";
const reports = recorded("nasdaq-earnings-2026-11-24.json");
const none = recorded("nasdaq-earnings-none-2026-11-21.json");
const moves = recorded("nasdaq-movers-2026-11-19.json");

const on = (text: string, day: string) => {
  const asOf = new Date(`${day}T00:00:00Z`).toLocaleDateString("en-US", {
    timeZone: "UTC",
    weekday: "short",
    month: "short",
    day: "2-digit",
    year: "numeric",
  });
  return text.replace(/"asOf": "[^"]*"/, `"asOf": "${asOf}"`);
};
const byDay = (address = ""): string => {
  const day = /date=([\d-]+)/.exec(address)?.[1] ?? "";
  return day === "2026-11-24" ? reports : on(none, day);
};
const calendar: Routes = { "/calendar/earnings": (request) => byDay(request.url) };
const window = { from: "2026-11-19", to: "2026-11-19" };
const asked = (more: Partial<Question> = {}): Question => ({
  source: nasdaq,
  topic: "earnings-us",
  routes: calendar,
  now,
  window,
  ...more,
});

describe("the earnings calendar of Nasdaq", () => {
  it("is asked a working day at a time: a week ahead of a day, two of more, the days to come of a window ahead", () => {
    const days = (from: string, to: string) => reportDays({ window: { from, to }, now: Date.parse(now), symbols: [] });
    expect(days("2026-11-20", "2026-11-20")).toEqual([
      "2026-11-20",
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
      "2026-11-26",
      "2026-11-27",
    ]);
    expect(days("2026-11-16", "2026-11-20").length).toBe(11);
    expect(days("2026-11-16", "2026-11-24")).toEqual(["2026-11-20", "2026-11-23", "2026-11-24"]);
  });

  it("gives who reports when, before the open or after the close, with the size in dollars", async () => {
    const { observed, calls, headers } = await ask(asked({ symbols: ["DELL.N"] }));
    const told = observed.events?.map(({ instrument, from, session, marketCap }) =>
      [instrument?.symbol, from, session, marketCap?.digits, marketCap?.unit].join(" "),
    );
    expect(told).toEqual([
      "ADI.US 2026-11-24 before-open 118656864000 usd",
      "DELL.N 2026-11-24 after-close 91204487120 usd",
      "NIO.US 2026-11-24  14120448712 usd",
      "TINY.US 2026-11-24   ",
    ]);
    expect(calls.length).toBe(6);
    expect(headers[0]).toMatchObject({ origin: "https://www.nasdaq.com", referer: "https://www.nasdaq.com/" });
  });

  it("a day without reports has null for rows, which is no failure", async () => {
    const { observed } = await ask(
      asked({
        routes: { "/calendar/earnings": (request) => on(none, /date=(.*)/.exec(request.url ?? "")?.[1] ?? "") },
      }),
    );
    expect([observed.events, observed.faults]).toEqual([[], []]);
  });

  it("status 200 is no success where rCode is another, and the reports of another day are not taken", async () => {
    const refusal = JSON.stringify({ data: null, message: null, status: { rCode: 400 } });
    expect(await troubleOf(asked({ routes: { "/calendar/earnings": refusal } }))).toBe("bad-payload");
    expect(await troubleOf(asked({ routes: { "/calendar/earnings": reports } }))).toBe("bad-payload");
  });
});

describe("movers of Nasdaq", () => {
  const movers = (text: string, more: Partial<Question> = {}) =>
    ask({ source: nasdaq, topic: "movers-us", routes: { "/marketmovers": text }, now, ...more });

  it("are the two lists by change, without warrants and shares for cents; percent as printed", async () => {
    const { observed } = await movers(moves, { symbols: ["GAP.N"] });
    expect(quotesOf(observed).map(line)).toEqual(["GAP.N stock 27.31 day 14.60", "BBWI.US stock 15.82 day -24.20"]);
    expect(observed.universes?.[0]).toMatchObject({ id: "us", curated: false, screened: true });
    expect(observed.asOf).toBe("2026-11-19");
  });

  it("in the list by share volume the change is a volume: it is not used", async () => {
    const { observed } = await movers(moves);
    expect(JSON.stringify(observed)).not.toContain("NVDA");
  });

  it("while the session runs they are provisional", async () => {
    const quality = async (at: string) =>
      quotesOf((await movers(moves, { now: at })).observed).map((quote) => quote.level?.origin.quality);
    expect(await quality("2026-11-19T18:00:00Z")).toEqual(["provisional", "provisional"]);
    expect(await quality("2026-11-19T21:00:00Z")).toEqual(["final", "final"]);
  });
});

const good = (address: string): Said => byDay(address);
const denied = "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n</BODY></HTML>";
const refused = JSON.stringify({ data: null, message: null, status: { rCode: 400 } });

liveSourceContract({
  source: unpaced(nasdaq),
  topics: [
    {
      topic: "earnings-us",
      ask: { now, window },
      good: { "/calendar/earnings": good },
      refusals: {
        "a code of its own": { routes: { "/calendar/earnings": refused }, trouble: "bad-payload" },
        "its page of denial": { routes: { "/calendar/earnings": { text: denied, status: 403 } }, trouble: "blocked" },
      },
    },
    {
      topic: "earnings-us",
      ask: { now, window: { from: "2026-11-20", to: "2026-11-24" } },
      good: { "/calendar/earnings": good, "/sample": reports },
    },
    {
      topic: "movers-us",
      ask: { now },
      good: { "/marketmovers": moves },
      refusals: { "a code of its own": { routes: { "/marketmovers": refused }, trouble: "bad-payload" } },
    },
  ],
});
