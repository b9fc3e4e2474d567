import { describe, expect, it } from "vitest";
import { readFolder } from "../../src/providers/files/index.ts";
import type { TableName } from "../../src/providers/files/tables.ts";
import { emptyFolder, folderWith, metaJson } from "../fixtures/folder.ts";

interface Layout {
  readonly file: TableName;
  /** Columns the table cannot do without; of `a|b` either will do. */
  readonly required: readonly string[];
  readonly header: string;
  readonly row: string;
  /** A column, a cell it cannot hold, and what it expects instead. */
  readonly wrong: readonly (readonly [column: string, cell: string, expected: string])[];
}

const change = "a percent change from -100 to 1000000, as a plain number";
const price = "a price from 0 to 1000000000";
const level = "a level from 0 to 1000000000, as a plain number";
const money = "an amount of money from 0 to 1000000000000000";
const hundredMillions = "an amount in 100 million, below 10000000";
const rank = "a whole rank from 1";
const rateUnits = "one of pct, cny_per_usd, hkd_per_usd, twd_per_usd, jpy_per_usd, cny_per_hkd, cny_per_twd";
const reported = "a number below 10000000000";
const aDay = "a calendar day like 2024-07-26";
const dayOrNothing = "a calendar day like 2024-07-26, or nothing";
const published = "a day up to 2024-07-27, when the folder was published";
const symbol = "a symbol like AAPL.O or 0700.HK";
const symbolOrNothing = "a symbol like AAPL.O, or nothing";
const flow = "a flow in USD million between -1000000 and 1000000";
const zeroTo100 = "an index from 0 to 100";

