import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importMarket } from "../../src/providers/files/import.ts";
import { dataFolder } from "../fixtures/editions.ts";
import { emptyFolder, type Files, folderWith, metaJson, writeFiles } from "../fixtures/folder.ts";

const sound: Files = {
  "meta.json": metaJson(),
  "indices.csv": "symbol,level,week_pct\nSPX.GI,5459.1,-0.8\nNDX.GI,19023.7,-2.6\n",
};

const contentOf = async (folder: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder)).sort().map(async (file) => [file, await readFile(join(folder, file), "utf8")] as const),
    ),
  );

const listed = (folder: string) => readdir(folder).catch(() => "no such folder");

describe("importing a sound folder", () => {
  it("reports the window, each table with its rows and where the copy stands", async () => {
    const [folder, state] = [await folderWith(sound), await emptyFolder()];
    const markets = join(state, "markets");
    expect(await importMarket({ folder, markets })).toEqual({
      name: "small",
      window: { from: "2024-07-22", to: "2024-07-26" },
      tables: [{ file: "indices.csv", rows: 2 }],
      faults: [],
      place: join(markets, "small"),
      outcome: "imported",
    });
    expect(await readdir(markets)).toEqual(["small"]);
  });

  it("copies every file of the layout byte for byte", async () => {
    const folder = join(dataFolder, "reports", "huayuan-2024-07-26");
    const markets = await emptyFolder();
    const { place } = await importMarket({ folder, markets });
    const { "statements.json": _, ...tables } = await contentOf(folder);
    expect(await contentOf(place)).toEqual(tables);
  });

  it("keeps byte-order marks and line ends as they are", async () => {
    const files = { ...sound, "indices.csv": "\ufeffsymbol,level\r\nSPX.GI,5459.10\r\n" };
    const { place } = await importMarket({ folder: await folderWith(files), markets: await emptyFolder() });
    expect(await contentOf(place)).toEqual(files);
  });

  it("leaves files behind that are none of the layout's", async () => {
    const folder = await folderWith({ ...sound, "notes.txt": "mine", "deep/indices.csv": "symbol\n" });
    const { place } = await importMarket({ folder, markets: await emptyFolder() });
    expect((await readdir(place)).sort()).toEqual(["indices.csv", "meta.json"]);
  });

  it("a second time says that nothing changed", async () => {
    const request = { folder: await folderWith(sound), markets: await emptyFolder() };
    await importMarket(request);
    expect([(await importMarket(request)).outcome, await readdir(request.markets)]).toEqual(["unchanged", ["small"]]);
  });
});

describe("a dry run", () => {
  it("writes nothing, not even the folder for markets", async () => {
    const markets = join(await emptyFolder(), "markets");
    const { outcome } = await importMarket({ folder: await folderWith(sound), markets, dryRun: true });
    expect([outcome, await listed(markets)]).toEqual(["checked", "no such folder"]);
  });
});

describe("a folder with a fault", () => {
  const broken: Files = {
    "meta.json": metaJson({ window_end: "2024-07-32", published: undefined }),
    "indices.csv": "symbol,level\nspx,1\nNDX.GI,NaN\nRUT.GI,2260\n",
    "news.csv": "title_en,date\nFine,2024-07-26\nToo many,2024-07-26,cells\n",
  };

  it("is refused with all faults at once and nothing is written", async () => {
    const markets = join(await emptyFolder(), "markets");
    const { outcome, faults } = await importMarket({ folder: await folderWith(broken), markets, replace: true });
    expect(outcome).toBe("refused");
    expect(faults.map(({ file, row, column }) => [file, row, column])).toEqual([
      ["meta.json", undefined, "window_end"],
      ["indices.csv", 2, "symbol"],
      ["indices.csv", 3, "level"],
      ["news.csv", 3, undefined],
    ]);
    expect(await listed(markets)).toBe("no such folder");
  });

  it("does not touch an earlier import of its name", async () => {
    const markets = await emptyFolder();
    const { place } = await importMarket({ folder: await folderWith(sound), markets });
    const folder = await folderWith({ ...sound, "indices.csv": "symbol,level\nspx,1\n" });
    await importMarket({ folder, markets, replace: true });
    expect([await contentOf(place), await readdir(markets)]).toEqual([sound, ["small"]]);
  });
});

