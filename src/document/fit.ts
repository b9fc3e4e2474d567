/** Natural width of a column and how dear it is; 1 is never dropped. */
export interface Measured {
  readonly width: number;
  readonly priority: number;
  /** The first column is wrapped no narrower than this before another column is given up. */
  readonly least?: number;
}

export interface Fit {
  /** Positions of the columns that stay, in order. */
  readonly kept: readonly number[];
  readonly dropped: readonly number[];
  /** Width left for the first kept column; smaller than its natural width when its text has to wrap. */
  readonly firstWidth: number;
  /** True when even the columns that are never dropped do not stand side by side. */
  readonly tooNarrow: boolean;
}

/** Chooses the columns that fit `available` columns with `gutter` spaces between them, dropping the least important. */
export function fitColumns(columns: readonly Measured[], available: number, gutter: number): Fit {
  const kept = columns.map((_, index) => index);
  const dropped: number[] = [];
  const rest = () => kept.slice(1).reduce((sum, index) => sum + gutter + (columns[index] as Measured).width, 0);
  const first = columns[0]?.width ?? 0;
  const least = Math.min(first, columns[0]?.least ?? first);
  while (rest() + least > available) {
    const candidates = kept.slice(1).filter((index) => (columns[index] as Measured).priority > 1);
    if (candidates.length === 0) break;
    const victim = candidates.reduce((a, b) =>
      (columns[b] as Measured).priority >= (columns[a] as Measured).priority ? b : a,
    );
    kept.splice(kept.indexOf(victim), 1);
    dropped.push(victim);
  }
  return {
    kept,
    dropped: dropped.sort((a, b) => a - b),
    firstWidth: Math.max(Math.min(1, first), Math.min(first, available - rest())),
    tooNarrow: rest() + least > available,
  };
}
