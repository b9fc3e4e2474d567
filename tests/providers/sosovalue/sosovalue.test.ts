import { describe, expect, it } from "vitest";
import { sosovalue, sosovalueWeb } from "../../../src/providers/sosovalue/index.ts";
import { failureOf } from "../../support/outbound/world.ts";
import { ask, type Question, type Routes, recorded, troubleOf } from "../asked.ts";
import { flowLines } from "../flow-lines.ts";

const history = recorded("sosovalue-history-btc-2026-06-02.json");
const current = recorded("sosovalue-current-btc-2026-06-02.json");
const window = { from: "2026-06-01", to: "2026-06-05" };
const settled = "2026-06-03T14:00:00Z";
const web = (routes: Routes = {}, now = settled): Question => ({
  source: sosovalueWeb,
  topic: "etf-btc",
  routes: { "/historicalInflowChart": history, "/currentEtfDataMetrics": current, ...routes },
  now,
  window,
});
const official = (text: string, more: Partial<Question> = {}): Question => ({
  source: sosovalue,
  topic: "etf-btc",
  routes: { "/etfs/summary-history": text },
  now: "2024-04-13T15:00:00Z",
  window: { from: "2024-04-08", to: "2024-04-12" },
  key: "soso-key",
  ...more,
});
const fundsAll = current.replace('"value": null', '"value": "0.0"');
const rewritten = (text: string, change: (data: { dailyNetInflow: object; list: object[] }) => void) => {
  const answer = JSON.parse(text);
  change(answer.data);
  return JSON.stringify(answer);
};

describe("flows of SoSoValue without a key", () => {
  it("are dollars shown in millions: totals by day, and the funds of the newest day", async () => {
    const { observed, calls } = await ask(web({ "/currentEtfDataMetrics": fundsAll }));
    expect(flowLines(observed)).toEqual([
      "2026-06-02 IBIT -388.63872006 final",
      "2026-06-02 FBTC -50.0000000 final",
      "2026-06-02 BTCW 0.0000000 final",
      "2026-05-29 Total 120.000000 final",
      "2026-06-01 Total -483.7608716 final",
      "2026-06-02 Total -519.19044894 final",
    ]);
    expect(observed.etfTotals?.[0]).toEqual({
      kind: "day_total",
      on: "2026-05-29",
      fund: "Total",
      asset: "BTC",
      value: {
        digits: "120.000000",
        number: 120,
        unit: "usd_m",
        origin: { source: "SoSoValue", asOf: "2026-05-29", quality: "final", isRaw: true },
      },
      isAlone: true,
    });
    expect(observed.etfTotals?.map((one) => one.isAlone)).toEqual([true, true, undefined]);
    expect(observed.asOf).toBe("2026-06-02");
    expect(calls).toEqual([
      'POST /historicalInflowChart {"type":"us-btc-spot"}',
      'POST /currentEtfDataMetrics {"type":"us-btc-spot"}',
    ]);
  });

  it("a null value is not reported, never zero, and leaves the newest day provisional", async () => {
    const { observed } = await ask(web());
    expect(flowLines(observed)).toEqual([
      "2026-06-02 IBIT -388.63872006 provisional",
      "2026-06-02 FBTC -50.0000000 provisional",
      "2026-06-02 BTCW -",
      "2026-05-29 Total 120.000000 final",
      "2026-06-01 Total -483.7608716 final",
      "2026-06-02 Total -519.19044894 provisional",
    ]);
  });

  it("a day is provisional until 14:00 UTC of the next day", async () => {
    const quality = async (now: string) =>
      (await ask(web({ "/currentEtfDataMetrics": fundsAll }, now))).observed.etfTotals?.at(-1)?.value.origin.quality;
    expect([await quality("2026-06-03T13:59:59Z"), await quality(settled)]).toEqual(["provisional", "final"]);
  });

  it("a total of 0.0 before publication is no reading; one that stands afterwards is", async () => {
    const rows = JSON.parse(history);
    rows.data.unshift({ date: "2026-06-03", totalNetInflow: 0.0 });
    const days = async (now: string) =>
      (await ask(web({ "/historicalInflowChart": JSON.stringify(rows) }, now))).observed.etfTotals?.map(
        (one) => one.on,
      );
    expect(await days("2026-06-03T22:00:00Z")).toEqual(["2026-05-29", "2026-06-01", "2026-06-02"]);
    expect(await days("2026-06-04T14:00:00Z")).toEqual(["2026-05-29", "2026-06-01", "2026-06-02", "2026-06-03"]);
  });

  it("a fund whose newest reading is of an earlier day has none of this one", async () => {
    const late = rewritten(fundsAll, ({ list }) => {
      Object.assign(list[1] as object, { dailyNetInflow: { value: "-50000000.0", lastUpdateDate: "2026-06-01" } });
    });
    const { observed } = await ask(web({ "/currentEtfDataMetrics": late }));
    expect(flowLines(observed).filter((line) => line.includes("FBTC"))).toEqual(["2026-06-02 FBTC -"]);
    expect(observed.etfTotals?.at(-1)?.value.origin.quality).toBe("provisional");
  });

  it("a day newer than the history comes from the funds' answer; of a day in both the history's total stays", async () => {
    const newer = rewritten(fundsAll, (data) => {
      const dated = { value: "-1500000.0", lastUpdateDate: "2026-06-03" };
      Object.assign(data, { dailyNetInflow: dated, list: [{ ticker: "IBIT ", dailyNetInflow: dated }] });
    });
    const { observed } = await ask(web({ "/currentEtfDataMetrics": newer }, "2026-06-04T14:00:00Z"));
    expect(flowLines(observed).slice(0, 1)).toEqual(["2026-06-03 IBIT -1.5000000 final"]);
    expect(flowLines(observed).at(-1)).toBe("2026-06-03 Total -1.5000000 final");
    const other = rewritten(fundsAll, (data) => {
      data.dailyNetInflow = { value: "-1.0", lastUpdateDate: "2026-06-02" };
    });
    expect(flowLines((await ask(web({ "/currentEtfDataMetrics": other }))).observed).at(-1)).toBe(
      "2026-06-02 Total -519.19044894 final",
    );
  });

  it("rows in data.list are read as well, and nothing after the window is given", async () => {
    const listed = JSON.stringify({ code: "0", data: { list: JSON.parse(history).data } });
    const { observed } = await ask({
      ...web({ "/historicalInflowChart": listed }),
      window: { from: "2026-05-25", to: "2026-06-01" },
    });
    expect(flowLines(observed)).toEqual(["2026-05-29 Total 120.000000 final", "2026-06-01 Total -483.7608716 final"]);
  });

  it("totals stay where the funds' answer fails, and that is noted", async () => {
    const { observed } = await ask(web({ "/currentEtfDataMetrics": { status: 403, text: "{}" } }));
    expect(observed.etfFlows).toEqual([]);
    expect(observed.etfTotals).toHaveLength(3);
    expect(observed.faults).toEqual([
      { file: "SoSoValue etf-btc", expected: "the flows of single funds", value: "blocked", severity: "noted" },
    ]);
  });

  it("ether's funds are asked for by their own type", async () => {
    const eth = recorded("sosovalue-current-eth-2026-11-19.json");
    const rows = JSON.stringify({ code: 0, data: [{ date: "2026-11-19", totalNetInflow: 26310448.2 }] });
    const { observed, calls } = await ask({
      ...web({ "/historicalInflowChart": rows, "/currentEtfDataMetrics": eth }, "2026-11-20T15:00:00Z"),
      topic: "etf-eth",
      window: { from: "2026-11-16", to: "2026-11-20" },
    });
    expect(flowLines(observed)).toEqual([
      "2026-11-19 ETHA 8.5000000 final",
      "2026-11-19 FETH 14.9000000 final",
      "2026-11-19 ETHE 2.9104482 final",
      "2026-11-19 Total 26.3104482 final",
    ]);
    expect(observed.etfFlows?.[0]?.asset).toBe("ETH");
    expect(calls[0]).toBe('POST /historicalInflowChart {"type":"us-eth-spot"}');
  });

  it.each([
    [
      "status 200 is no success: a code beside 0 is a refusal",
      recorded("sosovalue-refusal-2026-11-20.json"),
      "upstream",
    ],
    ["a code as text is one too", '{"code":"401","data":null}', "auth"],
    ["a wait in its details makes it a pause", recorded("sosovalue-pause-2026-11-20.json"), "rate-limited"],
    ["no rows", '{"code":0,"data":[]}', "bad-payload"],
    ["no data", '{"code":0,"data":null}', "bad-payload"],
    ["more than half of the rows broken", recorded("sosovalue-history-broken-2026-06-02.json"), "bad-payload"],
  ])("%s", async (_, text, trouble) => {
    expect(await troubleOf(web({ "/historicalInflowChart": text }))).toBe(trouble);
  });
});

