import type { Value } from "../i18n/value.ts";
import type {
  Action,
  Actions,
  Chart,
  Column,
  Details,
  Disclaimer,
  Gap,
  Lead,
  List,
  Node,
  Note,
  Paragraph,
  Row,
  Table,
  Title,
} from "./node.ts";

export const title = (text: Value, level: Title["level"] = 2): Title => ({ node: "title", level, text });
export const lead = (text: Value): Lead => ({ node: "lead", text });
export const paragraph = (text: Value): Paragraph => ({ node: "paragraph", text });
export const list = (items: readonly Value[]): List => ({ node: "list", items });
export const gap = (text: Value): Gap => ({ node: "gap", text });
export const note = (text: Value): Note => ({ node: "note", text });
export const disclaimer = (text: Value): Disclaimer => ({ node: "disclaimer", text });
export const details = (summary: Value, children: readonly Node[]): Details => ({ node: "details", summary, children });
export const actions = (items: readonly Action[]): Actions => ({ node: "actions", items });
export const pick = (of: Value, items: readonly Action[]): Actions => ({ node: "actions", pick: of, items });
export const chart = (data: Omit<Chart, "node">): Chart => ({ node: "chart", ...data });

/** A column as a section describes it: the cell is taken from a row object, and a column without any reading goes. */
export interface ColumnSpec<T> {
  readonly key: string;
  readonly label: Value;
  readonly cell: (row: T) => Value;
  readonly align?: Column["align"];
  readonly priority?: number;
}

/** Builds a table from row objects; a column in which no row has a reading is left out. */
export function table<T>(
  rows: readonly T[],
  specs: readonly ColumnSpec<T>[],
  options: { caption?: Value; strong?: (row: T) => boolean } = {},
): Table {
  const cells = specs.map((spec) => rows.map(spec.cell));
  const kept = specs
    .map((spec, index) => ({ spec, column: cells[index] as Value[] }))
    .filter(({ column }) => column.some((value) => value.is !== "missing"));
  return {
    node: "table",
    ...(options.caption === undefined ? {} : { caption: options.caption }),
    columns: kept.map(({ spec }, index) => ({
      key: spec.key,
      label: spec.label,
      align: spec.align ?? (index === 0 ? "start" : "end"),
      priority: spec.priority ?? index + 1,
    })),
    rows: rows.map((row, index): Row => {
      const line = kept.map(({ column }) => column[index] as Value);
      return options.strong?.(row) === true ? { cells: line, strong: true } : { cells: line };
    }),
  };
}
