import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { commands } from "../../commands/index.ts";
import { sections } from "../../src/digest/sections/index.ts";
import { Statement } from "../../src/digest/statement.ts";
import { Window } from "../../src/market/snapshot.ts";
import { isVerb } from "../../src/platform/naming.ts";
import { emptyFolder, folderWith, metaJson, writeFiles } from "../fixtures/folder.ts";

const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program as a shell would, with a clean environment. */
async function run(words: readonly string[], environment: Record<string, string> = {}, folder?: string): Promise<Ran> {
  const cwd = folder ?? (await emptyFolder());
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { LANG: "en_US.UTF-8", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, out, err };
}

describe("exit codes", () => {
  it.each([
    [["digest", "weekly"]],
    [["涨跌", "加密"]],
    [["help"]],
    [["status"]],
    [["--help"]],
    [["digest", "--help"]],
    [["--version"]],
    [["check"]],
  ])("%j is done: 0, and nothing on stderr", async (words) => {
    const { code, out, err } = await run(words);
    expect([code, out.length > 0, err]).toEqual([0, true, ""]);
  });

  it.each([
    [["digest", "--market", "/nowhere"], "The market folder /nowhere does not exist."],
    [["digest", "--date", "2023-01-02"], "No figures for 2023-01-02..2023-01-02: the demo market holds"],
    [["import", "/nowhere"], "The market folder /nowhere does not exist."],
  ])("%j has failed: 1, with the reason on stderr", async (words, said) => {
    const { code, out, err } = await run(words);
    expect([code, out, err.startsWith(said)]).toEqual([1, "", true]);
  });

  it.each([
    [["nothing"], "unknown command 'nothing'"],
    [["digest", "nothing"], "/digest does not know “nothing”."],
    [["digest", "wekly"], "Did you mean “weekly”?"],
    [["digest", "--bogus"], "unknown option '--bogus'"],
    [["digest", "--as", "xml"], "Allowed choices are text, json, html, "],
    [["digest", "--lang", "fr"], "Allowed choices are en, zh, both."],
    [["digest", "--width", "wide"], '--width "wide" is not a width.'],
    [["digest", "--width", "5"], '--width "5" is not a width.'],
    [["digest", "--week", "2024-07-22"], "is not two days"],
    [["digest", "--date", "2024-02-30"], "is not a day"],
    [["movers", "top:0"], "from 1 to 50"],
    [["digest", "weekly", "daily"], "/digest: name is given twice; leave out “daily” or the other one."],
    [
      ["snippet"],
      `/snippet needs section: ${sections.map(({ name }) => name).join(" | ")}; for example /snippet etf-flows.`,
    ],
    [["help", "nope"], "There is no command “nope”."],
    [["import"], "missing required argument 'folder'"],
  ])("%j is wrong usage: 2, with the word and what is expected on stderr", async (words, said) => {
    const { code, out, err } = await run(words);
    expect([code, out, err.includes(said) ? said : err]).toEqual([2, "", said]);
  });

  it("a wrong setting is 2 as well, with every mistake on a line", async () => {
    const { code, out, err } = await run(["digest"], { DEFAULT_LANG: "fr", MARKET_FILE: "/nowhere/market" });
    expect([
      code,
      out,
      err
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ]).toEqual([2, "", ["MARKET_FILE", "DEFAULT_LANG"]]);
  });

  it("a mistake is told in the language that was asked for", async () => {
    const { err } = await run(["digest", "nothing", "--lang", "zh"]);
    expect(err).toContain("/digest 不认识“nothing”。");
  });

  it("no mistake shows a stack", async () => {
    const ran = await Promise.all([run(["digest", "--market", "/nowhere"]), run(["movers", "nothing"]), run([])]);
    expect(ran.filter(({ err }) => /\n\s+at /.test(err))).toEqual([]);
  });
});

const Json = z.strictObject({
  edition: z.string().min(1),
  digest: z.string().min(1),
  window: Window,
  lang: z.enum(["en", "zh", "both"]),
  demo: z.boolean(),
  sections: z
    .array(
      z.strictObject({
        name: z.enum(sections.map((section) => section.name) as [string, ...string[]]),
        status: z.enum(["ok", "gap"]),
        statements: z.array(Statement),
        nodes: z.array(z.looseObject({ node: z.string() })).min(1),
      }),
    )
    .min(1),
});

