import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/digest/statement.ts";
import { round } from "../../src/market/decimal.ts";
import { composeDigest, dataFolder, folderEngine, statementsOf } from "../fixtures/editions.ts";

interface Claim {
  readonly id: string;
  readonly value: string | readonly string[];
  readonly derivable: string;
}

/** How a claim of a published report is found among our statements: a value, or a list of them. */
type Way = (all: Found) => string | undefined | readonly (string | undefined)[];

class Found {
  readonly statements: readonly Statement[];

  constructor(statements: readonly Statement[]) {
    this.statements = statements;
  }

  one(kind: Statement["kind"], subject: string, more: Partial<Statement> = {}): Statement | undefined {
    return this.statements.find(
      (statement) =>
        statement.kind === kind &&
        statement.subject === subject &&
        Object.entries(more).every(([key, value]) => statement[key as keyof Statement] === value),
    );
  }

  value(kind: Statement["kind"], subject: string, more: Partial<Statement> = {}): string | undefined {
    return this.one(kind, subject, more)?.value;
  }

  members(kind: Statement["kind"], subject: string, more: Partial<Statement> = {}): string[] {
    return (this.one(kind, subject, more)?.members ?? []).map((member) => member.symbol ?? member.date ?? "");
  }
}

/** USD million as the 亿美元 a Chinese report prints, two decimals. */
const hundredMillions = (millions: string | undefined) =>
  millions === undefined ? undefined : round(String(Number(millions) / 100), 2);
const descending = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || (values[index - 1] as number) >= value);
const week = { window: "week" };