const layouts: readonly Layout[] = [
  {
    file: "indices.csv",
    required: ["symbol"],
    header: "symbol,level,week_pct,as_of",
    row: "SPX.GI,5459.1,-0.8,2024-07-26",
    wrong: [
      ["level", "NaN", level],
      ["level", "1e308", level],
      ["level", "Infinity", level],
      ["level", "-5459.1", level],
      ["week_pct", "-150", change],
      ["week_pct", "1e308", change],
      ["week_pct", "0.8%", change],
      ["as_of", "2024-02-30", dayOrNothing],
      ["as_of", "26/07/2024", dayOrNothing],
      ["as_of", "2024-08-30", published],
      ["symbol", "spx.gi", symbol],
      ["symbol", "SPX GI", symbol],
      ["symbol", "__proto__", symbol],
      ["symbol", "", symbol],
    ],
  },
  {
    file: "watchlist.csv",
    required: ["theme", "symbol", "currency"],
    header: "theme,symbol,currency,close,market_cap_100m,week_pct,pe_ttm,listing_date,as_of",
    row: "ai,AAPL.O,USD,217.96,33422.2,-3,34.57,1980-12-12,2024-07-26",
    wrong: [
      ["theme", "", "some text"],
      ["symbol", "aapl.o", symbol],
      ["currency", "$", "a currency code like USD"],
      ["close", "-217.96", price],
      ["close", "1e308", price],
      ["market_cap_100m", "-1", hundredMillions],
      ["market_cap_100m", "10000000", hundredMillions],
      ["market_cap_100m", "Infinity", hundredMillions],
      ["week_pct", "-150", change],
      ["pe_ttm", "NaN", "a ratio"],
      ["listing_date", "1980-02-30", dayOrNothing],
      ["as_of", "2999-01-01", published],
    ],
  },
  {
    file: "movers.csv",
    required: ["list", "rank"],
    header: "list,rank,symbol,pct,close,rel_pct",
    row: "ai_top5_gainers,1,CRM.N,6,262.72,7",
    wrong: [
      ["list", "", "some text"],
      ["rank", "0", rank],
      ["rank", "", rank],
      ["rank", "1.5", rank],
      ["rank", "-1", rank],
      ["symbol", "crm", symbolOrNothing],
      ["pct", "-150", change],
      ["close", "-1", price],
      ["rel_pct", "NaN", "a relative change in percentage points"],
    ],
  },
  {
    file: "etf_flows.csv",
    required: ["date", "fund", "net_flow_usd_m"],
    header: "date,fund,net_flow_usd_m",
    row: "2024-07-26,IBIT,70.8",
    wrong: [
      ["date", "2024-02-30", aDay],
      ["date", "", aDay],
      ["date", "2024-08-30", published],
      ["fund", "", "a fund's ticker"],
      ["net_flow_usd_m", "(4.7)", flow],
      ["net_flow_usd_m", "1e308", flow],
      ["net_flow_usd_m", "-Infinity", flow],
    ],
  },
  {
    file: "etf_meta.csv",
    required: ["fund"],
    header: "fund,issuer,fee_pct",
    row: "IBIT,BlackRock,0.25",
    wrong: [
      ["fund", "", "a fund's ticker"],
      ["fee_pct", "-0.25", "a yearly fee in percent"],
      ["fee_pct", "0.25%", "a yearly fee in percent"],
    ],
  },
  {
    file: "etf_published_totals.csv",
    required: ["row_type", "fund", "value_usd_m"],
    header: "row_type,date,fund,value_usd_m",
    row: "day_total,2024-07-26,Total,51.8",
    wrong: [
      ["row_type", "sum", "one of day_total, week_total, cumulative_total, average, maximum, minimum"],
      ["date", "2024-02-30", dayOrNothing],
      ["date", "2024-08-30", published],
      ["value_usd_m", "NaN", flow],
    ],
  },
  {
    file: "crypto_market.csv",
    required: ["date"],
    header: "date,prev_date,total_mcap_usd,volume_share_pct,fear_greed_value",
    row: "2024-07-26,2024-07-19,2430000000000,2.35,62.9",
    wrong: [
      ["date", "yesterday", aDay],
      ["prev_date", "2024-07-26", "a day before the row's own"],
      ["prev_date", "2024-07-27", "a day before the row's own"],
      ["total_mcap_usd", "-1", money],
      ["total_mcap_usd", "2.43e12", money],
      ["total_mcap_usd", "9999999999999999", money],
      ["volume_share_pct", "NaN", "a share in percent"],
      ["fear_greed_value", "101", zeroTo100],
    ],
  },
  {
    file: "calendar.csv",
    required: ["kind", "date_start"],
    header: "kind,date_start,date_end,symbol,title_en,session,seen_on",
    row: "earnings,2024-07-30,2024-07-30,AMD.O,Earnings report,amc,2024-07-26",
    wrong: [
      ["kind", "party", "one of earnings, conference, macro, other"],
      ["date_start", "2024-13-01", aDay],
      ["date_end", "2024-02-30", dayOrNothing],
      ["symbol", "amd", symbolOrNothing],
      ["session", "noon", "bmo, amc or nothing"],
      ["seen_on", "soon", dayOrNothing],
      ["seen_on", "2024-07-28", published],
    ],
  },
  {
    file: "fundamentals.csv",
    required: ["company", "metric", "period", "value", "unit"],
    header: "company,metric,period,value,unit",
    row: "Alphabet,revenue,2Q24,847.42,100m_usd",
    wrong: [
      ["company", "", "some text"],
      ["value", "", "a number"],
      ["value", "NaN", reported],
      ["value", "1e308", reported],
      ["value", "10000000000", reported],
      ["unit", "", "some text"],
    ],
  },
  {
    file: "rates_fx.csv",
    required: ["date", "instrument", "level", "level_unit"],
    header: "date,instrument,level,level_unit,change,change_unit",
    row: "2024-07-26,US10Y,4.20,pct,-5,bp",
    wrong: [
      ["date", "2024-08-30", published],
      ["level", "", "a level"],
      ["level", "1e308", "a level"],
      ["change", "Infinity", "a change"],
      ["level_unit", "", rateUnits],
      ["level_unit", "constructor", rateUnits],
    ],
  },
  {
    file: "news.csv",
    required: ["title_en|title_zh"],
    header: "date,title_en,symbol",
    row: "2024-07-26,A model was released,META.O",
    wrong: [
      ["date", "2024-02-30", dayOrNothing],
      ["date", "2024-08-30", published],
      ["symbol", "<b>", symbolOrNothing],
    ],
  },
  {
    file: "key_figures.csv",
    required: ["entity", "metric", "value"],
    header: "entity,metric,value",
    row: "Llama 3.1,context_window,128",
    wrong: [
      ["entity", "", "some text"],
      ["metric", "", "some text"],
    ],
  },
  {
    file: "funds.csv",
    required: ["symbol|code"],
    header: "symbol,name_en,price,fee_pct,return_1m_pct,currency",
    row: "513050.SH,An internet fund,0.92,0.6,-3.1,CNY",
    wrong: [
      ["price", "-0.92", price],
      ["fee_pct", "101", "a yearly fee in percent"],
      ["return_1m_pct", "-150", change],
      ["currency", "yuan", "a currency code like USD, or nothing"],
    ],
  },
  {
    file: "instruments.csv",
    required: ["symbol"],
    header: "symbol,kind,currency,market_cap_100m",
    row: "AAPL.O,stock,USD,33422.17",
    wrong: [
      ["symbol", "aapl.o", symbol],
      ["kind", "thing", "stock, index, rate, fx, coin, fund or nothing"],
      ["currency", "dollar", "a currency code like USD, or nothing"],
      ["market_cap_100m", "NaN", hundredMillions],
      ["market_cap_100m", "99999999999", hundredMillions],
    ],
  },
  {
    file: "actions.csv",
    required: ["ex_date", "symbol", "kind", "value"],
    header: "ex_date,symbol,kind,value",
    row: "2024-07-15,AVGO.O,split,10",
    wrong: [
      ["ex_date", "2024-02-30", aDay],
      ["symbol", "avgo", symbol],
      ["kind", "merger", "split or dividend"],
      ["value", "0", "a positive number"],
      ["value", "-10", "a positive number"],
      ["value", "NaN", "a positive number"],
      ["value", "1:10", "a positive number"],
    ],
  },
  {
    file: "coins.csv",
    required: ["symbol"],
    header: "symbol,kind,price_usd,market_cap_usd,change_24h_pct,as_of",
    row: "BTC,coin,67924.08,1340440964352,3.24,2024-07-26",
    wrong: [
      ["symbol", "B C", "a coin symbol like BTC"],
      ["symbol", "", "a coin symbol like BTC"],
      ["kind", "meme", "coin, stablecoin or wrapped"],
      ["price_usd", "-1", price],
      ["price_usd", "6.79e4", price],
      ["market_cap_usd", "-1", money],
      ["market_cap_usd", "9999999999999999", money],
      ["change_24h_pct", "-150", change],
      ["as_of", "2024-08-30", published],
    ],
  },
  {
    file: "sentiment.csv",
    required: ["date", "value", "scale"],
    header: "date,value,scale",
    row: "2024-07-26,68,alternative.me",
    wrong: [
      ["date", "2024-08-30", published],
      ["value", "", zeroTo100],
      ["value", "101", zeroTo100],
      ["value", "-1", zeroTo100],
      ["scale", "own", "cmc or alternative.me"],
    ],
  },
  {
    file: "closes.csv",
    required: ["symbol"],
    header: "symbol,2024-07-19,2024-07-26",
    row: "AAPL.O,224.31,217.96",
    wrong: [
      ["symbol", "aapl.o", symbol],
      ["symbol", "constructor", symbol],
      ["2024-07-26", "NaN", price],
      ["2024-07-26", "-5", price],
      ["2024-07-19", "1e308", price],
    ],
  },
];