describe("--as json", () => {
  it.each([
    ...["daily", "weekly", "monthly", "crypto", "earnings"].map((name) => ["digest", name]),
    ["movers"],
    ["flows"],
    ["earnings"],
    ["market"],
    ["watchlist"],
    ["snippet", "indices"],
  ])("of %s %s is an edition whose statements keep to their schema", async (...words) => {
    const { code, out } = await run([...words.filter(Boolean), "--as", "json"]);
    const parsed = Json.safeParse(JSON.parse(out));
    expect([code, parsed.error?.issues ?? []]).toEqual([0, []]);
  });

  it.each(["help", "status"])("of %s is its document", async (name) => {
    const { out } = await run([name, "--as", "json"]);
    expect(Object.keys(JSON.parse(out))).toEqual(["lang", "nodes"]);
  });

  it("composed twice is the same edition", async () => {
    const [first, second] = await Promise.all([run(["digest", "--as", "json"]), run(["digest", "--as", "json"])]);
    expect(first).toEqual(second);
  });

  it("says the window that was asked for", async () => {
    const { out } = await run(["digest", "--week", "2024-06-28..2024-07-05", "--as", "json"]);
    expect(JSON.parse(out).window).toEqual({ from: "2024-06-28", to: "2024-07-05" });
  });
});

describe("--as html", () => {
  it("is one page that loads nothing and runs nothing", async () => {
    const { out } = await run(["digest", "weekly", "--as", "html"]);
    expect([out.startsWith("<!doctype html>\n"), out.endsWith("</html>\n")]).toEqual([true, true]);
    expect(out.match(/<script|<link|<img|<iframe|\ssrc=|url\(|@import|\son\w+=|javascript:/gi)).toBeNull();
  });

  it("escapes names that hold markup", async () => {
    const folder = await folderWith({
      "meta.json": metaJson({ broker_en: "<b>Broker</b>", themes: ["ai"] }),
      "indices.csv":
        'symbol,name_en,level,week_pct\nSPX.GI,"<script>alert(1)</script>",5459.1,-0.8\nNDX.GI,"""><img src=x onerror=alert(2)>",19023.7,-2.6\n',
      "watchlist.csv": "theme,symbol,name_en,currency,close,week_pct\nai,AAPL.O,<i>Apple</i> & co,USD,217.96,-3\n",
      "news.csv": "date,company,title_en,category\n2024-07-26,<u>,</main></body><h1>Owned</h1>,<s>\n",
    });
    const { code, out } = await run(["digest", "weekly", "--market", folder, "--as", "html"]);
    expect([code, out.match(/<(script|img|i|b|u|s)\b[^>]*>/g), out.match(/<\/body>/g)]).toEqual([0, null, ["</body>"]]);
    expect(out).toContain("&lt;/main&gt;&lt;/body&gt;&lt;h1&gt;Owned&lt;/h1&gt;");
  });
});

describe("names that attack a terminal", () => {
  it("leave no escape, control or bidirectional character in the text", async () => {
    const folder = await folderWith({
      "meta.json": metaJson({ broker_en: "\u001b]0;owned\u0007Broker" }),
      "indices.csv": "symbol,name_en,level,week_pct\nSPX.GI,\u001b[2J\u202eevil\u0000,5459.1,-0.8\n",
      "news.csv": "date,title_en\n2024-07-26,@everyone \u009b31m <!channel>\n",
    });
    const { code, out } = await run(["digest", "weekly", "--market", folder]);
    expect([code, out.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g)]).toEqual([
      0,
      null,
    ]);
  });
});

