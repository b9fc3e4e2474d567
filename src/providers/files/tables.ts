import type * as z from "zod";
import { isDay } from "../../market/days.ts";
import type { Fault } from "../../market/snapshot.ts";
import { type CsvRow, type CsvTable, readCsv, type Wanted } from "./csv.ts";
import * as schema from "./schema.ts";

/** One table of the layout: its row schema, the columns it cannot do without (`a|b` is either), and the cells that name a row. */
interface TableSpec<T> {
  readonly row: z.ZodType<T>;
  readonly required: readonly string[];
  /** Rows with equal keys repeat each other; without a key a table may hold the same row twice. */
  readonly key: ((row: T) => string) | undefined;
  /** The column with the day a row was observed; it cannot lie after publication. */
  readonly observed: string | undefined;
}

function spec<T>(
  row: z.ZodType<T>,
  required: readonly string[],
  key?: (row: T) => string,
  observed?: string,
): TableSpec<T> {
  return { row, required, key, observed };
}

/** The layout, file by file. reports/README in `data` says what each column holds. */
export const tables = {
  "indices.csv": spec(schema.IndexRow, ["symbol"], (row) => row.symbol, "as_of"),
  "watchlist.csv": spec(
    schema.WatchlistRow,
    ["theme", "symbol", "currency"],
    (row) => `${row.theme} ${row.symbol}`,
    "as_of",
  ),
  "movers.csv": spec(schema.MoverRow, ["list", "rank"], (row) => `${row.list} ${Number(row.rank)}`),
  "etf_flows.csv": spec(
    schema.EtfFlowRow,
    ["date", "fund", "net_flow_usd_m"],
    (row) => `${row.date} ${row.fund}`,
    "date",
  ),
  "etf_meta.csv": spec(schema.EtfMetaRow, ["fund"], (row) => row.fund),
  "etf_published_totals.csv": spec(schema.EtfTotalRow, ["row_type", "fund", "value_usd_m"], undefined, "date"),
  "crypto_market.csv": spec(schema.CryptoRow, ["date"], (row) => row.date, "date"),
  "calendar.csv": spec(schema.CalendarRow, ["kind", "date_start"], undefined, "seen_on"),
  "fundamentals.csv": spec(schema.FundamentalRow, ["company", "metric", "period", "value", "unit"]),
  "rates_fx.csv": spec(
    schema.RateRow,
    ["date", "instrument", "level", "level_unit"],
    (row) => `${row.date} ${row.instrument}`,
    "date",
  ),
  "news.csv": spec(schema.NewsRow, ["title_en|title_zh"], undefined, "date"),
  "key_figures.csv": spec(schema.KeyFigureRow, ["entity", "metric", "value"]),
  "funds.csv": spec(schema.FundRow, ["symbol|code"], (row) => row.symbol || row.code, "as_of"),
  "instruments.csv": spec(schema.InstrumentRow, ["symbol"], (row) => row.symbol),
  "actions.csv": spec(
    schema.ActionRow,
    ["ex_date", "symbol", "kind", "value"],
    (row) => `${row.ex_date} ${row.symbol} ${row.kind} ${Number(row.value)}`,
  ),
  "coins.csv": spec(schema.CoinRow, ["symbol"], (row) => row.symbol.toUpperCase(), "as_of"),
  "sentiment.csv": spec(schema.SentimentRow, ["date", "value", "scale"], (row) => `${row.date} ${row.scale}`, "date"),
  "closes.csv": spec(schema.CloseRow, ["symbol"], (row) => row.symbol),
} as const;

export type TableName = keyof typeof tables;
export type RowOf<N extends TableName> = (typeof tables)[N] extends TableSpec<infer T> ? T : never;

export interface Parsed<T> {
  readonly rows: readonly T[];
  readonly faults: readonly Fault[];
  readonly columns: readonly string[];
  /** The newest day a row was observed on. */
  readonly newestDay: string | undefined;
}

