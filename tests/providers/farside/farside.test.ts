import { describe, expect, it } from "vitest";
import { farside } from "../../../src/providers/farside/index.ts";
import { dayOf, flowOf, flowTable } from "../../../src/providers/farside/schema.ts";
import { ask, type Question, recorded, type Told, troubleOf } from "../asked.ts";
import { flowLines } from "../flow-lines.ts";

const html = recorded("farside-btc-2026-11-20.html");
const question = (said: string | Told): Question => ({
  source: farside,
  topic: "etf-btc",
  routes: { "/bitcoin-etf-flow-all-data/": said },
  now: "2026-11-20T22:00:00Z",
  window: { from: "2026-11-16", to: "2026-11-20" },
});

describe("flows of Farside", () => {
  it("is asked only where the operator turns it on", () => {
    expect(farside.facts.isOff).toBe(true);
  });

  it('are US$ million: brackets are negative, "-" is no reading, the rows of sums are no days', async () => {
    const { observed } = await ask(question(html));
    const lines = flowLines(observed);
    expect(lines.filter((line) => line.startsWith("2026-11-18"))).toEqual([
      "2026-11-18 IBIT -523.2 final",
      "2026-11-18 FBTC 74.1 final",
      "2026-11-18 BITB 0.0 final",
      "2026-11-18 ARKB 10.5 final",
      "2026-11-18 BTCO 0.0 final",
      "2026-11-18 EZBC 0.0 final",
      "2026-11-18 BRRR 0.0 final",
      "2026-11-18 HODL -12.1 final",
      "2026-11-18 BTCW 0.0 final",
      "2026-11-18 MSBT 36.5 final",
      "2026-11-18 GBTC 31.4 final",
      "2026-11-18 BTC 10.0 final",
      "2026-11-18 Total -372.8 final",
    ]);
    expect(observed.faults).toEqual([]);
  });

  it("a total of 0.0 before publication is left out with its day, and so is the sum of the funds so far", async () => {
    const { observed } = await ask(question(html));
    const lines = flowLines(observed);
    expect(lines.filter((line) => line.startsWith("2026-11-20"))).toEqual([]);
    expect(lines.filter((line) => /2026-11-19 (?:IBIT|GBTC|BTC|Total) /.test(line))).toEqual([
      "2026-11-19 IBIT 60.6 provisional",
      "2026-11-19 GBTC -",
      "2026-11-19 BTC -",
    ]);
  });

  it("a row with other cells than the header is reported", async () => {
    const { observed } = await ask(question(html.replace("18 Nov 2026</span></td>", "$&<td>1</td>")));
    expect(observed.faults.map(({ expected, row }) => [row, expected])).toEqual([[3, "14 cells as in the header"]]);
  });

  it.each([
    [
      "a page that turns machines away",
      { status: 403, text: recorded("farside-challenge-2026-11-20.html") },
      "blocked",
    ],
    ["the same with status 200", recorded("farside-challenge-2026-11-20.html"), "blocked"],
    ["a page without the table", "<!DOCTYPE html><html><body>Welcome</body></html>", "bad-payload"],
    [
      "a table without days",
      '<!DOCTYPE html><table class="etf"><tr><th>Date</th><th>Total</th></tr></table>',
      "bad-payload",
    ],
  ])("%s is no answer", async (_, said, trouble) => {
    expect(await troubleOf(question(said))).toBe(trouble);
  });
});

describe("cells of the table", () => {
  it.each([
    ["111.7", "111.7"],
    ["(95.1)", "-95.1"],
    ["1,119.9", "1119.9"],
    ["(1,119.9)", "-1119.9"],
    ["0.0", "0.0"],
    ["-", undefined],
    ["", undefined],
    ["n/a today", null],
    ["(x)", null],
  ])("%s", (text, digits) => {
    expect(flowOf(text)).toBe(digits);
  });

  it("dates are days that exist", () => {
    expect(["18 Nov 2026", "1 Jan 2024", "31 Feb 2026", "Total", "18 nov 2026", "18 anF 2026"].map(dayOf)).toEqual([
      "2026-11-18",
      "2024-01-01",
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("hostile pages take no time", () => {
    const started = performance.now();
    for (const part of ["<table ", '<table class="', "<tr", "<td", "<", ">", "&nbsp;", '<table class="etf"><tr><td'])
      flowTable(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
