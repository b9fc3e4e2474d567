import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/document/html.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import { name } from "../../src/i18n/value.ts";
import type { Quote } from "../../src/market/quote.ts";
import { figuresOf } from "../contracts/provider.ts";
import { metaJson, snapshotOf } from "../fixtures/folder.ts";

const digitsOf = (quote: Quote | undefined) =>
  Object.fromEntries(figuresOf(quote).map(({ path, figure }) => [path.slice(1), figure.digits]));

describe("cells that say there is no number", () => {
  it.each(["", "-", "--", "–", "—", "n/a", "N/A", "na", "NULL"])("%j gives no figure and no fault", async (cell) => {
    const { indices, faults } = await snapshotOf({
      "indices.csv": `symbol,level,week_pct,month_pct\nSPX.GI,${cell},${cell},1.5\n`,
    });
    expect([indices.map(digitsOf), faults]).toEqual([[{ "changes.month": "1.5" }], []]);
  });

  it("a price or capitalisation of zero gives no figure, a change of zero does", async () => {
    const { universes } = await snapshotOf({
      "watchlist.csv": "theme,symbol,currency,close,market_cap_100m,week_pct\nai,AAPL.O,USD,0,0.00,0\n",
    });
    expect(digitsOf(universes[0]?.quotes[0])).toEqual({ "changes.week": "0" });
  });

  it("na_fields names the cells whose value is only a placeholder", async () => {
    const { universes } = await snapshotOf({
      "watchlist.csv":
        "theme,symbol,currency,close,week_pct,pe_ttm,ps_ttm,na_fields\nai,AAPL.O,USD,217.96,0.00,0.00,9.09,week_pct;pe_ttm\n",
    });
    expect(digitsOf(universes[0]?.quotes[0])).toEqual({ level: "217.96", "valuation.ps_ttm": "9.09" });
  });

  it("an empty flow is a day without a reading, a printed zero is a flow of zero", async () => {
    const { etfFlows } = await snapshotOf({
      "etf_flows.csv": "date,fund,net_flow_usd_m\n2024-07-26,IBIT,0.0\n2024-07-26,BRRR,-\n2024-07-26,HODL,\n",
    });
    expect(etfFlows.map(({ fund, flow }) => [fund, flow?.digits])).toEqual([
      ["IBIT", "0.0"],
      ["BRRR", undefined],
      ["HODL", undefined],
    ]);
  });
});

it("figures keep the digits they were printed with", async () => {
  const { indices } = await snapshotOf({ "indices.csv": "symbol,level,week_pct\nSPX.GI, 5459.10 ,+0.80\n" });
  expect(indices.map(digitsOf)).toEqual([{ level: "5459.10", "changes.week": "0.80" }]);
});

it("a figure in a currency the model does not know is left out, never relabelled", async () => {
  const { universes } = await snapshotOf({
    "watchlist.csv": "theme,symbol,currency,close,week_pct\nai,BHP.AX,AUD,41.2,-2\n",
  });
  expect(digitsOf(universes[0]?.quotes[0])).toEqual({ "changes.week": "-2" });
});

it("a published slot whose company is open keeps its candidates and says which doubt", async () => {
  const { published } = await snapshotOf({
    "movers.csv":
      "list,rank,name_zh,symbol,pct,symbol_basis\nai_top5_gainers,1,蓝博士半导体,,2,unconfirmed:RMBS.O\nai_top5_gainers,2,华虹,,1,ambiguous:1347.HK|688347.SH\n",
  });
  expect(published[0]?.members.map(({ instrument }) => [instrument.symbol, instrument.doubt])).toEqual([
    ["RMBS.O", "unconfirmed"],
    ["1347.HK|688347.SH", "ambiguous"],
  ]);
});

it("a link that is not http or https is left out", async () => {
  const { news } = await snapshotOf({
    "news.csv":
      'date,title_en,link\n2024-07-26,Broken,http://[\n2024-07-26,Script,javascript:alert(1)\n2024-07-26,Data,"data:text/html,x"\n2024-07-26,Page,https://example.com/a\n',
  });
  expect(news.map(({ title, link }) => [title.en, link])).toEqual([
    ["Broken", undefined],
    ["Script", undefined],
    ["Data", undefined],
    ["Page", "https://example.com/a"],
  ]);
});

