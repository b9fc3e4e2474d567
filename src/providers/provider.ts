import type { Instruments, Snapshot, Window } from "../market/snapshot.ts";

/** What is wanted: the days to speak about, or the newest stretch of a length; by default all the source is about. */
export interface Request {
  readonly window?: Window | undefined;
  readonly span?: "day" | "month" | undefined;
  /** Only these instruments of wide markets; without it, all there are. */
  readonly instruments?: Instruments | undefined;
}

/**
 * One source of market data. It fetches and translates; storing, ranking and scheduling are others' work. What it
 * cannot read it drops and reports in `faults`; what it has nothing about stays empty.
 */
export interface Provider {
  readonly name: string;
  /** Shown wherever its figures are. */
  readonly attribution: string;
  fetch(request: Request): Promise<Snapshot>;
}
