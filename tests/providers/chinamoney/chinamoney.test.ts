import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import { chinamoney } from "../../../src/providers/chinamoney/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";

const good = recorded("chinamoney-ccpr-2026-09-24.json");
const now = "2026-09-24T02:00:00Z";
const path = "/r/cms/www/chinamoney/data/fx/ccpr.json";
const question = (text: string, more: Partial<Question> = {}): Question => ({
  source: chinamoney,
  topic: "rmb-parity",
  routes: { [path]: text },
  now,
  ...more,
});
const line = ({ instrument, level, change, span }: Rate) =>
  `${instrument.symbol} ${level.digits} ${level.unit}, ${span} ${change?.digits} ${change?.unit}`;

describe("the central parity of the yuan", () => {
  it("is told digit for digit, with its change since the one before", async () => {
    const { observed } = await ask(question(good));
    expect(observed.rates?.map(line)).toEqual([
      "USDCNY_mid 6.7489 cny, day 21 pips",
      "EURCNY_mid 7.6631 cny, day -304 pips",
      "100JPYCNY_mid 4.3342 cny, day -52 pips",
      "HKDCNY_mid 0.86730 cny, day 2.6 pips",
    ]);
    expect([observed.asOf, observed.faults]).toEqual(["2026-09-24T01:15:00.000Z", []]);
  });

  it("100JPY/CNY is per 100 yen, and its name says so", async () => {
    const { observed } = await ask(question(good));
    const yen = observed.rates?.find(({ instrument }) => instrument.symbol.includes("JPY"));
    expect(yen?.instrument.names).toEqual({ en: "100 JPY/CNY central parity", zh: "100日元兑人民币中间价" });
  });

  it("bp is unsigned, bpDouble is signed; where they differ in size the row is dropped and reported", async () => {
    const { observed } = await ask(question(good.replace('"bpDouble": -304.0', '"bpDouble": -30.4')));
    expect(observed.rates?.map(({ instrument }) => instrument.symbol)).not.toContain("EURCNY_mid");
    expect(observed.faults.map(({ column, value }) => `${column} ${value}`)).toEqual(["bpDouble -30.4"]);
  });

  it("a pair the other way round is left out, and nothing is wrong with it", async () => {
    const { observed } = await ask(question(good));
    expect([observed.rates?.length, observed.faults]).toEqual([4, []]);
  });

  it("one of the days before a long holiday is told, one of months ago is not", async () => {
    const counts = ["2026-10-08", "2026-10-09"].map(async (to) => {
      const { observed } = await ask(question(good, { now: `${to}T02:00:00Z`, window: { from: to, to } }));
      return observed.rates?.length;
    });
    expect(await Promise.all(counts)).toEqual([4, 0]);
  });

  it("one that has not come by the window's end is not told; one of tomorrow is no parity", async () => {
    const { observed } = await ask(question(good, { window: { from: "2026-09-21", to: "2026-09-23" } }));
    expect(observed.rates).toEqual([]);
    expect(await troubleOf(question(good, { now: "2026-09-23T02:00:00Z" }))).toBe("bad-payload");
  });
});

liveSourceContract({
  source: chinamoney,
  topics: [
    {
      topic: "rmb-parity",
      ask: { now },
      good: { [path]: good },
      alike: { "the code of success as a number": { [path]: good.replace('"rep_code": "200"', '"rep_code": 200') } },
      refusals: {
        "another code": {
          routes: { [path]: good.replace('"rep_code": "200"', '"rep_code": "500"') },
          trouble: "upstream",
        },
      },
    },
  ],
});