/** The table beside a sound one, so that losing every row of it does not empty the folder. */
async function read(file: TableName, text: string) {
  const folder = await folderWith({ "meta.json": metaJson(), [file]: text });
  const read = await readFolder(folder);
  return { rows: read.rows(file).length, faults: read.faults };
}

describe.each(layouts)("$file", ({ file, required, header, row, wrong }) => {
  it("is read without a fault when it is as the layout says", async () => {
    expect(await read(file, `${header}\n${row}\n`)).toEqual({ rows: 1, faults: [] });
  });

  it("may be missing: nothing is read from it and nothing is wrong", async () => {
    const other = file === "indices.csv" ? { "news.csv": "title_en\n" } : { "indices.csv": "symbol\n" };
    const folder = await readFolder(await folderWith({ "meta.json": metaJson(), ...other }));
    expect({ rows: folder.rows(file), faults: folder.faults }).toEqual({ rows: [], faults: [] });
  });

  it("may hold a header only", async () => {
    expect(await read(file, header)).toEqual({ rows: 0, faults: [] });
  });

  it("is reported when it is empty", async () => {
    expect(await read(file, "")).toEqual({
      rows: 0,
      faults: [{ file, expected: "a header row; the file is empty", severity: "dropped" }],
    });
  });

  it.each(required)("is reported as a whole when the column %s has another name", async (column) => {
    const renamed = header.replace(new RegExp(`\\b(?:${column})\\b`), "other");
    expect(await read(file, `${renamed}\n${row}\n`)).toEqual({
      rows: 0,
      faults: [
        {
          file,
          row: 1,
          expected: `the column ${column.replace("|", " or ")}; found ${renamed.replaceAll(",", ", ")}`,
          severity: "dropped",
        },
      ],
    });
  });

  it("names all missing columns at once", async () => {
    const { faults } = await read(file, "other\nx\n");
    const said = `the column${required.length > 1 ? "s" : ""} ${required.join(", ").replace("|", " or ")}; found other`;
    expect(faults).toEqual([{ file, row: 1, expected: said, severity: "dropped" }]);
  });

  it("ignores columns without a name, as spreadsheets leave them at the end", async () => {
    expect(await read(file, `${header},,\n${row},,\n`)).toEqual({ rows: 1, faults: [] });
  });

  it("may have spaces around its days", async () => {
    const spaced = row.replaceAll(/\d{4}-\d{2}-\d{2}/g, " $& ");
    const named = header.replaceAll(/\d{4}-\d{2}-\d{2}/g, " $& ");
    expect(await read(file, `${named}\n${spaced}\n`)).toEqual({ rows: 1, faults: [] });
  });

  it("is reported when a folder stands in its place", async () => {
    const read = await readFolder(await folderWith({ "meta.json": metaJson(), [`${file}/inside`]: "" }));
    expect({ rows: read.rows(file), faults: read.faults }).toEqual({
      rows: [],
      faults: [{ file, expected: "a plain file that may be read, of at most 64 MiB", severity: "dropped" }],
    });
  });

  it("ignores columns nobody knows", async () => {
    expect(await read(file, `remark,${header},another\nseen,${row},\n`)).toEqual({ rows: 1, faults: [] });
  });

  it("drops a row with too few or too many cells and keeps the others", async () => {
    const cells = header.split(",").length;
    expect(await read(file, `${header}\nx\n${row}\n${row},y\n`)).toEqual({
      rows: 1,
      faults: [
        ...(cells === 1
          ? []
          : [{ file, row: 2, value: "x", expected: `${cells} cells as in the header, not 1`, severity: "dropped" }]),
        {
          file,
          row: 4,
          value: `${row},y`.slice(0, 80),
          expected: `${cells} cells as in the header, not ${cells + 1}`,
          severity: "dropped",
        },
      ],
    });
  });

  it("is refused where a quotation mark is never closed", async () => {
    expect(await read(file, `${header}\n"${row}`)).toEqual({
      rows: 0,
      faults: [
        {
          file,
          row: 2,
          expected: 'a closing quotation mark (") for the cell that opens here',
          severity: "dropped",
        },
      ],
    });
  });

  it.each(["__proto__", "constructor", "prototype"])("is refused with a column named %s", async (name) => {
    const expected = "each column name once, and none reserved";
    expect(await read(file, `${header},${name}\n${row},polluted\n`)).toEqual({
      rows: 0,
      faults: [{ file, row: 1, column: name, value: name, expected, severity: "dropped" }],
    });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("is refused with two columns of one name", async () => {
    const [first] = header.split(",") as [string];
    const expected = "each column name once, and none reserved";
    expect(await read(file, `${header},${first}\n${row},x\n`)).toEqual({
      rows: 0,
      faults: [{ file, row: 1, column: first, value: first, expected, severity: "dropped" }],
    });
  });

  it("may begin with a byte-order mark and end its lines as Windows does", async () => {
    expect(await read(file, `\ufeff${header}\r\n${row}\r\n`)).toEqual({ rows: 1, faults: [] });
  });

  it.each(wrong)(
    "names file, line, column and value when %s is %j, and what it expects",
    async (column, cell, expected) => {
      const at = header.split(",").indexOf(column);
      const bad = row.split(",").with(at, cell).join(",");
      expect(await read(file, `${header}\n${bad}\n`)).toEqual({
        rows: 0,
        faults: [{ file, row: 2, column, value: cell, expected, severity: "dropped" }],
      });
    },
  );
});

const keyed = new Set<TableName>([
  "indices.csv",
  "watchlist.csv",
  "movers.csv",
  "etf_flows.csv",
  "etf_meta.csv",
  "crypto_market.csv",
  "rates_fx.csv",
  "funds.csv",
  "instruments.csv",
  "actions.csv",
  "coins.csv",
  "sentiment.csv",
  "closes.csv",
]);

it.each(layouts.filter(({ file }) => keyed.has(file)))("$file keeps the first of two equal entries", async (layout) => {
  const { rows, faults } = await read(layout.file, `${layout.header}\n${layout.row}\n${layout.row}\n`);
  expect({ rows, faults: faults.map(({ file, row, expected }) => ({ file, row, expected })) }).toEqual({
    rows: 1,
    faults: [{ file: layout.file, row: 3, expected: "each entry once; line 2 has this one already" }],
  });
});

describe("two rows that name one thing", () => {
  it.each<readonly [TableName, string, string]>([
    ["coins.csv", "symbol,price_usd\nBTC,1\nbtc,2\n", "BTC"],
    [
      "etf_flows.csv",
      "date,fund,asset,net_flow_usd_m\n2024-07-26,IBIT,,70.8\n2024-07-26,IBIT,BTC,70.8\n",
      "2024-07-26 IBIT",
    ],
    ["movers.csv", "list,rank,symbol\nai_top5_gainers,1,CRM.N\nai_top5_gainers,01,AMD.O\n", "ai_top5_gainers 1"],
  ])("in %s are one however they are spelt, and the second is reported", async (file, text, value) => {
    expect(await read(file, text)).toEqual({
      rows: 1,
      faults: [{ file, row: 3, value, expected: "each entry once; line 2 has this one already", severity: "dropped" }],
    });
  });
});

describe("days in the header of closes.csv", () => {
  it("that do not exist are reported", async () => {
    expect(await read("closes.csv", "symbol,2024-02-30,2024-07-26\nAAPL.O,1,217.96\n")).toEqual({
      rows: 1,
      faults: [
        {
          file: "closes.csv",
          row: 1,
          column: "2024-02-30",
          value: "2024-02-30",
          expected: "a calendar day",
          severity: "dropped",
        },
      ],
    });
  });

  it("that lie after publication are reported", async () => {
    expect(await read("closes.csv", "symbol,2024-07-26,2024-07-28\nAAPL.O,217.96,218\n")).toEqual({
      rows: 1,
      faults: [
        {
          file: "closes.csv",
          row: 1,
          column: "2024-07-28",
          value: "2024-07-28",
          expected: published,
          severity: "dropped",
        },
      ],
    });
  });
});

it("a yield below zero is a close, a price below zero is none", async () => {
  const { rows, faults } = await read("closes.csv", "symbol,2024-07-26\nDE2Y,-0.5\nAAPL.O,-0.5\n");
  expect([rows, faults.map(({ row, column }) => [row, column])]).toEqual([1, [[3, "2024-07-26"]]]);
});

it("counts lines as an editor does when cells hold line breaks and rows are blank", async () => {
  const text = 'symbol,name_en,level\n\nSPX.GI,"two\nlines",1\nNDX.GI,one,bad\n';
  expect(await read("indices.csv", text)).toEqual({
    rows: 1,
    faults: [
      {
        file: "indices.csv",
        row: 5,
        column: "level",
        value: "bad",
        expected: level,
        severity: "dropped",
      },
    ],
  });
});

it("shows no more than 80 characters of a huge cell", async () => {
  const text = `symbol,name_en,level\nSPX.GI,${"x".repeat(1_000_000)},1\nNDX.GI,ok,${"9".repeat(1_000_000)}\n`;
  expect((await read("indices.csv", text)).faults).toEqual([
    {
      file: "indices.csv",
      row: 2,
      column: "name_en",
      value: "x".repeat(80),
      expected: "at most 400 characters",
      severity: "dropped",
    },
    {
      file: "indices.csv",
      row: 3,
      column: "level",
      value: "9".repeat(80),
      expected: level,
      severity: "dropped",
    },
  ]);
});

it("reports every wrong cell of a row", async () => {
  const { faults } = await read("indices.csv", "symbol,level,week_pct\nspx,NaN,-150\n");
  expect(faults.map(({ column }) => column)).toEqual(["symbol", "level", "week_pct"]);
});

describe("a folder that is no market", () => {
  it("is refused when it does not exist", async () => {
    const folder = `${await emptyFolder()}/none`;
    await expect(readFolder(folder)).rejects.toThrow(`The market folder ${folder} does not exist.`);
  });

  it("is refused when it is a file", async () => {
    const folder = await folderWith({ "notes.txt": "" });
    await expect(readFolder(`${folder}/notes.txt`)).rejects.toThrow("is not a folder");
  });

  it("is refused when it is empty", async () => {
    const folder = await emptyFolder();
    await expect(readFolder(folder)).rejects.toThrow(`The market folder ${folder} is empty`);
  });

  it("is refused when it holds other files, which are named", async () => {
    const folder = await folderWith({ "notes.txt": "", "photo.png": "" });
    await expect(readFolder(folder)).rejects.toThrow("holds notes.txt, photo.png. It needs some of the files");
  });
});
