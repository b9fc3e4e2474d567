/** Middle, least and greatest of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One line of the table. Without a target a figure is there to explain the others. */
export interface Row {
  readonly name: string;
  readonly spread: Spread;
  readonly unit?: string;
  /** The median may be at most this. */
  readonly target?: number;
  /** The median must be at least this. */
  readonly least?: number;
}

export interface Benchmark {
  readonly name: string;
  /** Takes so long that it is run only when asked for by its name. */
  readonly isLong?: true;
  run(): Promise<readonly Row[]>;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] as number;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/** Ratios of measurements taken side by side, pair by pair. */
export function ratios(ours: readonly number[], bare: readonly number[]): Spread {
  return spread(ours.map((value, index) => value / (bare[index] as number)));
}

/** How time grows with size between two sizes: 1 is linear. */
export function exponents(small: readonly number[], large: readonly number[], factor: number): Spread {
  return spread(large.map((value, index) => Math.log(value / (small[index] as number)) / Math.log(factor)));
}

export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Time on the processor, which other programs of a busy machine do not lengthen much. */
export async function processorMilliseconds(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("Run the benchmarks with npm run bench: they need --expose-gc.");
  globalThis.gc();
}

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    ...[row.spread.median, row.spread.min, row.spread.max].map(shown),
    row.unit ?? "",
    ...judged(row),
  ]);
  const lines = [["", "median", "min", "max", "", "target", ""], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column > 0 && column < 4 ? cell.padStart(width) : cell.padEnd(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What was wanted, and whether it was reached. */
function judged({ spread: { median }, target, least }: Row): readonly [wanted: string, verdict: string] {
  if (target !== undefined) return [`<= ${target}`, median <= target ? "met" : "MISSED"];
  if (least !== undefined) return [`>= ${least}`, median >= least ? "met" : "MISSED"];
  return ["", ""];
}

function shown(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
