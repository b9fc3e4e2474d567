import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/market/days.ts";
import type { CryptoTotals, Rate, Sentiment } from "../../../src/market/observations.ts";
import { build, built, fig, instrument, said, tablesOf, world } from "../../fixtures/snapshot.ts";
import { exact, half, size } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, number } from "./reading.ts";

const usd = (billions: number) => fig(String(billions * 1_000_000_000), "usd");
const sum = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 900, max: 1100 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
/** A total and the one before, near each other as often as not. */
const totals: fc.Arbitrary<CryptoTotals> = fc
  .record({
    cap: maybe(sum),
    before: maybe(sum),
    back: maybe(fc.integer({ min: 1, max: 30 })),
    volume: maybe(fc.integer({ min: 0, max: 200 })),
    share: maybe(digits(0, 20, [1, 2])),
    ytd: maybe(fc.integer({ min: 1, max: 90000 })),
  })
  .map(({ cap, before, back, volume, share, ytd }) => ({
    on: "2024-07-26",
    ...(back === undefined ? {} : { previousOn: addDays("2024-07-26", -back) }),
    ...(cap === undefined ? {} : { cap: usd(cap) }),
    ...(before === undefined ? {} : { previousCap: usd(before) }),
    ...(volume === undefined ? {} : { volume: usd(volume) }),
    ...(share === undefined ? {} : { volumeShare: fig(share) }),
    ...(ytd === undefined ? {} : { ytdVolume: usd(ytd) }),
  }));

/** Whether `printed` is the quotient, rounded at its last place. */
const rounds = (printed: string, numerator: bigint, denominator: bigint) =>
  size(exact(printed) * denominator - numerator) <= half(printed) * denominator;

/** Whether a printed share is within what the rounding of both amounts allows. */
function near(share: string, { cap, volume }: CryptoTotals): boolean {
  const [v, c] = [exact(volume?.digits ?? ""), exact(cap?.digits ?? "")];
  const [dv, dc] = [half(volume?.digits ?? ""), half(cap?.digits ?? "")];
  const [low, high] = [exact(share) - half(share), exact(share) + half(share)];
  const slack = exact("0.00000001") * c;
  return high * (c + dc) >= (v - dv) * exact("100") - slack && low * (c - dc) <= (v + dv) * exact("100") + slack;
}

describe("whatever the crypto market does", () => {
  it("the trend is the rounded change of the two totals, stable only within one percent", () =>
    always(totals, async (one) => {
      const { statements, nodes } = await built("crypto-market", world({ crypto: [one] }));
      const [trend] = kind(statements, "crypto.total-cap-trend");
      expect(trend === undefined).toBe([one.cap, one.previousCap].some((total) => Number(total?.digits ?? 0) === 0));
      if (trend === undefined) return;
      const [now, before] = [exact(one.cap?.digits ?? ""), exact(one.previousCap?.digits ?? "")];
      expect(rounds(trend.value, (now - before) * exact("100"), before)).toBe(true);
      const change = exact(trend.value);
      expect(trend.verdict).toBe(size(change) < exact("1") ? "stable" : change > 0n ? "up" : "down");
      expect(digitsAt(cellsOf(tablesOf(nodes)[0]), "Change", "value")).toBe(trend.value);
      const [lead = ""] = said(nodes, "lead");
      const back = one.previousOn === undefined ? 7 : daysBetween(one.previousOn, one.on);
      expect(lead.includes(" the week before")).toBe(back >= 6 && back <= 8);
      if (back < 6 || back > 8) expect(lead).toMatch(new RegExp(` on ${Number(one.previousOn?.slice(8))} (Jun|Jul)`));
      const [, way, amount] = /, (up|down) ([\d.]+)% from /.exec(lead) ?? [];
      expect(way === undefined ? "stable" : way).toBe(trend.verdict);
      if (amount !== undefined) expect(number(amount)).toBe(size(change));
    }));

  it("the share is volume over market cap, and a printed one is refused only where it differs", () =>
    always(totals, async (one) => {
      const { statements } = await built("crypto-market", world({ crypto: [one] }));
      const [share] = kind(statements, "crypto.volume-share");
      expect(share === undefined).toBe(Number(one.cap?.digits ?? 0) === 0 || one.volume === undefined);
      const quotient = [exact(one.volume?.digits ?? "0") * exact("100"), exact(one.cap?.digits ?? "1")] as const;
      if (share !== undefined) expect(rounds(share.value, ...quotient)).toBe(true);
      for (const { value } of kind(statements, "quality.defect")) expect(rounds(value, ...quotient)).toBe(false);
      const wrong = share !== undefined && one.volumeShare !== undefined && !near(one.volumeShare.digits, one);
      expect(kind(statements, "quality.defect").map((each) => each.value)).toEqual(
        wrong ? [one.volumeShare?.digits] : [],
      );
    }));

  it("every other figure is stated as printed", () =>
    always(totals, async (one) => {
      const { statements } = await built("crypto-market", world({ crypto: [one] }));
      const stated = (name: Parameters<typeof kind>[1]) => kind(statements, name)[0]?.value;
      expect([stated("crypto.total-cap"), stated("crypto.volume"), stated("crypto.ytd-volume")]).toEqual([
        one.cap?.digits,
        one.volume?.digits,
        one.ytdVolume?.digits,
      ]);
    }));
});