describe("languages", () => {
  it("--lang both says it in English and in Chinese", async () => {
    const [en, zh, both] = await Promise.all(
      ["en", "zh", "both"].map(async (lang) => (await run(["help", "--lang", lang, "--as", "json"])).out),
    );
    const heading = (out: string | undefined) => JSON.parse(out ?? "").nodes[0].text.text as string;
    expect(heading(both).split("\n")).toEqual([heading(en), heading(zh)]);
  });

  it.each([
    ["zh_CN.UTF-8", "zh"],
    ["en_US.UTF-8", "en"],
    ["C", "en"],
  ])("the system's language %s is followed", async (LANG, lang) => {
    const { out } = await run(["help", "--as", "json"], { LANG });
    expect(JSON.parse(out).lang).toBe(lang);
  });

  it("DEFAULT_LANG wins over the system's, and --lang over both", async () => {
    const settings = { LANG: "en_US.UTF-8", DEFAULT_LANG: "zh" };
    const ran = await Promise.all([
      run(["help", "--as", "json"], settings),
      run(["help", "--as", "json", "--lang", "both"], settings),
    ]);
    expect(ran.map(({ out }) => JSON.parse(out).lang)).toEqual(["zh", "both"]);
  });
});

describe("--sections", () => {
  it("chooses the sections and their order", async () => {
    const { out } = await run(["digest", "--sections", "sentiment, etf-flows,indices", "--as", "json"]);
    expect(JSON.parse(out).sections.map((section: { name: string }) => section.name)).toEqual([
      "sentiment",
      "etf-flows",
      "indices",
    ]);
  });

  it("names a section once however often it is asked for", async () => {
    const { out } = await run(["digest", "--sections", "indices,indices, indices", "--as", "json"]);
    expect(JSON.parse(out).sections.map((section: { name: string }) => section.name)).toEqual(["indices"]);
  });

  it("with an unknown one names it, the nearest and all there are", async () => {
    const { code, out, err } = await run(["digest", "--sections", "indces"]);
    const all = sections.map((section) => section.name).join(", ");
    expect([code, out, err]).toEqual([
      2,
      "",
      `--sections: there is no section "indces". Did you mean indices? Sections: ${all}.\n`,
    ]);
  });

  it.each(["", " , ,"])("%j names none", async (list) => {
    const { code, err } = await run(["digest", "--sections", list]);
    expect([code, err.startsWith("--sections names none.")]).toEqual([2, true]);
  });
});

describe("output that is no terminal", () => {
  it("carries no colours", async () => {
    const { out } = await run(["digest", "weekly"]);
    expect(out.includes("\u001b")).toBe(false);
  });

  it("may be closed early by its reader", async () => {
    const child = spawn(process.execPath, [program, "digest", "weekly", "--as", "json"], {
      cwd: await emptyFolder(),
      env: {},
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.once("data", () => child.stdout.destroy());
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      err += text;
    });
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    expect([code, err]).toEqual([0, ""]);
  });

  it("start prints the weekly digest and ends, where nobody can type", async () => {
    const [start, weekly] = await Promise.all([run(["start"]), run(["digest", "weekly"])]);
    expect(start).toEqual(weekly);
  });
});