const huayuan: Record<string, Way> = {
  "idx-hstech-level": (all) => all.value("index.level", "HSTECH.HI"),
  "idx-hstech-week": (all) => all.value("index.change", "HSTECH.HI", week),
  "rel-hstech-hsi": (all) =>
    all.value("index.relative", "HSTECH.HI", { against: "HSI.HI", verdict: "lag", unit: "pct_pt" }),
  "idx-sox-level": (all) => all.value("index.level", "SOX.GI"),
  "idx-sox-week": (all) => all.value("index.change", "SOX.GI", week),
  "rel-sox": (all) =>
    ["NDX.GI", "SPX.GI"].filter(
      (against) => all.one("index.relative", "SOX.GI", { against, verdict: "lag" }) !== undefined,
    ),
  "tech-pullback": (all) => {
    const fallen = all.members("group.verdict", "overseas-tech", { verdict: "all-down" });
    return ["HSTECH.HI", "SOX.GI", "NDX.GI"].filter((symbol) => fallen.includes(symbol));
  },
  "stock-googl-week": (all) => all.value("quote.change", "GOOGL.O", week),
  "stock-tsla-week": (all) => all.value("quote.change", "TSLA.O", week),
  "mag7-down": (all) => all.members("group.verdict", "mag7", { verdict: "all-down" }),
  "ai-top5-gainers-order": (all) => ordered(all, "movers.gainers", 1),
  "ai-top5-gainers-vs-table": (all) => agreeing(all, "movers.gainers"),
  "ai-top5-losers-order": (all) => ordered(all, "movers.losers", -1),
  "ai-top5-losers-vs-table": (all) => agreeing(all, "movers.losers"),
  "ai-top5-gainers-complete": (all) => {
    const listed = all.one("movers.gainers", "ai")?.members ?? [];
    const last = Number(listed.at(-1)?.value);
    const above = all.statements.filter(
      (one) =>
        one.kind === "quote.change" && one.window === "week" && Number(one.value) > last && aiNames.has(one.subject),
    );
    return above.length === 0 ? "ai_top5_gainers" : undefined;
  },
  "etf-only-outflow-day": (all) => {
    const days = all.members("etf.outflow-days", "BTC");
    return days.length === 1 ? days[0] : undefined;
  },
  "etf-tuesday-outflow": (all) => hundredMillions(all.value("etf.day", "BTC", { on: "2024-07-23" })),
  "etf-biggest-inflow-day": (all) => hundredMillions(all.value("etf.largest-inflow", "BTC", { on: "2024-07-22" })),
  "etf-week-total": (all) => hundredMillions(all.value("etf.week-total", "BTC", week)),
  "etf-leader": (all) => hundredMillions(all.value("etf.leader", "IBIT")),
  "crypto-mcap": (all) => trillions(all.value("crypto.total-cap", "CRYPTO", { on: "2024-07-27" })),
  "crypto-mcap-stable": (all) => all.one("crypto.total-cap-trend", "CRYPTO")?.verdict,
  "crypto-volume": (all) => round(String(Number(all.value("crypto.volume", "CRYPTO")) / 1e8), 0),
  "crypto-volume-share": (all) => all.value("crypto.volume-share", "CRYPTO"),
  "crypto-ytd-volume": (all) => trillions(all.value("crypto.ytd-volume", "CRYPTO")),
  fng: (all) => all.value("sentiment.fear-greed", "CRYPTO", { zone: "greed" }),
  "web3-only-gainers": (all) => all.members("movers.only", "web3", { metric: "up" }),
  "web3-top5-losers": (all) => all.members("movers.losers", "web3"),
  "goog-rev-yoy": (all) => growth(all, "revenue", "yoy"),
  "goog-rev-qoq": (all) => growth(all, "revenue", "qoq"),
  "goog-np-yoy": (all) => growth(all, "net_profit", "yoy"),
  "goog-np-qoq": (all) => growth(all, "net_profit", "qoq"),
  "goog-gm": (all) => all.value("fundamentals.level", "GOOGL.O", { metric: "gross_margin", period: "2Q24" }),
  "goog-gm-yoy": (all) => margin(all, "yoy"),
  "goog-gm-qoq": (all) => margin(all, "qoq"),
  "goog-capex": (all) => level(all, "capex", "2Q24"),
  "goog-capex-q1": (all) => level(all, "capex", "1Q24"),
  "goog-cloud-first-10bn": (all) => (Number(level(all, "revenue_google_cloud", "2Q24")) > 100 ? "100" : undefined),
  "goog-cloud-share": (all) => {
    const parts = all.statements.find((one) => one.kind === "fundamentals.level" && one.basis.startsWith("sum of"));
    const whole = Number(level(all, "revenue", "2Q24"));
    const sum = Number(parts?.value) / 100;
    return sum <= whole ? String(sum) : undefined;
  },
};

const aiNames = new Set(
  readFileSync(`${dataFolder}/reports/huayuan-2024-07-26/watchlist.csv`, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("ai,"))
    .map((line) => line.split(",")[3]),
);

function ordered(all: Found, kind: "movers.gainers" | "movers.losers", side: 1 | -1): string | undefined {
  const values = (all.one(kind, "ai")?.members ?? []).map((member) => Number(member.value) * side);
  return values.length === 5 && values.every((value) => value > 0) && descending(values)
    ? `ai_top5_${kind.slice(7)}`
    : undefined;
}

function agreeing(all: Found, kind: "movers.gainers" | "movers.losers"): string | undefined {
  const members = all.one(kind, "ai")?.members ?? [];
  const differing = members.filter((member) => {
    const quoted = all.value("quote.change", member.symbol ?? "", week);
    return quoted !== undefined && quoted !== member.value;
  });
  return members.length > 0 && differing.length === 0 ? `ai_top5_${kind.slice(7)}` : undefined;
}

function trillions(digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : round(String(Number(digits) / 1e12), 2);
}

function growth(all: Found, metric: string, basis: string): string | undefined {
  return all.value("fundamentals.growth", "GOOGL.O", { metric, basis, period: "2Q24" });
}

function margin(all: Found, basis: string): string | undefined {
  return all.value("fundamentals.margin-change", "GOOGL.O", {
    metric: "gross_margin",
    basis,
    period: "2Q24",
    unit: "pct_pt",
  });
}

