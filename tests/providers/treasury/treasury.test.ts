import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import { treasury } from "../../../src/providers/treasury/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";

const good = recorded("treasury-rates-2026-11-19.csv");
const now = "2026-11-20T12:05:00Z";
const week = { from: "2026-11-16", to: "2026-11-20" };
const path = (year: number) => `/daily-treasury-rates.csv/${year}/all`;
const question = (text: string, more: Partial<Question> = {}): Question => ({
  source: treasury,
  topic: "us-yields",
  routes: { [path(2026)]: text },
  now,
  ...more,
});
const line = ({ instrument, level, change, span }: Rate) =>
  `${instrument.symbol} ${level.digits} ${level.unit} of ${level.origin.asOf}, ${span} ${change?.digits} ${change?.unit}`;

describe("yields of the US Treasury", () => {
  it("stand with their change in basis points over the window", async () => {
    const { observed } = await ask(question(good, { window: week }));
    expect(observed.rates?.map(line)).toEqual([
      "US10Y 4.10 pct of 2026-11-19, week -5 bp",
      "US2Y 3.55 pct of 2026-11-19, week -6 bp",
    ]);
    expect([observed.asOf, observed.faults]).toEqual(["2026-11-19", []]);
  });

  it("a day's change is since the row before, a month's since the last row of the month before", async () => {
    const day = await ask(question(good));
    const month = await ask(question(good, { window: { from: "2026-11-01", to: "2026-11-20" } }));
    expect([day, month].map(({ observed }) => observed.rates?.map(line)[0])).toEqual([
      "US10Y 4.10 pct of 2026-11-19, day -3 bp",
      "US10Y 4.10 pct of 2026-11-19, month -6 bp",
    ]);
  });

  it("yields are percent, and the change in bp is 100 times the difference", async () => {
    const { observed } = await ask(question(good));
    const [rate] = observed.rates ?? [];
    expect([rate?.level.digits, rate?.level.unit, rate?.change?.digits, rate?.change?.unit]).toEqual([
      "4.10",
      "pct",
      "-3",
      "bp",
    ]);
    expect(rate?.change?.origin.derived).toBe(true);
  });

  it("nothing after the window's end is told", async () => {
    const { observed } = await ask(question(good, { window: { from: "2026-11-17", to: "2026-11-17" } }));
    expect(observed.rates?.map(line)[0]).toBe("US10Y 4.12 pct of 2026-11-17, day -1 bp");
  });

  it("columns are matched by header, wherever they stand", async () => {
    const turned = good.replaceAll(/^([^,]*),(.*),([^,]*)$/gm, "$1,$3,$2");
    expect(turned).not.toBe(good);
    expect((await ask(question(turned))).observed.rates).toEqual((await ask(question(good))).observed.rates);
    expect(await troubleOf(question(good.replace('"10 Yr"', '"10 Years"')))).toBe("bad-payload");
  });

  it("a blank or N/A cell is no reading, nor is a zero; a row that cannot be read is dropped and reported", async () => {
    const { observed } = await ask(question(recorded("treasury-broken-2026-11-19.csv"), { window: week }));
    expect(observed.rates?.map(line)).toEqual([
      "US10Y 4.10 pct of 2026-11-19, week -5 bp",
      "US2Y 3.59 pct of 2026-11-16, week -2 bp",
    ]);
    expect(observed.faults.map(({ file, value }) => `${file}: ${value}`)).toEqual([
      'US Treasury us-yields: "413"',
      'US Treasury us-yields: "11/17/2026,3.93,3.91,3.90"',
    ]);
  });

  it("in January the year before is asked for too, and a table that has not begun is no failure", async () => {
    const header = `${good.split("\n")[0]}\n`;
    const before = good.replaceAll(/^11\/(\d\d)/gm, "12/$1").replace("12/19/2026", "12/31/2026");
    const january = { now: "2027-01-01T12:00:00Z", window: { from: "2027-01-01", to: "2027-01-01" } };
    const routes = { [path(2026)]: before, [path(2027)]: header };
    const { observed, calls } = await ask(question("", { ...january, routes }));
    expect([observed.rates?.[0]?.level.origin.asOf, calls.map((call) => /\d{4}/.exec(call)?.[0])]).toEqual([
      "2026-12-31",
      ["2026", "2027"],
    ]);
    expect(await troubleOf(question(header))).toBe("bad-payload");
  });

  it("a last line that may be cut within a number is no row", async () => {
    const { observed } = await ask(question(good.slice(0, good.lastIndexOf(",") + 2), { window: week }));
    expect([observed.rates?.length, observed.faults.length]).toEqual([2, 1]);
  });
});

liveSourceContract({
  source: treasury,
  topics: [{ topic: "us-yields", ask: { now, window: week }, good: { [path(2026)]: good } }],
});