/**
 * Parses one file of the layout: good rows come out typed, every other one as a fault that says where and why.
 * `latest` is the day the folder was published: nothing in it can have been observed later. Rows that are not `wanted`
 * are passed over.
 */
export function parseTable<N extends TableName>(
  file: N,
  text: string,
  { latest, wanted }: { latest?: string | undefined; wanted?: Wanted | undefined } = {},
): Parsed<RowOf<N>> {
  const table = readCsv(file, text, wanted);
  const spec = tables[file] as unknown as TableSpec<RowOf<N>>;
  const lost = spec.required.filter((column) => !column.split("|").some((one) => table.columns.includes(one)));
  if (table.columns.length > 0 && lost.length > 0) {
    const expected = `the column${lost.length > 1 ? "s" : ""} ${lost.map((column) => column.replaceAll("|", " or ")).join(", ")}; found ${table.columns.join(", ")}`;
    const fault: Fault = { file, row: 1, expected, severity: "dropped" };
    return { rows: [], columns: table.columns, newestDay: undefined, faults: [fault] };
  }
  const rows: RowOf<N>[] = [];
  const faults: Fault[] = [...table.faults, ...headerFaults(file, table, latest)];
  const seen = new Map<string, number>();
  // In a table of closes the days stand in the header.
  let newestDay = file === "closes.csv" ? table.columns.filter(isDay).sort().at(-1) : undefined;
  for (const row of table.rows) {
    const parsed = spec.row.safeParse(row.cells);
    if (!parsed.success) {
      faults.push(...parsed.error.issues.map((issue) => faultOf(file, row, issue)));
      continue;
    }
    const fault = repeated(file, row, spec.key?.(parsed.data), seen) ?? tooLate(file, row, spec.observed, latest);
    if (fault !== undefined) {
      faults.push(fault);
      continue;
    }
    const day = observedDay(row, spec.observed);
    if (day !== undefined && day > (newestDay ?? "")) newestDay = day;
    rows.push(parsed.data);
  }
  return { rows, faults, columns: table.columns, newestDay };
}

/** Closes carry their days in the header: days that do not exist, or lie after publication, are columns nobody can use. */
function headerFaults(file: TableName, { columns }: CsvTable, latest: string | undefined): Fault[] {
  const dates = file === "closes.csv" ? columns.filter((column) => /^\d{4}-\d{2}-\d{2}$/.test(column)) : [];
  return dates.flatMap((column): Fault[] => {
    const fault = (expected: string): Fault[] => [
      { file, row: 1, column, value: column, expected, severity: "dropped" },
    ];
    if (!isDay(column)) return fault("a calendar day");
    return latest !== undefined && column > latest ? fault(`a day up to ${latest}, when the folder was published`) : [];
  });
}

function repeated(file: string, row: CsvRow, id: string | undefined, seen: Map<string, number>): Fault | undefined {
  if (id === undefined) return undefined;
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, row.line);
    return undefined;
  }
  return {
    file,
    row: row.line,
    value: id.trim(),
    expected: `each entry once; line ${first} has this one already`,
    severity: "dropped",
  };
}

function observedDay(row: CsvRow, column: string | undefined): string | undefined {
  const cell = column === undefined ? "" : (row.cells[column] ?? "").trim();
  return isDay(cell) ? cell : undefined;
}

function tooLate(file: string, row: CsvRow, column: string | undefined, latest: string | undefined): Fault | undefined {
  const day = observedDay(row, column);
  if (column === undefined || latest === undefined || day === undefined || day <= latest) return undefined;
  return {
    file,
    row: row.line,
    column,
    value: day,
    expected: `a day up to ${latest}, when the folder was published`,
    severity: "dropped",
  };
}

function faultOf(file: string, row: CsvRow, issue: { path: PropertyKey[]; message: string }): Fault {
  const column = String(issue.path[0] ?? "");
  const value = (row.cells[column] ?? "").slice(0, 80);
  return { file, row: row.line, column, value, expected: issue.message, severity: "dropped" };
}