describe("import", () => {
  const files = {
    "meta.json": metaJson(),
    "indices.csv": "symbol,name_en,level,week_pct\nSPX.GI,S&P 500,5459.1,-0.8\nNDX.GI,Nasdaq-100,19023.7,-2.6\n",
  };

  it("makes a folder a market of its own name", async () => {
    const [folder, state] = [await folderWith(files), await emptyFolder()];
    const imported = await run(["import", folder], { STATE_DIR: state });
    expect(imported).toEqual({
      code: 0,
      err: "",
      out: [
        "Market small, 2024-07-22..2024-07-26",
        "  indices.csv: 2 rows",
        `Imported to ${join(state, "markets", "small")}`,
        "Use it with: closing-bell digest --market small",
        "",
      ].join("\n"),
    });
    const digest = await run(["digest", "weekly", "--market", "small", "--as", "json"], { STATE_DIR: state });
    const direct = await run(["digest", "weekly", "--market", folder, "--as", "json"]);
    expect([digest.code, JSON.parse(digest.out)]).toEqual([0, JSON.parse(direct.out)]);
  });

  it("can be the usual market by MARKET", async () => {
    const [folder, state] = [await folderWith(files), await emptyFolder()];
    await run(["import", folder], { STATE_DIR: state });
    const { code, out } = await run(["digest", "--as", "json"], { STATE_DIR: state, MARKET: "small" });
    expect([code, JSON.parse(out).demo]).toEqual([0, false]);
  });

  it("refused names every fault with its place and leaves the state folder empty", async () => {
    const state = await emptyFolder();
    const folder = await folderWith({ ...files, "indices.csv": "symbol,level\nspx,1\nNDX.GI,-1\n" });
    expect(await run(["import", folder], { STATE_DIR: state })).toEqual({
      code: 1,
      out: "",
      err: [
        "Market small, 2024-07-22..2024-07-26",
        "  indices.csv: 0 rows",
        "2 things are wrong; nothing was imported:",
        '  indices.csv, line 2, column symbol: "spx" stands there; expected a symbol like AAPL.O or 0700.HK',
        '  indices.csv, line 3, column level: "-1" stands there; expected a level from 0 to 1000000000, as a plain number',
        "",
      ].join("\n"),
    });
    expect(await readdir(state)).toEqual([]);
  });

  it("tells what is only worth a look apart from what is wrong", async () => {
    const state = await emptyFolder();
    const folder = await writeFiles(join(state, "week"), {
      "sentiment.csv": "date,value,scale\n2024-07-26,68,cmc\n2024-07-25,168,cmc\n",
    });
    expect(await run(["import", folder], { STATE_DIR: state })).toEqual({
      code: 1,
      out: "",
      err: [
        "Market week, 2024-07-22..2024-07-26",
        "  sentiment.csv: 1 row",
        "Worth a look:",
        "  meta.json: expected a file saying window_start and window_end; it is missing",
        "1 thing is wrong; nothing was imported:",
        '  sentiment.csv, line 3, column value: "168" stands there; expected an index from 0 to 100',
        "",
      ].join("\n"),
    });
  });

  it("of a market named demo keeps it apart from the demo", async () => {
    const state = await emptyFolder();
    const folder = await folderWith({ ...files, "meta.json": metaJson({ report: "demo" }) });
    await run(["import", folder], { STATE_DIR: state });
    const { out } = await run(["digest", "--market", "demo-import", "--as", "json"], { STATE_DIR: state });
    expect(JSON.parse(out).demo).toBe(false);
  });

  it("is looked up by name only: --market .. is the folder above", async () => {
    const state = await folderWith({ ...files, "markets/none": "", "above/here/none": "", "above/notes.txt": "" });
    const ran = await run(["digest", "--market", ".."], { STATE_DIR: state }, join(state, "above", "here"));
    expect(ran).toEqual({
      code: 1,
      out: "",
      err: expect.stringMatching(/^The market folder \.\. holds here, notes\.txt\. It needs some of the files/),
    });
  });

  it("--dry-run checks and writes nothing", async () => {
    const state = await emptyFolder();
    const { code, out } = await run(["import", await folderWith(files), "--dry-run"], { STATE_DIR: state });
    expect([code, out.includes("Nothing is wrong."), await readdir(state)]).toEqual([0, true, []]);
  });

  it("of other figures under the same name needs --replace", async () => {
    const [folder, state] = [await folderWith(files), await emptyFolder()];
    await run(["import", folder], { STATE_DIR: state });
    await writeFiles(folder, { "news.csv": "title_en\nNew\n" });
    const refused = await run(["import", folder], { STATE_DIR: state });
    const replaced = await run(["import", folder, "--replace"], { STATE_DIR: state });
    expect([refused.code, refused.err.includes("--replace"), replaced.code]).toEqual([1, true, 0]);
    expect((await readdir(join(state, "markets"))).sort()).toEqual(["small", "small.previous"]);
  });
});

it("--help names every command and each has its examples", async () => {
  const { out } = await run(["--help"]);
  const named = commands.filter((command) => !isVerb(command));
  expect(named.filter((command) => !out.includes(`  ${command.name}`)).map(({ name }) => name)).toEqual([]);
  const helps = await Promise.all(
    commands.map(async ({ name }) => (await run([name.split(" ")[0] as string, "--help"])).out),
  );
  const missing = commands.flatMap(({ examples }, index) =>
    examples.filter((example) => !helps[index]?.includes(`closing-bell ${example.slice(1)}`)),
  );
  expect(missing).toEqual([]);
});
