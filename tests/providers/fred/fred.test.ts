import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import { fred } from "../../../src/providers/fred/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";

const csv = recorded("fred-csv-2026-11-18.csv");
const json = recorded("fred-api-2026-11-18.json");
const now = "2026-11-20T12:05:00Z";
const week = { from: "2026-11-16", to: "2026-11-20" };
const table = "/graph/fredgraph.csv";
const api = "/fred/series/observations";
const key = "a-key-of-fred-0451";
const unknownKey = JSON.stringify({
  error_code: 400,
  error_message: "Bad Request.  The value for variable api_key is not registered.",
});

const keyless = (text: string, more: Partial<Question> = {}): Question => ({
  source: fred,
  topic: "us-yields",
  routes: { [table]: text },
  now,
  window: week,
  ...more,
});
const keyed = (text: string, status = 200): Question => keyless("", { key, routes: { [api]: { status, text } } });
const line = ({ instrument, level, change, span }: Rate) =>
  `${instrument.symbol} ${level.digits} ${level.unit} of ${level.origin.asOf}, ${span} ${change?.digits} ${change?.unit}`;

describe("the 10-year yield by FRED", () => {
  it("comes without a key from the table behind a chart", async () => {
    const { observed, calls } = await ask(keyless(csv));
    expect(observed.rates?.map(line)).toEqual(["US10Y 4.13 pct of 2026-11-18, week -2 bp"]);
    expect(calls).toEqual([`GET ${table}?id=DGS10&cosd=2026-10-15&coed=2026-11-20`]);
  });

  it("comes the same with a key from the API", async () => {
    const { observed, calls } = await ask(keyed(json));
    expect(observed).toEqual((await ask(keyless(csv))).observed);
    expect(calls[0]).toContain(`api_key=${key}`);
  });

  it("'.' and an empty cell are no observation", async () => {
    const holiday = { window: { from: "2026-11-11", to: "2026-11-11" } };
    const empty = await ask(keyless(csv, holiday));
    const point = await ask(keyless(csv.replace("2026-11-11,", "2026-11-11,."), holiday));
    const said = await ask({ ...keyed(json), ...holiday });
    for (const { observed } of [empty, point, said]) {
      expect(observed.rates?.map(({ level }) => `${level.digits} of ${level.origin.asOf}`)).toEqual([
        "4.11 of 2026-11-10",
      ]);
      expect(observed.faults).toEqual([]);
    }
  });

  it("the day's column is found by its old name too", async () => {
    const { observed } = await ask(keyless(csv.replace("observation_date", "DATE")));
    expect(observed.rates?.map(line)).toEqual(["US10Y 4.13 pct of 2026-11-18, week -2 bp"]);
    expect(await troubleOf(keyless(csv.replace("observation_date", "day")))).toBe("bad-payload");
  });

  it("a last line that may be cut within a number is no reading", async () => {
    const { observed } = await ask(keyless(csv.trimEnd().slice(0, -1)));
    expect([observed.rates?.[0]?.level.digits, observed.faults.map(({ value }) => value)]).toEqual([
      "4.12",
      ['"2026-11-18,4.1"'],
    ]);
  });

  it("a key it does not know is no bad answer but a refused key; a change is no level", async () => {
    expect(await troubleOf(keyed(unknownKey, 400))).toBe("auth");
    expect(await troubleOf(keyed(unknownKey.replace("api_key", "series_id"), 400))).toBe("bad-payload");
    expect(await troubleOf(keyed(json.replace('"lin"', '"chg"')))).toBe("bad-payload");
  });
});

liveSourceContract({
  source: fred,
  hasKey: false,
  topics: [{ topic: "us-yields", ask: { now, window: week }, good: { [table]: csv } }],
});

liveSourceContract({
  source: fred,
  topics: [
    {
      topic: "us-yields",
      ask: { now, window: week },
      good: { [api]: json },
      refusals: {
        "an unknown key": { routes: { [api]: { status: 400, text: unknownKey } }, trouble: "auth" },
        "an error with status 200": { routes: { [api]: unknownKey }, trouble: "upstream" },
      },
    },
  ],
});