function level(all: Found, metric: string, period: string): string | undefined {
  const millions = all.value("fundamentals.level", "GOOGL.O", { metric, period, unit: "usd_m" });
  return millions === undefined ? undefined : String(Number(millions) / 100);
}

const indexClaims = ["SPX.GI", "IXIC.GI", "SOX.GI", "8884057.WI", "HXC.GI", "HSTECH.HI", "CI005027.WI"];
const stockClaims: Record<string, string> = {
  nvda: "NVDA.O",
  tsla: "TSLA.O",
  googl: "GOOGL.O",
  amzn: "AMZN.O",
  meta: "META.O",
  msft: "MSFT.O",
  arm: "ARM.O",
  intc: "INTC.O",
  qcom: "QCOM.O",
  amd: "AMD.O",
};

const galaxy: Record<string, Way> = {
  ...Object.fromEntries(
    indexClaims.map((symbol) => [
      `idx-${symbol.toLowerCase()}`,
      (all: Found) => all.value("index.change", symbol, week),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(stockClaims).map(([id, symbol]) => [
      `stock-${id}-week`,
      (all: Found) => all.value("quote.change", symbol, week),
    ]),
  ),
  ...Object.fromEntries(
    ["2317.TW", "3017.TW", "3653.TW", "5274.TWO"].map((symbol) => [
      `rev-${symbol.toLowerCase()}`,
      (all: Found) => {
        const twd = all.value("fundamentals.level", symbol, {
          metric: "revenue_month",
          period: "2024-06",
          unit: "twd",
        });
        return [
          twd === undefined ? undefined : round(String(Number(twd) / 1e8), 2),
          all.value("fundamentals.growth", symbol, { metric: "revenue_month", basis: "yoy" }),
          all.value("fundamentals.growth", symbol, { metric: "revenue_month", basis: "mom" }),
        ];
      },
    ]),
  ),
  "us-hk-china-tech-up": (all) => all.members("group.verdict", "overseas-tech", { verdict: "all-up" }),
  "a-share-computer-down": (all) => {
    const falls = ["week", "2024-06-21..2024-06-28"].map((window) =>
      Number(all.value("index.change", "CI005027.WI", { window })),
    );
    return falls.every((change) => change < 0)
      ? all.members("group.verdict", "a-share-tech", { verdict: "all-down" })
      : [];
  },
  "week-equals-month": (all) =>
    indexClaims.every((symbol) => {
      const own = all.value("index.change", symbol, week);
      return own !== undefined && own === all.value("index.change", symbol, { window: "month" });
    })
      ? "all"
      : undefined,
  "hot-tech-all-up": (all) => all.members("group.verdict", "mega-tech", { verdict: "all-up" }),
  "tsla-over-27": (all) => String(Math.floor(Number(all.value("quote.change", "TSLA.O", week)))),
  "rev-twd-cny": (all) => all.value("fx.level", "TWDCNY"),
  us10y: (all) => [all.value("rates.level", "US10Y"), all.value("rates.change", "US10Y", { unit: "bp" })],
  cn10y: (all) => [all.value("rates.level", "CN10Y"), all.value("rates.change", "CN10Y", { unit: "bp" })],
  usdcny: (all) => [all.value("fx.level", "USDCNY_mid"), all.value("fx.change", "USDCNY_mid", { unit: "pips" })],
  "tsla-q2": (all) => [
    all.value("fundamentals.level", "TSLA.O", { metric: "vehicle_production" }),
    all.value("fundamentals.level", "TSLA.O", { metric: "vehicle_deliveries" }),
  ],
  "bailian-growth": (all) =>
    Number(all.value("fundamentals.growth", "Alibaba Bailian", { metric: "customers" })) > 150 ? "150" : undefined,
  "rmb-counters": (all) => all.value("fx.level", "HKDCNY"),
};

describe.each([
  { report: "huayuan-2024-07-26", ways: huayuan },
  { report: "galaxy-2024-07-05", ways: galaxy },
])("the weekly of $report", async ({ report, ways }) => {
  const folder = `${dataFolder}/reports/${report}`;
  const { statements: claims } = JSON.parse(readFileSync(`${folder}/statements.json`, "utf8")) as {
    statements: Claim[];
  };
  const edition = await composeDigest(folderEngine(folder), "weekly");
  const all = new Found(statementsOf(edition));

  it.each(claims.filter((claim) => claim.derivable === "yes"))("states $id with the printed value", ({ id, value }) => {
    const way = ways[id];
    if (way === undefined) throw new Error(`No way to find ${id} among the statements.`);
    const reached = way(all);
    if (Array.isArray(value)) expect([...(reached as string[])].toSorted()).toEqual([...value].toSorted());
    else expect(reached).toBe(value);
  });

  it("names source and date in every statement", () => {
    for (const statement of all.statements) {
      expect(statement.source).not.toBe("");
      expect(statement.asOf).toMatch(/^2024-0[67]-\d\d$/);
    }
  });
});

describe("known defects of the reports become statements instead of being repeated", async () => {
  const huayuanAll = statementsOf(
    await composeDigest(folderEngine(`${dataFolder}/reports/huayuan-2024-07-26`), "weekly"),
  );
  const galaxyAll = statementsOf(
    await composeDigest(folderEngine(`${dataFolder}/reports/galaxy-2024-07-05`), "weekly"),
  );
  const defects = huayuanAll.filter((statement) => statement.kind === "quality.defect");

  it("refuses the printed minimum of the ETF total, which lies above its own cells", () => {
    const defect = defects.find((one) => one.metric === "minimum-above-cells");
    expect(defect).toMatchObject({
      subject: "BTC",
      against: "Total",
      value: "655.3",
      members: expect.arrayContaining([{ date: "2024-07-23", value: "-78.0" }]),
    });
  });

  it("explains the cumulative row that misses its parts by one as rounding", () => {
    expect(defects.find((one) => one.metric === "cumulative-does-not-foot")).toMatchObject({
      value: "17589",
      members: [{ symbol: "Total", value: "17590" }],
      basis: "differs from its parts within rounding",
    });
  });

  it("names the loser the published list leaves out, and ranks it", () => {
    expect(defects.find((one) => one.metric === "top-list-incomplete")?.members).toEqual([
      { symbol: "6088.HK", name: "FIT Hon Teng", value: "-17" },
    ]);
    const losers = huayuanAll.find((one) => one.kind === "movers.losers" && one.subject === "ai");
    expect(losers?.members?.[0]).toMatchObject({ symbol: "6088.HK", value: "-17" });
  });

  it("flags every claim that hangs on a change printed as 0", () => {
    const hanging = defects.filter((one) => one.metric === "hangs-on-zero");
    expect(hanging.map((one) => [one.subject, one.members?.map((member) => member.symbol)])).toEqual([
      ["mag7", ["AMZN.O"]],
      ["mega-tech", ["AMZN.O"]],
      ["ai", ["AMZN.O", "ORCL.N"]],
      ["web3", ["0863.HK"]],
    ]);
  });

  it("takes a dash for no reading: BRRR on 26 July is not summed, and its day may still change", () => {
    const days = huayuanAll.filter((one) => one.kind === "etf.fund-total" && one.subject === "BRRR");
    expect(days).toMatchObject([{ value: "0.0", basis: "sum of 4 readings" }]);
    expect(huayuanAll.some((one) => one.kind === "etf.fund-total" && one.subject === "BTC")).toBe(false);
  });

  it("states Apple's change as its closes give it, not as the text misprinted it", () => {
    const apple = galaxyAll.filter(
      (one) => one.kind === "quote.change" && one.subject === "AAPL.O" && one.window === "week",
    );
    expect(apple.map((one) => one.value)).toEqual(["7.46"]);
  });
});
