import { describe, expect, it } from "vitest";
import { orders } from "../../../src/providers/live/order.ts";
import { type Topic, topics } from "../../../src/providers/live/source.ts";
import { troubles } from "../../../src/support/outbound/call.ts";
import {
  about,
  clockwork,
  fails,
  friday,
  market,
  movers,
  only,
  originOf,
  quote,
  quotesOf,
  type Script,
  scripted,
} from "./world.ts";

/** The smallest answer that is one, of any topic. */
const anything =
  (source: string): Script =>
  ({ symbols, window }) => ({
    news: [{ title: { en: source, zh: "" }, company: "", category: "market", source }],
    quotes: symbols.map((symbol) => quote({ symbol, source })),
    asOf: `${window.to}T21:00:00Z`,
    faults: [],
  });

/** A question that needs the topic. */
const bringing = (topic: Topic) => {
  if (topic === "quotes" || topic === "closes" || topic === "earnings-dates")
    return [only("universes", "events"), about([], ["0700.HK"])] as const;
  if (topic.startsWith("movers-")) return [only("universes"), about([topic.slice(7)])] as const;
  if (topic === "coins") return [only("universes"), about(["crypto"])] as const;
  return [only("crypto", "sentiment", "etfFlows", "events", "rates", "news"), about()] as const;
};

const chains = topics.map((topic) => ({ topic, chain: orders[topic].usual }));
/** Of these a symbol without a reading goes on to whoever may have one, also after an answer. */
const bySymbol: ReadonlySet<Topic> = new Set<Topic>(["closes", "earnings-dates"]);

describe.each(chains)("$topic", ({ topic, chain }) => {
  it("goes down its chain to the last source, and notes each that failed", async () => {
    const sources = chain.map((name, index) =>
      scripted(name, {
        [topic]: index < chain.length - 1 ? fails(troubles[index % troubles.length] ?? "upstream") : anything(name),
      }),
    );
    const live = market(sources);
    const { faults } = await live.gather(...bringing(topic));
    expect(sources.map(({ asked }) => asked.length)).toEqual(chain.map(() => 1));
    expect(
      faults.filter(({ file }) => file.endsWith(` ${topic}`)).map(({ file, severity }) => `${file} ${severity}`),
    ).toEqual(chain.slice(0, -1).map((name) => `${name} ${topic} noted`));
    const state = live.state().find((one) => one.topic === topic);
    expect([state?.chain, state?.by]).toEqual([chain, chain.at(-1)]);
  });
});

describe.each(chains.filter(({ topic }) => !bySymbol.has(topic)))("$topic", ({ topic, chain }) => {
  it("asks nobody after the first that answers", async () => {
    const sources = chain.map((name) => scripted(name, { [topic]: anything(name) }));
    await market(sources).gather(...bringing(topic));
    expect(sources.map(({ asked }) => asked.length > 0)).toEqual(chain.map((_, index) => index === 0));
  });
});

// Without closes, periods are missing; the digest has its quotes.
describe.each(chains.filter(({ topic }) => topic !== "closes"))("$topic", ({ topic, chain }) => {
  it("is a named gap where everybody fails", async () => {
    const sources = chain.map((name) => scripted(name, { [topic]: fails("network") }));
    const { faults } = await market(sources).gather(...bringing(topic));
    expect(faults.filter(({ severity, file }) => severity === "dropped" && file === topic)).toEqual([
      { file: topic, value: "nothing", expected: `an answer from ${chain.join(" or ")}`, severity: "dropped" },
    ]);
  });
});

describe("a source's key", () => {
  const sources = () => [
    scripted("sosovalue", { "etf-btc": anything("sosovalue") }, { key: "required" }),
    scripted("sosovalue-web", { "etf-btc": anything("sosovalue-web") }),
    scripted("coinglass", { "etf-btc": anything("coinglass") }, { key: "required" }),
  ];
  const chainWith = (keys: Record<string, string>) =>
    market(sources(), { keys })
      .state()
      .find(({ topic }) => topic === "etf-btc")?.chain;

  it("puts it before the others; without one it is not asked", () => {
    expect([chainWith({}), chainWith({ coinglass: "k" }), chainWith({ coinglass: "k", sosovalue: "k" })]).toEqual([
      ["sosovalue-web"],
      ["coinglass", "sosovalue-web"],
      ["sosovalue", "coinglass", "sosovalue-web"],
    ]);
  });

  it("does not matter where the operator turned it off", () => {
    const live = market(sources(), { keys: { coinglass: "k" }, off: ["coinglass", "sosovalue-web"] });
    expect(live.state().find(({ topic }) => topic === "etf-btc")?.chain).toEqual([]);
  });
});