describe("hostile names", () => {
  const hostile =
    '<script>alert("x")</script> @everyone <!channel> \u001b[31mred\u001b[0m \u202egpj.exe\u2066 a\u200bb';

  it("lose escapes, bidirectional overrides and invisible characters, and stay text otherwise", async () => {
    const { indices } = await snapshotOf({
      "indices.csv": `symbol,name_en,level\nSPX.GI,"${hostile.replaceAll('"', '""')}",1\n`,
    });
    expect(indices[0]?.instrument.names.en).toBe(
      '<script>alert("x")</script> @everyone <!channel> [31mred[0m gpj.exe ab',
    );
  });

  it("are escaped on a page", async () => {
    const { news } = await snapshotOf({ "news.csv": "date,title_en\n2024-07-26,<img src=x onerror='a'> & more\n" });
    const speaker = createSpeaker(createMessageBook([]), "en");
    const text = name(news[0]?.title ?? { en: "", zh: "" });
    const page = renderHtml({ nodes: [{ node: "paragraph", text }] }, { speaker });
    expect(page).toContain("<p>&lt;img src=x onerror=&#39;a&#39;&gt; &amp; more</p>");
  });

  it("of sources lose them as well", async () => {
    const { sources, indices } = await snapshotOf({
      "meta.json": metaJson({ sources: { indices: { en: "\u001b[31mVendor\u202e ", zh: "来\u200b源" } } }),
      "indices.csv": "symbol,level\nSPX.GI,1\n",
    });
    expect([sources, indices[0]?.level?.origin.source]).toEqual([
      [
        { en: "[31mVendor", zh: "来源" },
        { en: "Small Broker", zh: "Small Broker" },
      ],
      "[31mVendor",
    ]);
  });

  it("of publishers lose them as well", async () => {
    const { publisher } = await snapshotOf({
      "meta.json": metaJson({ broker_en: "\u001b[31mBroker\u202e" }),
      "news.csv": "title_en\n",
    });
    expect(publisher).toEqual({ en: "[31mBroker", zh: "[31mBroker" });
  });
});

describe("meta.json", () => {
  const rows = { "indices.csv": "symbol,level,as_of\nSPX.GI,5459.1,2024-07-24\n" };
  const windowOf = async (meta: string) => {
    const { window, faults } = await snapshotOf({ "meta.json": meta, ...rows });
    return { window, faults };
  };
  const guessed = { from: "2024-07-22", to: "2024-07-26" };

  it("that is no JSON is reported, and the window is the week of the newest row", async () => {
    const { window, faults } = await windowOf("{oops");
    expect(window).toEqual(guessed);
    expect(faults.map(({ file, value, severity }) => ({ file, value, severity }))).toEqual([
      { file: "meta.json", value: "{oops", severity: "dropped" },
    ]);
  });

  it("whose window ends before it starts is reported with the day that stands there", async () => {
    expect(await windowOf(metaJson({ window_start: "2024-07-26", window_end: "2024-07-22" }))).toEqual({
      window: guessed,
      faults: [
        {
          file: "meta.json",
          column: "window_end",
          value: '"2024-07-22"',
          expected: "a day not before window_start",
          severity: "dropped",
        },
      ],
    });
  });

  it("with an impossible day is reported", async () => {
    const { faults } = await windowOf(metaJson({ window_end: "2024-07-32", published: undefined }));
    expect(faults).toEqual([
      {
        file: "meta.json",
        column: "window_end",
        value: '"2024-07-32"',
        expected: "a calendar day like 2024-07-26",
        severity: "dropped",
      },
    ]);
  });

  it("published before its window ends is reported", async () => {
    expect(await windowOf(metaJson({ published: "2024-07-25" }))).toEqual({
      window: guessed,
      faults: [
        {
          file: "meta.json",
          column: "published",
          value: '"2024-07-25"',
          expected: "a day not before window_end",
          severity: "dropped",
        },
      ],
    });
  });

  it("whose source has no visible name is reported", async () => {
    const { faults } = await windowOf(metaJson({ sources: { coins: { en: " \u200b", zh: "" } } }));
    expect(faults.map(({ column, expected, severity }) => [column, expected, severity])).toEqual([
      ["sources.coins.en", "a name", "dropped"],
      ["sources.coins.zh", "a name", "dropped"],
    ]);
  });

  it("names sources for tables called like what every object has, and takes only those it says", async () => {
    const sources = '"sources":{"__proto__":{"en":"x","zh":"y"},"constructor":{"en":"Own","zh":"自有"}},';
    const snapshot = await snapshotOf({ "meta.json": metaJson().replace("{", `{${sources}`), ...rows });
    expect([snapshot.sources, snapshot.indices[0]?.level?.origin.source, snapshot.faults]).toEqual([
      [
        { en: "Own", zh: "自有" },
        { en: "Small Broker", zh: "Small Broker" },
      ],
      "Small Broker",
      [],
    ]);
  });

  it.each(["[]", "null", "7", '"text"', "{}"])(
    "holding only %s is reported and does not stop the reading",
    async (text) => {
      const { indices, faults } = await snapshotOf({ "meta.json": text, ...rows });
      expect(indices.map((quote) => quote.level?.digits)).toEqual(["5459.1"]);
      expect(new Set(faults.map(({ file, severity }) => `${file} ${severity}`))).toEqual(
        new Set(["meta.json dropped"]),
      );
    },
  );

  it("may begin with a byte-order mark", async () => {
    expect(await windowOf(`\ufeff${metaJson()}`)).toEqual({ window: guessed, faults: [] });
  });

  it("cannot reach the prototype of anything", async () => {
    const meta = metaJson().replace("{", '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},');
    await windowOf(meta);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
