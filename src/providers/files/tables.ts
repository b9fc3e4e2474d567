import type { z } from "zod";
import type { Fault } from "../../market/snapshot.ts";
import { type CsvRow, readCsv } from "./csv.ts";
import * as schema from "./schema.ts";

/** One table of the layout: its row schema, the columns it cannot do without, and the cells that name a row. */
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
  "movers.csv": spec(schema.MoverRow, ["list", "rank"], (row) => `${row.list} ${row.rank}`),
  "etf_flows.csv": spec(
    schema.EtfFlowRow,
    ["date", "fund", "net_flow_usd_m"],
    (row) => `${row.date} ${row.fund} ${row.asset}`,
    "date",
  ),
  "etf_meta.csv": spec(schema.EtfMetaRow, ["fund"], (row) => `${row.fund} ${row.asset}`),
  "etf_published_totals.csv": spec(schema.EtfTotalRow, ["row_type", "fund", "value_usd_m"], undefined, "date"),
  "crypto_market.csv": spec(schema.CryptoRow, ["date"], (row) => row.date, "date"),
  "calendar.csv": spec(schema.CalendarRow, ["kind", "date_start"]),
  "fundamentals.csv": spec(schema.FundamentalRow, ["company", "metric", "period", "value", "unit"]),
  "rates_fx.csv": spec(
    schema.RateRow,
    ["date", "instrument", "level", "level_unit"],
    (row) => `${row.date} ${row.instrument}`,
    "date",
  ),
  "news.csv": spec(schema.NewsRow, [], undefined, "date"),
  "key_figures.csv": spec(schema.KeyFigureRow, ["entity", "metric", "value"]),
  "funds.csv": spec(schema.FundRow, [], (row) => row.symbol || row.code, "as_of"),
  "instruments.csv": spec(schema.InstrumentRow, ["symbol"], (row) => row.symbol),
  "actions.csv": spec(schema.ActionRow, ["ex_date", "symbol", "kind", "value"]),
  "coins.csv": spec(schema.CoinRow, ["symbol"], (row) => row.symbol, "as_of"),
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
  { latest, wanted }: { latest?: string | undefined; wanted?: ((cells: CsvRow["cells"]) => boolean) | undefined } = {},
): Parsed<RowOf<N>> {
  const table = readCsv(file, text);
  const spec = tables[file] as unknown as TableSpec<RowOf<N>>;
  const lost = spec.required.filter((column) => !table.columns.includes(column));
  if (table.columns.length > 0 && lost.length > 0) {
    const expected = `the column${lost.length > 1 ? "s" : ""} ${lost.join(", ")}; found ${table.columns.join(", ")}`;
    const fault: Fault = { file, row: 1, expected, severity: "dropped" };
    return { rows: [], columns: table.columns, newestDay: undefined, faults: [fault] };
  }
  const rows: RowOf<N>[] = [];
  const faults: Fault[] = [...table.faults];
  const seen = new Map<string, number>();
  let newestDay: string | undefined;
  for (const row of table.rows) {
    if (wanted !== undefined && !wanted(row.cells)) continue;
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
    const day = spec.observed === undefined ? undefined : row.cells[spec.observed];
    if (day !== undefined && day > (newestDay ?? "")) newestDay = day;
    rows.push(parsed.data);
  }
  return { rows, faults, columns: table.columns, newestDay };
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

function tooLate(file: string, row: CsvRow, column: string | undefined, latest: string | undefined): Fault | undefined {
  const day = column === undefined ? undefined : row.cells[column];
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
