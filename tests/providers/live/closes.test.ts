import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Series } from "../../../src/market/observations.ts";
import { createCloseBook, type KeptSeries } from "../../../src/providers/live/closes.ts";
import type { Split } from "../../../src/providers/live/source.ts";
import { MarketError } from "../../../src/support/errors.ts";
import { reference } from "../../fixtures/editions.ts";
import { emptyFolder } from "../../fixtures/folder.ts";
import { about, clockwork, fails, market, only, quotesOf, type Script, scripted, series } from "./world.ts";

const day = 24 * 60 * 60_000;
const thursday = Date.parse("2026-11-19T22:00:00Z");
const friday = thursday + day;

/** A book over a folder, with a source whose answer a test can change. */
function bookOver(folder: string | undefined, start = thursday) {
  const clock = clockwork(start);
  const told: { series: Series[]; splits: Split[] } = { series: [], splits: [] };
  const asked: string[][] = [];
  const book = createCloseBook({
    folder,
    reference,
    now: clock.now,
    elapsed: clock.elapsed,
    async ask(symbols) {
      asked.push([...symbols]);
      return told;
    },
  });
  const points = async (symbol = "AAPL.O") =>
    (await book.bring([symbol])).get(symbol)?.points.map(([on, digits]) => `${on.slice(5)} ${digits}`);
  return { book, clock, told, asked, points };
}

const aapl = (closes: Readonly<Record<string, string>>, source = "yahoo") => series("AAPL.O", source, closes);

describe("kept closes", () => {
  it("are asked for once, and again after a restart only from the session they lack", async () => {
    const folder = await emptyFolder();
    const first = bookOver(folder);
    first.told.series = [aapl({ "2026-11-18": "100", "2026-11-19": "101" })];
    expect([await first.points(), await first.points()]).toEqual([
      ["11-18 100", "11-19 101"],
      ["11-18 100", "11-19 101"],
    ]);
    const second = bookOver(folder, thursday + 60_000);
    expect(await second.points()).toEqual(["11-18 100", "11-19 101"]);
    const third = bookOver(folder, friday);
    third.told.series = [aapl({ "2026-11-19": "101", "2026-11-20": "103.5" })];
    expect(await third.points()).toEqual(["11-18 100", "11-19 101", "11-20 103.5"]);
    expect([first.asked.length, second.asked.length, third.asked.length]).toEqual([1, 0, 1]);
  });

  it("leave out the bar of a running session", async () => {
    const { told, points } = bookOver(undefined, Date.parse("2026-11-20T18:00:00Z"));
    told.series = [aapl({ "2026-11-19": "101", "2026-11-20": "104" })];
    expect(await points()).toEqual(["11-19 101"]);
  });

  it("from before a split are counted in the new shares when the source tells of it", async () => {
    const folder = await emptyFolder();
    const before = bookOver(folder);
    before.told.series = [aapl({ "2026-11-18": "400", "2026-11-19": "404" })];
    await before.points();
    const after = bookOver(folder, friday);
    after.told.series = [aapl({ "2026-11-19": "101", "2026-11-20": "103" })];
    after.told.splits = [{ symbol: "AAPL.O", on: "2026-11-20", ratio: "4" }];
    expect(await after.points()).toEqual(["11-18 100.000000", "11-19 101", "11-20 103"]);
  });

  it("from before a split nobody told of are given up, because they cannot be compared any more", async () => {
    const folder = await emptyFolder();
    const before = bookOver(folder);
    before.told.series = [aapl({ "2026-11-18": "400", "2026-11-19": "404" })];
    await before.points();
    const after = bookOver(folder, friday);
    after.told.series = [aapl({ "2026-11-19": "101", "2026-11-20": "103" })];
    expect(await after.points()).toEqual(["11-19 101", "11-20 103"]);
  });

  it("from before a gap are given up where no day tells that they are in the same shares", async () => {
    const folder = await emptyFolder();
    const before = bookOver(folder);
    before.told.series = [aapl({ "2026-11-18": "100", "2026-11-19": "101" })];
    await before.points();
    const after = bookOver(folder, friday + 30 * day);
    after.told.series = [aapl({ "2026-12-17": "110", "2026-12-18": "111" })];
    expect(await after.points()).toEqual(["12-17 110", "12-18 111"]);
  });

  it("are never of two sources", async () => {
    const { clock, told, points } = bookOver(undefined);
    told.series = [aapl({ "2026-11-18": "100", "2026-11-19": "101" })];
    await points();
    clock.pass(day);
    told.series = [aapl({ "2026-11-19": "101", "2026-11-20": "102" }, "other")];
    expect(await points()).toEqual(["11-19 101", "11-20 102"]);
  });

  it("are not asked for over and over where nobody has them", async () => {
    const { clock, asked, points } = bookOver(undefined);
    await points();
    clock.pass(60 * 60_000);
    await points();
    expect(asked.length).toBe(1);
    clock.pass(6 * 60 * 60_000);
    await points();
    expect(asked.length).toBe(2);
  });

  it("are fetched forty symbols at a time, so that one chat does not spend the hour's calls", async () => {
    const { book, asked } = bookOver(undefined);
    await book.bring(Array.from({ length: 100 }, (_, index) => `S${index}.N`));
    expect(asked.map((symbols) => symbols.length)).toEqual([40]);
  });

  it("of a damaged file are asked for again", async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, "AAPL.O.json"), '{"instrument":');
    const { told, points } = bookOver(folder);
    told.series = [aapl({ "2026-11-19": "101" })];
    expect(await points()).toEqual(["11-19 101"]);
    expect(await readdir(folder)).toEqual(["AAPL.O.json"]);
    expect((JSON.parse(await readFile(join(folder, "AAPL.O.json"), "utf8")) as KeptSeries).source).toBe("yahoo");
  });

  it.each([
    ["follows the last one", { on: "2026-11-20", digits: "102", previous: "101" }, ["11-19 101", "11-20 102"]],
    [
      "does not meet the last one, as on the day of a split",
      { on: "2026-11-20", digits: "51", previous: "50.5" },
      ["11-19 101"],
    ],
    ["is there already", { on: "2026-11-19", digits: "102", previous: "100" }, ["11-19 101"]],
  ])("take the close a quote tells where it %s", async (_, close, expected) => {
    const { book, told, points } = bookOver(undefined);
    told.series = [aapl({ "2026-11-19": "101" })];
    await points();
    await book.append({ symbol: "AAPL.O", source: "yahoo", ...close });
    await book.append({ symbol: "AAPL.O", source: "other", on: "2026-11-23", digits: "7", previous: close.digits });
    expect(await points()).toEqual(expected);
  });
});

