import { describe, expect, it } from "vitest";
import { twse } from "../../../src/providers/twse/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, quotesOf, recorded, troubleOf, unpaced } from "../asked.ts";

const day = recorded("twse-day-2026-09-02.json");
const now = "2026-09-02T12:00:00Z";
const path = "/exchangeReport/STOCK_DAY_ALL";

type Row = Record<string, string>;
/** Three shares of one day: a riser, a faller with little trade, one without a comparison. */
const rows = (JSON.parse(day) as Row[]).map((row) => ({ ...row, Date: "1150902" }));
const [tsmc = {}, halted = {}, etf = {}] = rows as Row[];
const market = JSON.stringify([
  tsmc,
  halted,
  etf,
  { ...tsmc, Code: "2317", Name: "鴻海", ClosingPrice: "200.00", Change: "-4.0000", TradeValue: "99999999" },
  { ...tsmc, Code: "2412", Name: "中華電", ClosingPrice: "130.00", Change: "X0.00" },
]);
const quotes = (text: string, symbols: readonly string[]) =>
  ask({ source: twse, topic: "quotes", routes: { [path]: text }, now, symbols });
const movers = (text: string, at = now) => ask({ source: twse, topic: "movers-tw", routes: { [path]: text }, now: at });

describe("closes of the Taiwan exchange", () => {
  it("dates are counted from 1911, the close before is the close less the change, and percent is computed from them", async () => {
    const { observed } = await quotes(day, ["2330.TW", "00400A.TW"]);
    expect(observed.quotes?.map(line)).toEqual(["2330.TW stock 1190.00 day 0.42", "00400A.TW fund 15.17 day -1.30"]);
    const [quote] = observed.quotes ?? [];
    const origin = { source: "TWSE", asOf: "2026-08-06", quality: "final" };
    expect(quote?.level).toEqual({ digits: "1190.00", number: 1190, unit: "twd", origin });
    expect(quote?.previous).toEqual({
      digits: "1185.0000",
      number: 1185,
      unit: "twd",
      origin: { ...origin, derived: true },
    });
    expect(quote?.volume).toMatchObject({ digits: "21186047", unit: "count" });
    expect(observed.asOf).toBe("2026-09-02");
  });

  it("a '--' is a halted share, not a price of zero, and what is not on the main board is not asked for", async () => {
    const { observed } = await quotes(day, ["9999.TW", "6488.TWO", "2330.TW"]);
    expect(observed.quotes?.map(({ instrument }) => instrument.symbol)).toEqual(["2330.TW"]);
    expect(observed.faults.map(({ value }) => value)).toEqual(["9999.TW"]);
    expect((await quotes(day, ["6488.TWO"])).calls).toEqual([]);
  });

  it("an X before the change says that it compares nothing", async () => {
    const { observed } = await quotes(market, ["2412.TW"]);
    expect(observed.quotes?.map(line)).toEqual(["2412.TW stock 130.00"]);
  });
});

describe("movers of the Taiwan exchange", () => {
  it("are shares of four digits that were traded enough on the newest day", async () => {
    const { observed } = await movers(market);
    expect(quotesOf(observed).map(line)).toEqual(["2330.TW stock 1190.00 day 0.42", "2412.TW stock 130.00"]);
    expect(observed.universes?.[0]).toMatchObject({ id: "tw", curated: false, screened: true });
  });

  it("a share whose last day is an older one has not moved on the newest", async () => {
    const older = JSON.stringify([{ ...tsmc, Code: "2317", Date: "1150806" }, tsmc]);
    expect(quotesOf((await movers(older)).observed).map(({ instrument }) => instrument.symbol)).toEqual(["2330.TW"]);
  });

  it("days that have not come are no answer", async () => {
    const question = {
      source: twse,
      topic: "movers-tw",
      routes: { [path]: market },
      now: "2026-09-01T12:00:00Z",
    } as const;
    expect(await troubleOf(question)).toBe("bad-payload");
  });
});

liveSourceContract({
  source: unpaced(twse),
  topics: [
    { topic: "quotes", ask: { now, symbols: ["2330.TW"] }, good: { [path]: market } },
    { topic: "movers-tw", ask: { now }, good: { [path]: market } },
  ],
});
