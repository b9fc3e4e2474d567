/** What an import says of itself; the work is handed in by compose. */
export interface ImportReport {
  readonly name: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly tables: readonly { readonly file: string; readonly rows: number }[];
  readonly faults: readonly {
    readonly file: string;
    readonly row?: number | undefined;
    readonly column?: string | undefined;
    readonly value?: string | undefined;
    readonly expected: string;
    readonly severity: "dropped" | "noted";
  }[];
  readonly outcome: "imported" | "unchanged" | "checked" | "refused";
  readonly place: string;
}

/** The whole outcome as text: every table with its rows, every fault with its place, and what happens next. */
export function importText(report: ImportReport): string {
  const lines = [
    `Market ${report.name}, ${report.window.from}..${report.window.to}`,
    ...report.tables.map(({ file, rows }) => `  ${file}: ${rows} ${rows === 1 ? "row" : "rows"}`),
  ];
  const linesOf = (severity: string) =>
    report.faults.filter((fault) => fault.severity === severity).map((fault) => `  ${faultLine(fault)}`);
  const faults = linesOf("dropped");
  const notes = linesOf("noted");
  if (notes.length > 0) lines.push("Worth a look:", ...notes);
  switch (report.outcome) {
    case "refused":
      return [
        ...lines,
        `${faults.length} ${faults.length === 1 ? "thing is" : "things are"} wrong; nothing was imported:`,
        ...faults,
      ].join("\n");
    case "checked":
      return [...lines, "Nothing is wrong. Without --dry-run it would be imported."].join("\n");
    case "unchanged":
      return [...lines, `Imported before, with the same figures: ${report.place}`].join("\n");
    case "imported":
      return [...lines, `Imported to ${report.place}`, `Use it with: closing-bell digest --market ${report.name}`].join(
        "\n",
      );
  }
}

function faultLine(fault: ImportReport["faults"][number]): string {
  const row = fault.row === undefined ? "" : `, line ${fault.row}`;
  const column = fault.column === undefined || fault.column === "" ? "" : `, column ${fault.column}`;
  const value = fault.value === undefined ? "" : ` ${JSON.stringify(fault.value)} stands there;`;
  return `${fault.file}${row}${column}:${value} expected ${fault.expected}`;
}