describe("quotes", () => {
  it("of symbols one source leaves out come from the next, and say nothing of a failure", async () => {
    const yahoo = scripted("yahoo", {
      quotes: () => ({
        quotes: [quote({ symbol: "AAPL.O", source: "yahoo" })],
        asOf: "2026-11-20T21:00:00Z",
        faults: [],
      }),
    });
    const tencent = scripted("tencent", { quotes: quotesOf("tencent", { asOf: "2026-11-20T08:10:00Z" }) });
    const snapshot = await market([yahoo, tencent]).gather(only("universes"), about([], ["AAPL.O", "0700.HK"]));
    expect(tencent.asked).toEqual([{ topic: "quotes", symbols: ["0700.HK"] }]);
    expect(snapshot.quotes.map(({ level }) => [level?.origin.source, level?.origin.insteadOf])).toEqual([
      ["yahoo", undefined],
      ["tencent", undefined],
    ]);
  });

  it("of a fallback name the source that failed", async () => {
    const yahoo = scripted("yahoo", { quotes: fails("blocked") });
    const tencent = scripted("tencent", { quotes: quotesOf("tencent") });
    const { quotes } = await market([yahoo, tencent]).gather(only("universes"), about([], ["AAPL.O"]));
    expect(quotes[0]?.level?.origin).toEqual({ ...originOf("tencent", "2026-11-20T21:00:00Z"), insteadOf: "yahoo" });
  });

  it("from memory give way to a newer answer of the next source, and stand where there is none", async () => {
    const old: Script = (ask) => ({
      ...(quotesOf("yahoo")(ask) as object),
      asOf: "2026-11-20T21:00:00Z",
      faults: [],
      isStale: true,
    });
    const yahoo = scripted("yahoo", { quotes: old });
    const tencent = scripted("tencent", { quotes: quotesOf("tencent") });
    const both = await market([yahoo, tencent]).gather(only("universes"), about([], ["AAPL.O"]));
    const alone = await market([yahoo]).gather(only("universes"), about([], ["AAPL.O"]));
    expect([both.quotes[0]?.level?.origin.source, alone.quotes[0]?.level?.origin]).toEqual([
      "tencent",
      { ...originOf("yahoo", "2026-11-20T21:00:00Z"), quality: "stale" },
    ]);
  });
});

describe("a source with a mistake in it", () => {
  it("costs nobody the others, and its own words are not passed on", async () => {
    const yahoo = scripted("yahoo", {
      "movers-us": () => {
        throw new TypeError("cannot read https://query.example/?key=secret-key");
      },
    });
    const nasdaq = scripted("nasdaq", {
      "movers-us": movers("nasdaq", "us", [quote({ symbol: "A.N", source: "nasdaq" })]),
    });
    const snapshot = await market([yahoo, nasdaq]).gather(only("universes"), about(["us"]));
    expect(snapshot.universes.map(({ id, source }) => [id, source])).toEqual([["us", "nasdaq"]]);
    expect(JSON.stringify(snapshot.faults)).not.toContain("secret-key");
  });
});

describe("an answer", () => {
  const coins =
    (source: string): Script =>
    ({ now }) => ({
      universes: [
        {
          id: "crypto",
          names: { en: "coins", zh: "" },
          quotes: [quote({ symbol: "BTC.CC", source, kind: "coin", asOf: new Date(now).toISOString() })],
          curated: false,
          source,
        },
      ],
      asOf: new Date(now).toISOString(),
      faults: [],
    });

  it("is asked for once however many want it at a time, and used until its time is over", async () => {
    const clock = clockwork();
    const coingecko = scripted("coingecko", { coins: coins("coingecko") });
    const live = market([coingecko], { clock });
    const want = () => live.gather(only("universes"), about(["crypto"]));
    await Promise.all(Array.from({ length: 500 }, want));
    clock.pass(4 * 60_000);
    await want();
    expect(coingecko.asked).toHaveLength(1);
    clock.pass(16 * 60_000);
    await want();
    expect(coingecko.asked).toHaveLength(2);
  });

  it("a little past its time is given once more while a newer one is fetched", async () => {
    const clock = clockwork();
    const coingecko = scripted("coingecko", { coins: coins("coingecko") });
    const live = market([coingecko], { clock });
    const asOf = async () =>
      (await live.gather(only("universes"), about(["crypto"]))).universes[0]?.quotes[0]?.level?.origin.asOf;
    const first = await asOf();
    clock.pass(6 * 60_000);
    expect(await asOf()).toBe(first);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await asOf()).toBe(new Date(friday + 6 * 60_000).toISOString());
  });

  it("stands in for a while where all sources fail, marked, and is asked for again soon", async () => {
    const clock = clockwork();
    const coingecko = scripted("coingecko", { coins: coins("coingecko") });
    const live = market([coingecko], { clock });
    const quality = async () =>
      (await live.gather(only("universes"), about(["crypto"]))).universes[0]?.quotes[0]?.level?.origin.quality;
    await quality();
    coingecko.scripts.coins = fails("upstream");
    clock.pass(60 * 60_000);
    expect(await quality()).toBe("stale");
    clock.pass(41_000 + 30_000);
    await quality();
    expect(coingecko.asked.length).toBeGreaterThanOrEqual(3);
    clock.pass(3 * 60 * 60_000);
    expect(await quality()).toBeUndefined();
  });
});

describe("symbols of many chats", () => {
  it("go in one question together, whoever asked for them", async () => {
    const yahoo = scripted("yahoo", { quotes: quotesOf("yahoo") });
    const live = market([yahoo]);
    const lists = Array.from({ length: 300 }, (_, chat) => [`S${chat % 40}.N`, "AAPL.O"]);
    await Promise.all(lists.map((symbols) => live.gather(only("universes"), about([], symbols))));
    expect(yahoo.asked.map(({ symbols }) => symbols.length)).toEqual([41]);
  });

  it("that nobody knows are not asked for again at every digest", async () => {
    const yahoo = scripted("yahoo", { quotes: () => ({ quotes: [], asOf: "2026-11-20T21:00:00Z", faults: [] }) });
    const live = market([yahoo]);
    await live.gather(only("universes"), about([], ["GONE.N"]));
    await live.gather(only("universes"), about([], ["GONE.N"]));
    expect(yahoo.asked).toHaveLength(1);
  });
});