const labels = ["Extreme Fear", "Fear", "Neutral", "Greed", "Extreme Greed"];
const readings: fc.Arbitrary<Sentiment[]> = fc.array(
  fc
    .record({
      on: fc.constantFrom("2024-07-16", "2024-07-17", "2024-07-18", "2024-07-19", "2024-07-20", "2024-07-26"),
      scale: fc.constantFrom("cmc" as const, "alternative.me" as const),
      value: digits(0, 100, [0, 1]),
      label: maybe(fc.constantFrom(...labels)),
    })
    .map(({ label, value, ...more }) => ({
      ...more,
      value: fig(value, "index"),
      ...(label === undefined ? {} : { label }),
    })),
  { minLength: 1, maxLength: 4 },
);

describe("whatever the mood is", () => {
  it("the zone is CoinMarketCap's band of twenty points, or the label alternative.me printed", () =>
    always(readings, async (sentiment) => {
      const { statements } = await built("sentiment", world({ sentiment }));
      for (const { value, zone, against, on } of kind(statements, "sentiment.fear-greed")) {
        const own = sentiment.filter((one) => one.scale === against && one.value.digits === value && one.on === on);
        expect(own).not.toEqual([]);
        expect(sentiment.filter((one) => one.scale === against && one.on > (on ?? ""))).toEqual([]);
        const band = labels[Math.min(4, Number(exact(value) / exact("20")))];
        const allowed = against === "cmc" ? [band] : own.map((one) => one.label);
        expect(allowed.map((one) => one?.toLowerCase().replace(" ", "-"))).toContain(zone);
      }
    }));

  it("the lead says value and zone of one scale as they are stated", () =>
    always(readings, async (sentiment) => {
      const { statements, nodes } = await built("sentiment", world({ sentiment }));
      for (const sentence of [...said(nodes, "lead"), ...said(nodes, "paragraph")]) {
        const [, scale, value = "", zone] =
          /^The (\S+) fear and greed index read ([\d.]+) on \d+ Jul 2024(?:, (?:in )?([a-z ]+?))?(?: \(|\.$)/.exec(
            sentence,
          ) ?? [];
        const stated = kind(statements, "sentiment.fear-greed").find(
          (one) => one.against === (scale === "CoinMarketCap" ? "cmc" : scale),
        );
        expect([stated?.value, stated?.zone]).toEqual([value, zone?.replace(" ", "-")]);
      }
    }));
});

describe("whatever the mood was", () => {
  it("“a week before” is the newest reading seven to nine days back on the same scale", () =>
    always(readings, async (sentiment) => {
      const { statements, nodes } = await built("sentiment", world({ sentiment }));
      const sentences = [...said(nodes, "lead"), ...said(nodes, "paragraph")];
      for (const { against, on = "" } of kind(statements, "sentiment.fear-greed")) {
        const own = sentiment.filter((one) => one.scale === against);
        const back = own.map((one) => daysBetween(one.on, on)).filter((days) => days >= 7 && days <= 9);
        const allowed = own
          .filter((one) => daysBetween(one.on, on) === Math.min(...back))
          .map((one) => one.value.digits);
        const sentence = sentences.find((one) => one.includes(against === "cmc" ? "CoinMarketCap" : "alternative.me"));
        const before = /\(a week before: ([\d.]+)\)/.exec(sentence ?? "")?.[1];
        if (allowed.length === 0) expect(before).toBe(undefined);
        else expect(allowed).toContain(before);
      }
    }));
});

const rates: fc.Arbitrary<Rate[]> = fc
  .array(
    fc
      .record({
        symbol: fc.constantFrom("US10Y", "CN10Y", "USDCNY_mid", "USDCNH.FX", "USDJPY.FX"),
        level: digits(1, 9, [2, 4]),
        change: maybe(digits(-90, 90, [0, 1])),
        span: fc.constantFrom("week", "day"),
      })
      .map(({ symbol, level, change, span }) => {
        const yields = symbol.endsWith("10Y");
        return {
          instrument: instrument(symbol, yields ? "rate" : "fx"),
          level: fig(level, yields ? "pct" : "cny"),
          span,
          ...(change === undefined ? {} : { change: fig(change, yields ? "bp" : "pips") }),
        };
      }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => [...new Map(all.map((one) => [one.instrument.symbol, one])).values()]);

describe("whatever yields and currencies do", () => {
  it("levels and changes are those of the table, and of the span the digest is about", () =>
    always(rates, async (own) => {
      const { statements, nodes } = await built("rates-fx", world({ rates: own }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      for (const { kind: fact, subject, value } of statements)
        expect(digitsAt(cells, subject, fact.endsWith("level") ? "level" : "change")).toBe(value);
      const changed = own
        .filter((one) => one.change !== undefined && one.span === "week")
        .map((one) => one.instrument.symbol);
      expect(statements.filter((one) => one.kind.endsWith(".change")).map((one) => one.subject)).toEqual(changed);
    }));

  it("the lead says rose, fell or held as the table does, and a higher dollar is a weaker yuan", () =>
    always(rates, async (own) => {
      const { nodes } = await built("rates-fx", world({ rates: own }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      for (const clause of (said(nodes, "lead")[0] ?? "").split("; ")) {
        const [, symbol = "", way, amount = "0"] =
          /^(\S+) (rose|fell|held)(?: ([\d.]+) (?:bps|pips))?/.exec(clause) ?? [];
        if (symbol === "") continue;
        const change = exact(digitsAt(cells, symbol, "change") ?? "");
        expect(change).toBe(number(amount) * (way === "fell" ? -1n : 1n));
        expect(/a (weaker|stronger) yuan/.exec(clause)?.[1]).toBe(
          !symbol.startsWith("USDCN") || change === 0n ? undefined : change > 0n ? "weaker" : "stronger",
        );
      }
    }));

  it("nothing is stated of a market that gave nothing", async () => {
    expect(await build("rates-fx", world())).toHaveProperty("absent");
  });
});
