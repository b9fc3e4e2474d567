/** One row put in place of what its key held; without a value the row goes. */
export interface Change {
  readonly table: string;
  readonly key: string;
  /** Plain data. Whoever reads it checks its shape. */
  readonly value?: unknown;
}

/** Rows as they stand, the ones of commits still under way included. */
export interface Reader {
  get(table: string, key: string): unknown;
}

/**
 * What must outlive a restart: rows by table and key. A commit is carried out whole or not at all, and survives a power cut
 * once it has resolved. What a driver cannot keep stands in the skip list of the contract suite.
 */
export interface Store extends Reader {
  /** Rows of a table in no particular order, as they were last committed. */
  entries(table: string): Iterable<readonly [key: string, value: unknown]>;
  /**
   * Carries out what `decide` answers, or nothing when it answers none. It sees the newest rows, and nothing comes between
   * its look and its changes: whoever finds a row free may claim it. Resolves with whether something was decided. Rejects
   * when nobody knows whether the changes are kept: they are not seen until a restart, which may find them.
   */
  commit(decide: (newest: Reader) => readonly Change[] | undefined): Promise<boolean>;
  /** Waits for commits under way and lets go of what is held. */
  close(): Promise<void>;
}
