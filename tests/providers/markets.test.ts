import { describe, expect, it } from "vitest";
import type { Window } from "../../src/market/snapshot.ts";
import { demoProviders, folderProviders } from "../../src/providers/markets.ts";
import { MarketError } from "../../src/support/errors.ts";
import { dataFolder, reference } from "../fixtures/editions.ts";
import { emptyFolder, folderWith, metaJson, writeFiles } from "../fixtures/folder.ts";

const options = { data: dataFolder, reference, names: () => undefined };
const snapshots = async (window?: Window) =>
  Promise.all((await demoProviders(options, window)).map((provider) => provider.fetch({ window })));

describe("the demo market", () => {
  it("without a window is the newest week: the report first, the recorded market behind it", async () => {
    expect((await snapshots()).map(({ id, demo, window }) => ({ id, demo, window }))).toEqual([
      { id: "huayuan-2024-07-26", demo: true, window: { from: "2024-07-22", to: "2024-07-26" } },
      { id: "demo-2024-07-26", demo: true, window: { from: "2024-07-22", to: "2024-07-26" } },
    ]);
  });

  it.each([
    ["2024-06-28", "2024-07-05", ["galaxy-2024-07-05"]],
    ["2024-07-03", "2024-07-03", ["galaxy-2024-07-05"]],
    ["2024-07-22", "2024-07-26", ["huayuan-2024-07-26", "demo-2024-07-26"]],
    ["2024-07-24", "2024-07-24", ["huayuan-2024-07-26", "demo-2024-07-26"]],
    ["2024-07-01", "2024-07-26", ["huayuan-2024-07-26", "demo-2024-07-26"]],
  ])("picks the edition that covers %s..%s", async (from, to, ids) => {
    expect((await snapshots({ from, to })).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ["2023-01-02", "2023-01-06"],
    ["2024-07-08", "2024-07-12"],
    ["2024-07-22", "2024-07-27"],
    ["2030-01-01", "2030-01-01"],
  ])("refuses %s..%s and says which weeks there are", async (from, to) => {
    await expect(demoProviders(options, { from, to })).rejects.toThrow(
      new MarketError(
        `No figures for ${from}..${to}: the demo market holds 2024-06-28..2024-07-05 and 2024-07-22..2024-07-26. Ask for one of these with --week, or a day inside with --date.`,
      ),
    );
  });
});

describe("a folder of folders", () => {
  const row = "symbol,level\nSPX.GI,1\n";
  const week = (name: string, window_start: string, window_end: string) => ({
    [`${name}/meta.json`]: metaJson({ report: name, window_start, window_end, published: window_end }),
    [`${name}/indices.csv`]: row,
  });
  const idsIn = async (folder: string, window?: Window) => {
    const providers = await folderProviders(options, folder, window);
    return Promise.all(providers.map(async (provider) => (await provider.fetch({ window })).id));
  };
  const weeks = () =>
    folderWith({
      ...week("b", "2024-07-15", "2024-07-19"),
      ...week("c", "2024-07-22", "2024-07-26"),
      ...week("a", "2024-07-08", "2024-07-12"),
    });

  it("is asked for its newest week without a window", async () => {
    expect(await idsIn(await weeks())).toEqual(["c"]);
  });

  it("gives the week that covers a day", async () => {
    expect(await idsIn(await weeks(), { from: "2024-07-10", to: "2024-07-10" })).toEqual(["a"]);
  });

  it("refuses a day none covers and names what there is", async () => {
    const folder = await weeks();
    await expect(idsIn(folder, { from: "2024-07-13", to: "2024-07-13" })).rejects.toThrow(
      `No figures for 2024-07-13..2024-07-13: ${folder} holds 2024-07-08..2024-07-12 and 2024-07-15..2024-07-19 and 2024-07-22..2024-07-26.`,
    );
  });

  it("passes over folders without a readable meta.json", async () => {
    const folder = await writeFiles(await weeks(), { "z/indices.csv": row, "y/meta.json": "{oops" });
    expect(await idsIn(folder)).toEqual(["c"]);
  });

  it("with tables of its own is one market", async () => {
    const folder = await writeFiles(await weeks(), { "indices.csv": row, "meta.json": metaJson({ report: "own" }) });
    expect(await idsIn(folder)).toEqual(["own"]);
  });

  it("that is empty is refused when it is read", async () => {
    await expect(idsIn(await emptyFolder())).rejects.toThrow("is empty");
  });
});
