import { describe, expect, it } from "vitest";
import { tftc } from "../../../src/providers/tftc/index.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";
import { flowLines } from "../flow-lines.ts";

const text = recorded("tftc-btc-2026-11-19.json");
const question = (said: string, more: Partial<Question> = {}): Question => ({
  source: tftc,
  topic: "etf-btc",
  routes: { "/bitcoin-etf-flows/data.json": said },
  now: "2026-11-20T15:00:00Z",
  window: { from: "2026-11-16", to: "2026-11-20" },
  ...more,
});
const withFund = (fund: string, value: unknown) => {
  const answer = JSON.parse(text);
  answer.days.at(-1).perEtfUsd[fund] = value;
  return JSON.stringify(answer);
};

describe("flows of TFTC", () => {
  it("are dollars by fund; a day that a usual fund is missing from is provisional and has no printed total", async () => {
    const { observed } = await ask(question(text));
    expect(flowLines(observed)).toEqual([
      "2026-11-18 IBIT -523.200000 final",
      "2026-11-18 FBTC 74.100000 final",
      "2026-11-18 GBTC 31.400000 final",
      "2026-11-19 IBIT 60.610000 provisional",
      "2026-11-19 FBTC 14.800000 provisional",
      "2026-11-18 Total -372.810000 final",
    ]);
    expect(observed.asOf).toBe("2026-11-19");
  });

  it("are final once every usual fund reported and it is 14:00 UTC of the next day", async () => {
    const last = async (now: string) => flowLines((await ask(question(withFund("GBTC", 0), { now }))).observed).at(-1);
    expect(await last("2026-11-20T14:00:00Z")).toBe("2026-11-19 Total 75.410000 final");
    expect(await last("2026-11-20T13:59:59Z")).toBe("2026-11-19 Total 75.410000 provisional");
  });

  it("a fund of null has no reading", async () => {
    const { observed } = await ask(question(withFund("GBTC", null)));
    expect(flowLines(observed).filter((line) => line.includes("GBTC"))).toEqual([
      "2026-11-18 GBTC 31.400000 final",
      "2026-11-19 GBTC -",
    ]);
  });

  it("a day of zeros only is none before it is settled", async () => {
    const answer = JSON.parse(text);
    answer.days.push({ date: "2026-11-20", netFlowUsd: 0, perEtfUsd: { IBIT: 0 } });
    const { observed } = await ask(question(JSON.stringify(answer)));
    expect(flowLines(observed).filter((line) => line.startsWith("2026-11-20"))).toEqual([]);
  });

  it("a day on a weekend or told twice is reported and left out", async () => {
    const answer = JSON.parse(text);
    answer.days.push({ date: "2026-11-15", netFlowUsd: 5 }, { date: "2026-11-19", netFlowUsd: 5 });
    const { observed } = await ask(question(JSON.stringify(answer)));
    expect(observed.faults.map(({ value, expected }) => `${value} ${expected}`)).toEqual([
      "2026-11-15 a day from Monday to Friday",
      "2026-11-19 each day once",
    ]);
    expect(flowLines(observed)).toHaveLength(6);
  });

  it.each([
    ["broken rows", recorded("tftc-btc-broken-2026-11-19.json"), "bad-payload"],
    ["no days", '{"days":[]}', "bad-payload"],
    ["days of another time only", '{"days":[{"date":"2024-01-11","netFlowUsd":1}]}', "not-found"],
  ])("%s", async (_, said, trouble) => {
    expect(await troubleOf(question(said))).toBe(trouble);
  });
});