/** Closes of a year's turn, a month's turn and a week, for whatever symbol is asked for. */
const closes =
  (source: string, scale = 1): Script =>
  ({ symbols, now }) => ({
    series: symbols.map((symbol) =>
      series(
        symbol,
        source,
        Object.fromEntries(
          [
            ["2025-12-31", 80],
            ["2026-10-30", 90],
            ["2026-11-13", 95],
            ["2026-11-18", 98],
            ["2026-11-19", 99],
            ["2026-11-20", 100],
          ].map(([on, close]) => [on, String(Number(close) * scale)]),
        ),
      ),
    ),
    asOf: new Date(now).toISOString(),
    faults: [],
  });

const changesIn = async (live: ReturnType<typeof market>, window?: { from: string; to: string }) => {
  const { quotes } = await live.gather(only("universes"), { ...about([], ["AAPL.O"]), ...(window && { window }) });
  return Object.entries(quotes[0]?.changes ?? {}).map(
    ([span, change]) => `${span} ${change?.digits} ${change?.origin.source}`,
  );
};

describe("changes over a week, a month and a year", () => {
  it("come from the closes of one source, up to its own newest price", async () => {
    const yahoo = scripted("yahoo", {
      quotes: quotesOf("yahoo", { level: "100", previous: "99" }),
      closes: closes("yahoo"),
    });
    expect(await changesIn(market([yahoo]))).toEqual([
      "day 1.01 yahoo",
      "week 5.26 yahoo",
      "month 11.11 yahoo",
      "ytd 25.00 yahoo",
    ]);
  });

  it("never mix two sources: a fallback's price stands beside changes of the closes alone", async () => {
    const yahoo = scripted("yahoo", { quotes: fails("blocked"), closes: closes("yahoo") });
    const tencent = scripted("tencent", { quotes: quotesOf("tencent", { level: "120", day: "20.00" }) });
    expect(await changesIn(market([yahoo, tencent]))).toEqual([
      "day 20.00 tencent",
      "week 5.26 yahoo",
      "month 11.11 yahoo",
      "ytd 25.00 yahoo",
    ]);
  });

  it("are left out after a split the closes do not know of yet, and are back once they do", async () => {
    const clock = clockwork();
    const yahoo = scripted("yahoo", {
      quotes: quotesOf("yahoo", { level: "50", previous: "49.5" }),
      closes: closes("yahoo"),
    });
    const live = market([yahoo], { clock });
    expect(await changesIn(live)).toEqual(["day 1.01 yahoo"]);
    yahoo.scripts.closes = closes("yahoo", 0.5);
    expect(await changesIn(live)).toEqual([
      "day 1.01 yahoo",
      "week 5.26 yahoo",
      "month 11.11 yahoo",
      "ytd 25.00 yahoo",
    ]);
  });
});

describe("days gone by", () => {
  const live = () => market([scripted("yahoo", { quotes: quotesOf("yahoo"), closes: closes("yahoo") })]);

  it("are told from the kept closes, and no quote of today gets in", async () => {
    expect(await changesIn(live(), { from: "2026-11-19", to: "2026-11-19" })).toEqual([
      "day 1.02 yahoo",
      "week 4.21 yahoo",
      "month 10.00 yahoo",
      "ytd 23.75 yahoo",
    ]);
  });

  it("before the closes begin are refused, with the day they reach", async () => {
    await expect(changesIn(live(), { from: "2025-06-02", to: "2025-06-06" })).rejects.toThrow(
      new MarketError(
        "No figures for 2025-06-02..2025-06-06: closes are kept from 2025-12-31 on. Ask for a later week or day, or leave --week and --date out for the present.",
      ),
    );
  });

  it("are refused where nothing is kept and no source has closes", async () => {
    const nobody = market([scripted("yahoo", { closes: fails("network") })]);
    await expect(changesIn(nobody, { from: "2026-11-09", to: "2026-11-13" })).rejects.toThrow("no closes are kept yet");
  });

  it("that have not come yet are refused", async () => {
    await expect(changesIn(live(), { from: "2026-11-23", to: "2026-11-27" })).rejects.toThrow(
      "2026-11-23..2026-11-27 has not come yet; the newest session is of 2026-11-20.",
    );
  });
});