describe("other figures under a name that is taken", () => {
  const other: Files = { ...sound, "indices.csv": "symbol,level,week_pct\nSPX.GI,5460.0,-0.8\n" };

  it("are not imported without --replace, and the message says so", async () => {
    const markets = await emptyFolder();
    const { place } = await importMarket({ folder: await folderWith(sound), markets });
    const again = importMarket({ folder: await folderWith(other), markets });
    await expect(again).rejects.toThrow("Repeat with --replace");
    expect(await contentOf(place)).toEqual(sound);
  });

  it("take its place with --replace, and the old ones are kept beside", async () => {
    const markets = await emptyFolder();
    const { place } = await importMarket({ folder: await folderWith(sound), markets });
    await importMarket({ folder: await folderWith(other), markets, replace: true });
    expect([await contentOf(place), await contentOf(`${place}.previous`), (await readdir(markets)).sort()]).toEqual([
      other,
      sound,
      ["small", "small.previous"],
    ]);
  });

  it("replaced twice keep only the one before", async () => {
    const markets = await emptyFolder();
    const third: Files = { ...sound, "indices.csv": "symbol,level,week_pct\nSPX.GI,1,-0.8\n" };
    const { place } = await importMarket({ folder: await folderWith(sound), markets });
    for (const files of [other, third]) await importMarket({ folder: await folderWith(files), markets, replace: true });
    expect([await contentOf(place), await contentOf(`${place}.previous`)]).toEqual([third, other]);
  });

  it("count as other when a table is new or gone", async () => {
    const markets = await emptyFolder();
    await importMarket({ folder: await folderWith(sound), markets });
    const folder = await folderWith({ ...sound, "news.csv": "title_en\nNew\n" });
    await expect(importMarket({ folder, markets })).rejects.toThrow("holds other figures");
  });
});

describe("the name of an import", () => {
  it.each([
    ["../../x", "x"],
    ["/etc/passwd", "etc-passwd"],
    ["..", "market"],
    ["demo", "demo-import"],
    ["live", "live-import"],
    ["a/b\\c", "a-b-c"],
    ["with space", "with-space"],
    [".hidden", "hidden"],
    ["华源 2024", "华源-2024"],
    ["\u0000\u001b[31m", "31m"],
    ["x".repeat(300), "x".repeat(80)],
  ])("%j becomes %j and stays inside the folder for markets", async (report, name) => {
    const state = await emptyFolder();
    const markets = join(state, "deep", "markets");
    const folder = await folderWith({ ...sound, "meta.json": metaJson({ report }) });
    const imported = await importMarket({ folder, markets });
    expect([imported.name, imported.place, await readdir(markets), await readdir(state)]).toEqual([
      name,
      join(markets, name),
      [name],
      ["deep"],
    ]);
  });

  it("is the folder's own where the report has none", async () => {
    const state = await emptyFolder();
    const folder = await writeFiles(join(state, "my week"), { ...sound, "meta.json": metaJson({ report: "" }) });
    expect((await importMarket({ folder, markets: join(state, "markets") })).name).toBe("my-week");
  });
});

it("a missing meta.json is noted and does not stop the import", async () => {
  const state = await emptyFolder();
  const folder = await writeFiles(join(state, "week"), {
    "etf_flows.csv": "date,fund,net_flow_usd_m\n2024-07-24,IBIT,66.9\n",
  });
  expect(await importMarket({ folder, markets: join(state, "markets") })).toEqual({
    name: "week",
    window: { from: "2024-07-22", to: "2024-07-26" },
    tables: [{ file: "etf_flows.csv", rows: 1 }],
    faults: [
      { file: "meta.json", expected: "a file saying window_start and window_end; it is missing", severity: "noted" },
    ],
    place: join(state, "markets", "week"),
    outcome: "imported",
  });
});

it("an import that cannot be written leaves nothing half done", async () => {
  const state = await folderWith({ markets: "a file stands where the folder should be" });
  await expect(importMarket({ folder: await folderWith(sound), markets: join(state, "markets") })).rejects.toThrow();
  expect(await readdir(state)).toEqual(["markets"]);
});

it("an empty folder of the name counts as another import, not as this one", async () => {
  const markets = await emptyFolder();
  await mkdir(join(markets, "small"));
  await expect(importMarket({ folder: await folderWith(sound), markets })).rejects.toThrow("--replace");
});
