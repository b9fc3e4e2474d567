import { describe, expect, it } from "vitest";
import { etfLedger } from "../../src/market/etf-ledger.ts";
import { type Figure, figure, type Origin, type Quality } from "../../src/market/figure.ts";
import type { EtfFlow, PublishedTotal } from "../../src/market/observations.ts";

const origin = (asOf: string, quality: Quality = "final"): Origin => ({ source: "Farside", asOf, quality });
const money = (digits: string, on: string): Figure => figure(digits, "usd_m", origin(on));
const summed = (digits: string, on: string, quality: Quality = "final"): Figure => ({
  digits,
  number: Number(digits),
  unit: "usd_m",
  origin: { ...origin(on, quality), derived: true },
});

/** One row of the table: the day, then a reading per fund; undefined is an empty cell. */
function row(on: string, cells: Record<string, string | undefined>): EtfFlow[] {
  return Object.entries(cells).map(([fund, digits]) => ({
    on,
    fund,
    asset: "BTC",
    ...(digits === undefined ? {} : { flow: money(digits, on) }),
  }));
}

const printed = (kind: PublishedTotal["kind"], fund: string, digits: string, on?: string): PublishedTotal => ({
  kind,
  fund,
  asset: "BTC",
  value: money(digits, on ?? "2024-07-26"),
  ...(on === undefined ? {} : { on }),
});

const week = { from: "2024-07-22", to: "2024-07-26" };

describe("etfLedger", () => {
  it("takes a day's printed total where its source lists no funds, and then tells no sums by fund of the whole window", () => {
    const totals = [
      { ...printed("day_total", "Total", "12.5", "2024-07-22"), isAlone: true },
      printed("day_total", "Total", "-2.5", "2024-07-23"),
      { ...printed("day_total", "Total", "0.0", "2024-07-24"), isAlone: true },
    ];
    const ledger = etfLedger("BTC", row("2024-07-23", { IBIT: "-3.0", GBTC: "0.5" }), totals, week);
    expect(ledger?.days.map(({ on, total, cells }) => [on, total.digits, cells.size])).toEqual([
      ["2024-07-22", "12.5", 0],
      ["2024-07-23", "-2.5", 2],
      ["2024-07-24", "0.0", 0],
    ]);
    expect([ledger?.total.digits, ledger?.isByFund, ledger?.startsOn, ledger?.defects]).toEqual([
      "10.0",
      false,
      "2024-07-22",
      [],
    ]);
  });

  it("a total printed beside funds without a reading is of a day that is not published", () => {
    const totals = [printed("day_total", "Total", "0.0", "2024-07-23")];
    const flows = [...row("2024-07-22", { IBIT: "1.0" }), ...row("2024-07-23", { IBIT: undefined })];
    const ledger = etfLedger("BTC", flows, totals, week);
    expect([ledger?.days.map((day) => day.on), ledger?.isByFund]).toEqual([["2024-07-22"], true]);
  });

  it("sums every fund and every day of the window exactly, the largest fund first", () => {
    const flows = [
      ...row("2024-07-19", { IBIT: "116.2", GBTC: "-20.0" }),
      ...row("2024-07-22", { IBIT: "0.1", GBTC: "0.2" }),
      ...row("2024-07-23", { IBIT: "0.2", GBTC: "-27.3" }),
    ];
    expect(etfLedger("BTC", flows, [], week)).toEqual({
      asset: "BTC",
      days: [
        {
          on: "2024-07-22",
          cells: new Map([
            ["IBIT", money("0.1", "2024-07-22")],
            ["GBTC", money("0.2", "2024-07-22")],
          ]),
          awaited: [],
          total: summed("0.3", "2024-07-22"),
        },
        {
          on: "2024-07-23",
          cells: new Map([
            ["IBIT", money("0.2", "2024-07-23")],
            ["GBTC", money("-27.3", "2024-07-23")],
          ]),
          awaited: [],
          total: summed("-27.1", "2024-07-23"),
        },
      ],
      isByFund: true,
      startsOn: "2024-07-19",
      funds: [
        { fund: "IBIT", readings: 2, total: summed("0.3", "2024-07-23") },
        { fund: "GBTC", readings: 2, total: summed("-27.1", "2024-07-23") },
      ],
      silent: [],
      total: summed("-26.8", "2024-07-23"),
      defects: [],
    });
  });

  it("keeps to its own asset", () => {
    const flows = [
      ...row("2024-07-22", { IBIT: "1.0" }),
      { on: "2024-07-22", fund: "ETHA", asset: "ETH", flow: money("266.5", "2024-07-22") },
    ];
    const ledger = etfLedger("BTC", flows, [], week);
    expect([ledger?.total.digits, ledger?.funds.map((one) => one.fund), ledger?.silent]).toEqual(["1.0", ["IBIT"], []]);
  });

  it("has nothing to say of a window without a reading", () => {
    expect(etfLedger("BTC", row("2024-07-19", { IBIT: "1.0" }), [], week)).toBeUndefined();
    expect(etfLedger("BTC", row("2024-07-22", { IBIT: undefined, GBTC: undefined }), [], week)).toBeUndefined();
    expect(etfLedger("BTC", [], [printed("day_total", "Total", "5.0", "2024-07-22")], week)).toBeUndefined();
  });

  it("does not take a day without any reading for a day of zero flow", () => {
    const flows = [
      ...row("2024-07-22", { IBIT: "5.0", GBTC: "0.0" }),
      ...row("2024-07-23", { IBIT: undefined, GBTC: undefined }),
      ...row("2024-07-24", { IBIT: "0.0", GBTC: "0.0" }),
    ];
    const ledger = etfLedger("BTC", flows, [], week);
    expect(ledger?.days.map((day) => [day.on, day.total.digits])).toEqual([
      ["2024-07-22", "5.0"],
      ["2024-07-24", "0.0"],
    ]);
  });

  it("lists funds without a reading in the window as silent, not as zero", () => {
    const flows = [
      ...row("2024-07-19", { IBIT: "5.0", DEFI: "1.0" }),
      ...row("2024-07-22", { IBIT: "5.0", BTCW: undefined }),
    ];
    const ledger = etfLedger("BTC", flows, [], week);
    expect([ledger?.funds.map((one) => one.fund), ledger?.silent]).toEqual([["IBIT"], ["DEFI", "BTCW"]]);
  });
});

