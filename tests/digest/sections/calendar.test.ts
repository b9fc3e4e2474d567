import { describe, expect, it } from "vitest";
import { built, chinese, event, instrument, rowsOf, said, tablesOf, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

describe("the calendar section", () => {
  it("counts the events ahead by theme and kind, each with its date", async () => {
    const events = [
      event("conference", "2024-08-05", "Shanghai", { to: "2024-08-07" }),
      event("conference", "2024-07-29", "Denver"),
      event("macro", "2024-07-31", "FOMC"),
    ];
    const { statements, nodes } = await built("calendar", world({ events }));
    expect(statements).toMatchObject([
      {
        kind: "calendar.events",
        metric: "conference",
        value: "2",
        window: "2024-07-29..2024-08-07",
        members: [
          { name: "Denver", date: "2024-07-29" },
          { name: "Shanghai", date: "2024-08-05" },
        ],
      },
      { kind: "calendar.events", metric: "macro", value: "1", members: [{ name: "FOMC", date: "2024-07-31" }] },
    ]);
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => row["day"])).toEqual(["29 Jul 2024", "31 Jul 2024", "5–7 Aug 2024"]);
    expect(said(nodes, "lead")).toEqual([
      "3 events ahead: Denver conference (29 Jul), FOMC macro (31 Jul), Shanghai conference (5 Aug).",
    ]);
    expect(text(nodes, chinese)).toContain("后续3项事件");
  });

  it("leaves out what is over, what is asked to be too late, and earnings", async () => {
    const events = [
      event("macro", "2024-07-25", "Past"),
      event("macro", "2024-07-30", "Next"),
      event("macro", "2024-09-30", "Late"),
      event("earnings", "2024-07-30", "AAPL", { instrument: instrument("AAPL.O") }),
    ];
    const { statements } = await built("calendar", world({ events }), { options: { to: "2024-08-31" } });
    expect(statements.flatMap((one) => one.members ?? []).map((one) => one.name)).toEqual(["Next"]);
  });

  it("keeps an event that goes on after the window and leaves out one that ends with it", async () => {
    const events = [
      event("conference", "2024-07-24", "Ended", { to: "2024-07-26" }),
      event("conference", "2024-07-25", "Ongoing", { to: "2024-07-27" }),
    ];
    const { statements, nodes } = await built("calendar", world({ events }));
    expect(statements.map((one) => [one.value, one.window])).toEqual([["1", "2024-07-25..2024-07-27"]]);
    expect(said(nodes, "lead")).toEqual(["1 event ahead: Ongoing conference (25 Jul)."]);
  });

  it("shows a dash for a place nobody named", async () => {
    const events = [
      event("conference", "2024-07-29", "Denver"),
      event("macro", "2024-07-31", "", { title: { en: "Rate decision", zh: "议息" } }),
    ];
    const { nodes } = await built("calendar", world({ events }));
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => row["place"])).toEqual(["Denver", "–"]);
  });

  it("names the newest day on which the dates were seen", async () => {
    const events = [
      event("macro", "2024-07-30", "A", { seenOn: "2024-07-01" }),
      event("macro", "2024-07-31", "B", { seenOn: "2024-07-20" }),
    ];
    const { statements } = await built("calendar", world({ events }));
    expect(statements.map((one) => one.asOf)).toEqual(["2024-07-20"]);
  });

  it("leaves a named gap where nothing is ahead", async () => {
    expect(await composeOne("calendar", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No conferences or macro dates are known after this window.",
    });
  });
});
