import { describe, expect, it } from "vitest";
import {
  build,
  built,
  chinese,
  event,
  fig,
  instrument,
  quote,
  rowsOf,
  said,
  tablesOf,
  text,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const seven = ["AAPL.O", "MSFT.O", "GOOGL.O", "AMZN.O", "META.O", "NVDA.O", "TSLA.O"];

const market = (changes: readonly (string | undefined)[]) =>
  changes.map((change, index) => quote(seven[index] as string, change));
const allDown = ["-2.8", "-2.7", "-6.0", "-0.3", "-2.4", "-4.1", "-8.1"];

describe("the mega-caps section", () => {
  it("states a verdict on the group and the change of every member", async () => {
    const { statements, nodes } = await built("mega-caps", world({ quotes: market(allDown) }));
    const verdicts = statements.filter((one) => one.kind === "group.verdict");
    expect(verdicts.map((one) => [one.subject, one.verdict, one.value])).toEqual([
      ["mag7", "all-down", "7"],
      ["mega-tech", "all-down", "7"],
    ]);
    expect(statements.filter((one) => one.kind === "quote.change").map((one) => one.value)).toEqual(allDown);
    expect(said(nodes, "lead")).toEqual([
      "All of the seven US mega-caps fell: TSLA.O (-8.1%), GOOGL.O (-6.0%), NVDA.O (-4.1%).",
    ]);
  });

  it("shows the largest rise first", async () => {
    const { nodes } = await built("mega-caps", world({ quotes: market(["1", "-2", "3", "-4", "5", "-6", "7"]) }));
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => row["name"])).toEqual([
      "TSLA.O",
      "META.O",
      "GOOGL.O",
      "AAPL.O",
      "MSFT.O",
      "AMZN.O",
      "NVDA.O",
    ]);
    expect(said(nodes, "lead")[0]).toMatch(/^The seven US mega-caps were mixed, 4 of 7 up; largest moves: /);
  });

  it("names a member printed as 0 and flags the verdict that hangs on it", async () => {
    const { statements, nodes } = await built("mega-caps", world({ quotes: market(allDown.with(3, "0")) }));
    expect(statements.filter((one) => one.metric === "hangs-on-zero")).toMatchObject([
      { subject: "mag7", members: [{ symbol: "AMZN.O", value: "0" }] },
      { subject: "mega-tech", members: [{ symbol: "AMZN.O", value: "0" }] },
    ]);
    expect(said(nodes, "lead")[0]).toMatch(
      /^None of the seven US mega-caps rose, with AMZN\.O unchanged at the printed precision: /,
    );
  });

  it("names those printed as 0 where none fell, with as many as are known, and calls seven zeros unchanged", async () => {
    const lead = async (changes: readonly (string | undefined)[]) =>
      said((await built("mega-caps", world({ quotes: market(changes) }))).nodes, "lead")[0];
    expect(await lead(["1", "2", "3", "0", "4"])).toBe(
      "None of the 5 known of the seven US mega-caps fell, with AMZN.O unchanged at the printed precision: META.O (+4%), GOOGL.O (+3%), MSFT.O (+2%).",
    );
    expect(await lead(Array.from({ length: 7 }, () => "0.0"))).toBe(
      "The seven US mega-caps were unchanged: AAPL.O (0.0%), MSFT.O (0.0%), GOOGL.O (0.0%).",
    );
  });

  it("says how many are known when a member has no reading", async () => {
    const { nodes, statements } = await built("mega-caps", world({ quotes: market(allDown.slice(0, 5)) }));
    expect(said(nodes, "lead")[0]).toMatch(/^All 5 known of the seven US mega-caps fell: /);
    expect(statements.find((one) => one.subject === "mag7")?.value).toBe("5");
    expect(text(nodes, chinese)).toContain("（已知5只）全部下跌");
  });

  it("keeps a member without a reading in the table as a dash", async () => {
    const { nodes } = await built("mega-caps", world({ quotes: market([...allDown.slice(0, 5), undefined]) }));
    expect(rowsOf(tablesOf(nodes)[0]).at(-1)).toEqual({ name: "NVDA.O", week: "–" });
  });

  it("takes a change from a chosen list before the wide market", async () => {
    const universes = [universe("ai", [quote("NVDA.O", "-4.13")])];
    const { statements } = await built("mega-caps", world({ quotes: market(allDown), universes }));
    expect(
      statements.filter((one) => one.kind === "quote.change" && one.subject === "NVDA.O").map((one) => one.value),
    ).toEqual(["-4.13"]);
  });

  it("names who reported in the window and who reports within ten days", async () => {
    const report = (symbol: string, on: string) => event("earnings", on, symbol, { instrument: instrument(symbol) });
    const events = [
      report("GOOGL.O", "2024-07-23"),
      report("MSFT.O", "2024-07-30"),
      report("NVDA.O", "2024-08-28"),
      report("IBM.N", "2024-07-30"),
    ];
    const { nodes } = await built("mega-caps", world({ quotes: market(allDown), events }));
    expect(said(nodes, "lead")[0]).toMatch(/ Reported in the window: GOOGL\.O\. Next to report: MSFT\.O on 30 Jul\.$/);
  });

  it("does not judge a group of which half or less is known", async () => {
    expect(await build("mega-caps", world({ quotes: market(allDown.slice(0, 3)) }))).toHaveProperty("absent");
  });

  it("leaves a named gap where no such quote is known", async () => {
    const universes = [universe("hk", [quote("0700.HK", "-3", { level: fig("370", "hkd") })])];
    expect(await composeOne("mega-caps", world({ universes }))).toMatchObject({
      status: "gap",
      statements: [],
      said: "No quotes of the large US technology names for this window.",
    });
  });
});