describe("flows of SoSoValue with a key", () => {
  it("are totals by day from the official interface; the code 0 may be text, and the list may stand alone", async () => {
    const text = recorded("sosovalue-official-btc-2024-04-12.json");
    const { observed, calls, headers } = await ask(official(text));
    expect(flowLines(observed)).toEqual(["2024-04-12 Total -55.066297 final"]);
    expect(calls).toEqual(["GET /etfs/summary-history?symbol=BTC&country_code=US&limit=50"]);
    expect(headers[0]?.["x-soso-api-key"]).toBe("soso-key");
    const bare = JSON.stringify(JSON.parse(text).data);
    expect(flowLines((await ask(official(bare))).observed)).toEqual(flowLines(observed));
    const told = text.replace('"code": 0', '"code": "0"');
    expect(flowLines((await ask(official(told))).observed)).toEqual(flowLines(observed));
  });

  it.each([
    ["in the body", {}, 60_000],
    ["as an instant in milliseconds", { "x-ratelimit-reset": `${Date.parse("2024-04-13T15:00:25Z")}` }, 25_000],
    ["in the usual header", { "retry-after": "7" }, 7000],
  ])("a pause is as long as it says %s", async (where, headers, ms) => {
    const text = where === "in the body" ? recorded("sosovalue-pause-2026-11-20.json") : '{"code":429}';
    const routes = { "/etfs/summary-history": { status: 429, headers, text } };
    const error = await failureOf(ask(official("", { routes })));
    expect([error.trouble, error.retryAfterMs]).toEqual(["rate-limited", ms]);
  });

  it("no day up to the window's end is no answer", async () => {
    const window = { from: "2024-04-01", to: "2024-04-05" };
    const text = recorded("sosovalue-official-btc-2024-04-12.json");
    expect(await troubleOf(official(text, { window }))).toBe("not-found");
  });

  it("a refusal never tells the key", async () => {
    const error = await failureOf(ask(official('{"code":401,"message":"soso-key is wrong"}')));
    expect([error.trouble, error.message.includes("soso-key")]).toEqual(["auth", false]);
  });
});
