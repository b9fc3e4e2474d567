import type { Tables } from "../../rows.ts";

/**
 * Brings the rows of one version to the next. A start that was killed runs it again on the same rows, and a snapshot that is
 * lost is made up for by running it again on the one before: the same rows must always become the same rows, whatever the
 * time and the machine.
 */
export interface Migration {
  /** Of the rows it leaves: 2 for the first one, then every number in turn. */
  readonly version: number;
  migrate(tables: Tables): void;
}

/** One file each, `0002-what-changes.ts` for version 2, in order. Rows are of version 1 until there is one. */
export const migrations: readonly Migration[] = [];