describe("a published day total", () => {
  const cells = row("2024-07-22", { IBIT: "10.1", GBTC: "-3.0" });
  const beside = (total: string) => etfLedger("BTC", cells, [printed("day_total", "Total", total, "2024-07-22")], week);

  it.each(["7.1", "7.2", "7.25", "6.95"])("of %s is used beside cells that add up to 7.1", (total) => {
    const ledger = beside(total);
    expect([ledger?.days[0]?.total, ledger?.total.digits, ledger?.defects]).toEqual([
      money(total, "2024-07-22"),
      total,
      [],
    ]);
  });

  it.each(["7.26", "6.94", "-7.1"])("of %s is a defect, and the sum of the cells is used", (total) => {
    const ledger = beside(total);
    expect([ledger?.days[0]?.total, ledger?.defects]).toEqual([
      summed("7.1", "2024-07-22"),
      [
        {
          metric: "total-does-not-foot",
          fund: "Total",
          printed: money(total, "2024-07-22"),
          members: [{ date: "2024-07-22", value: "7.1" }],
          rounding: false,
        },
      ],
    ]);
  });

  it("of a day without a reading is neither used nor held against anything", () => {
    const totals = [printed("day_total", "Total", "99.0", "2024-07-23")];
    const ledger = etfLedger("BTC", cells, totals, week);
    expect([ledger?.total.digits, ledger?.defects]).toEqual(["7.1", []]);
  });
});

describe("an awaited fund", () => {
  const steady = ["2024-07-22", "2024-07-23", "2024-07-24"].flatMap((on) => row(on, { IBIT: "1.0", GBTC: "2.0" }));

  it("makes its day, the sum and its own sum provisional, and no other fund's", () => {
    const ledger = etfLedger("BTC", [...steady, ...row("2024-07-25", { IBIT: "1.0", GBTC: undefined })], [], week);
    expect({
      awaited: ledger?.days.map((day) => [day.on, day.awaited, day.total.origin.quality]),
      funds: ledger?.funds.map((one) => [one.fund, one.total.digits, one.total.origin.quality]),
      total: ledger?.total,
    }).toEqual({
      awaited: [
        ["2024-07-22", [], "final"],
        ["2024-07-23", [], "final"],
        ["2024-07-24", [], "final"],
        ["2024-07-25", ["GBTC"], "provisional"],
      ],
      funds: [
        ["GBTC", "6.0", "provisional"],
        ["IBIT", "4.0", "final"],
      ],
      total: summed("10.0", "2024-07-25", "provisional"),
    });
  });

  it("is awaited by its row being absent as well as by an empty cell", () => {
    const ledger = etfLedger("BTC", [...steady, ...row("2024-07-25", { IBIT: "1.0" })], [], week);
    expect(ledger?.days.at(-1)?.awaited).toEqual(["GBTC"]);
  });

  it("makes a published total provisional too", () => {
    const flows = [...steady, ...row("2024-07-25", { IBIT: "1.0", GBTC: undefined })];
    const ledger = etfLedger("BTC", flows, [printed("day_total", "Total", "1.0", "2024-07-25")], week);
    expect(ledger?.days.at(-1)?.total).toEqual({
      ...money("1.0", "2024-07-25"),
      origin: origin("2024-07-25", "provisional"),
    });
  });

  it("is any that reported on one of the last ten sessions", () => {
    const flows = [
      ...row("2024-07-22", { IBIT: "1.0", DEFI: "1.0" }),
      ...row("2024-07-23", { IBIT: "1.0", DEFI: undefined }),
      ...row("2024-07-24", { IBIT: "1.0", DEFI: undefined }),
    ];
    const ledger = etfLedger("BTC", flows, [], week);
    expect(ledger?.days.map((day) => day.awaited)).toEqual([[], ["DEFI"], ["DEFI"]]);
  });

  it("stays awaited after a day on which nobody reported", () => {
    const flows = [
      ...steady,
      ...row("2024-07-25", { IBIT: undefined, GBTC: undefined }),
      ...row("2024-07-26", { IBIT: "1.0", GBTC: undefined }),
    ];
    const ledger = etfLedger("BTC", flows, [], week);
    expect(ledger?.days.map((day) => [day.on, day.awaited])).toEqual([
      ["2024-07-22", []],
      ["2024-07-23", []],
      ["2024-07-24", []],
      ["2024-07-26", ["GBTC"]],
    ]);
  });
});

