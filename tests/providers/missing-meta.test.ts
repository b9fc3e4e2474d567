import { expect, it } from "vitest";
import { createFilesProvider } from "../../src/providers/files/index.ts";
import { MarketError } from "../../src/support/errors.ts";
import { reference } from "../fixtures/editions.ts";
import { folderWith } from "../fixtures/folder.ts";

it("a folder without meta.json is about the week of its newest row, and that is noted", async () => {
  const folder = await folderWith({
    "etf_flows.csv": "date,fund,net_flow_usd_m\n2024-07-17,IBIT,1\n2024-07-24,IBIT,2\n2024-07-19,IBIT,3\n",
  });
  const { window, faults, etfFlows } = await createFilesProvider({ folder, reference }).fetch({});
  expect({ window, faults, days: etfFlows.map((flow) => flow.on) }).toEqual({
    window: { from: "2024-07-22", to: "2024-07-26" },
    faults: [
      {
        file: "meta.json",
        expected: "a file saying window_start and window_end; it is missing",
        severity: "noted",
      },
    ],
    days: ["2024-07-17", "2024-07-24", "2024-07-19"],
  });
});

it("a folder of closes alone is about the week of the newest day in its header", async () => {
  const folder = await folderWith({ "closes.csv": "symbol,2024-07-19,2024-07-24\nAAPL.O,224.31,218.54\n" });
  const { window, seenOn, universes } = await createFilesProvider({ folder, reference }).fetch({});
  expect([window, seenOn, universes.map(({ id, quotes }) => [id, quotes[0]?.level?.digits])]).toEqual([
    { from: "2024-07-22", to: "2024-07-26" },
    "2024-07-26",
    [["us", "218.54"]],
  ]);
});

it("a folder without meta.json and without any dated row is refused with what to add", async () => {
  const folder = await folderWith({ "indices.csv": "symbol,level\nSPX.GI,5459.1\n" });
  await expect(createFilesProvider({ folder, reference }).fetch({})).rejects.toThrow(
    new MarketError(
      `The market folder ${folder} has no readable meta.json and no dated row, so nobody can say which days it is about. Add a meta.json with window_start and window_end.`,
    ),
  );
});

it("a reader's own window stands in for the missing one", async () => {
  const folder = await folderWith({ "indices.csv": "symbol,level,as_of\nSPX.GI,5459.1,2024-07-24\n" });
  const { window } = await createFilesProvider({ folder, reference }).fetch({
    window: { from: "2024-07-01", to: "2024-07-31" },
  });
  expect(window).toEqual({ from: "2024-07-01", to: "2024-07-31" });
});