describe("published extremes", () => {
  const flows = [
    ...row("2024-07-22", { IBIT: "526.7", GBTC: "-20.1" }),
    ...row("2024-07-23", { IBIT: "71.9", GBTC: "-27.3" }),
    ...row("2024-07-24", { IBIT: "66.0", GBTC: "-26.2" }),
  ];

  it("may equal the furthest cell", () => {
    const totals = [printed("minimum", "GBTC", "-27.3"), printed("maximum", "IBIT", "526.7")];
    expect(etfLedger("BTC", flows, totals, week)?.defects).toEqual([]);
  });

  it("report a minimum above cells of its column, the lowest cell first", () => {
    expect(etfLedger("BTC", flows, [printed("minimum", "GBTC", "-25.0")], week)?.defects).toEqual([
      {
        metric: "minimum-above-cells",
        fund: "GBTC",
        printed: money("-25.0", "2024-07-26"),
        members: [
          { date: "2024-07-23", value: "-27.3" },
          { date: "2024-07-24", value: "-26.2" },
        ],
        rounding: false,
      },
    ]);
  });

  it("report a maximum below cells of its column, the highest cell first", () => {
    expect(etfLedger("BTC", flows, [printed("maximum", "IBIT", "70.0")], week)?.defects).toEqual([
      {
        metric: "maximum-below-cells",
        fund: "IBIT",
        printed: money("70.0", "2024-07-26"),
        members: [
          { date: "2024-07-22", value: "526.7" },
          { date: "2024-07-23", value: "71.9" },
        ],
        rounding: false,
      },
    ]);
  });

  it("hold the total column against the days' totals", () => {
    expect(etfLedger("BTC", flows, [printed("minimum", "Total", "44.0")], week)?.defects).toEqual([
      {
        metric: "minimum-above-cells",
        fund: "Total",
        printed: money("44.0", "2024-07-26"),
        members: [{ date: "2024-07-24", value: "39.8" }],
        rounding: false,
      },
    ]);
  });
});

describe("published cumulative totals", () => {
  const flows = row("2024-07-22", { IBIT: "1.0", GBTC: "1.0" });
  const cumulative = (total: string) => [
    printed("cumulative_total", "IBIT", "19514"),
    printed("cumulative_total", "GBTC", "-18722"),
    printed("cumulative_total", "FBTC", "9823"),
    printed("cumulative_total", "Total", total),
  ];

  it("pass when the parts add up", () => {
    expect(etfLedger("BTC", flows, cumulative("10615"), week)?.defects).toEqual([]);
  });

  it.each([
    ["10617", true],
    ["10618", false],
    ["10612", false],
  ])("of %s beside parts of 10615 are reported, explained by rounding: %s", (total, rounding) => {
    expect(etfLedger("BTC", flows, cumulative(total), week)?.defects).toEqual([
      {
        metric: "cumulative-does-not-foot",
        fund: "Total",
        printed: money(total, "2024-07-26"),
        members: [{ symbol: "Total", value: "10615" }],
        rounding,
      },
    ]);
  });

  it("are not judged without at least two parts", () => {
    const totals = [printed("cumulative_total", "IBIT", "5"), printed("cumulative_total", "Total", "9")];
    expect(etfLedger("BTC", flows, totals, week)?.defects).toEqual([]);
  });
});
