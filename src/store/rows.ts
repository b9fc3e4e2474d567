import type { Change, Reader, Store } from "./store.ts";

/** Keeps the changes of commits in order; resolves once they survive a power cut. */
export type Keep = (commits: readonly (readonly Change[])[]) => Promise<void>;

interface Waiting {
  readonly decide: (newest: Reader) => readonly Change[] | undefined;
  readonly settle: (done: boolean) => void;
  readonly fail: (error: unknown) => void;
}

export type Tables = Map<string, Map<string, unknown>>;

/**
 * Rows in memory over something that keeps their changes. Commits made while others are being kept wait and are then kept
 * together, so that many at once cost little more than one. A row is seen changed only when its change is kept.
 */
export function createRows(tables: Tables, keep: Keep, close: () => Promise<void>): Store {
  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  const get = (table: string, key: string) => tables.get(table)?.get(key);

  const keepBatch = async (batch: readonly Waiting[]) => {
    const newest = new Map<string, Map<string, Change>>();
    const reader: Reader = {
      get: (table, key) => {
        const change = newest.get(table)?.get(key);
        return change === undefined ? get(table, key) : change.value;
      },
    };
    const note = (change: Change) => {
      const changed = newest.get(change.table) ?? new Map<string, Change>();
      newest.set(change.table, changed.set(change.key, change));
    };
    const decided = batch.flatMap((one) => {
      const changes = decisionOf(one, reader);
      for (const change of changes ?? []) note(change);
      return changes === undefined ? [] : [{ one, changes }];
    });
    try {
      if (decided.length > 0) await keep(decided.map(({ changes }) => changes));
    } catch (error) {
      for (const { one } of decided) one.fail(error);
      return;
    }
    for (const { one, changes } of decided) {
      for (const change of changes) apply(tables, change);
      one.settle(true);
    }
  };

  const run = async () => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await keepBatch(batch);
    }
    running = undefined;
  };

  return {
    get,
    entries: (table) => tables.get(table)?.entries() ?? [],
    commit: (decide) =>
      new Promise((settle, fail) => {
        queue.push({ decide, settle, fail });
        running ??= run();
      }),
    async close() {
      await running;
      await close();
    },
  };
}

/** What a commit decides; one that decides nothing, or fails to, is settled here. */
function decisionOf({ decide, settle, fail }: Waiting, newest: Reader): readonly Change[] | undefined {
  try {
    const changes = decide(newest);
    if (changes === undefined) settle(false);
    return changes;
  } catch (error) {
    fail(error);
    return undefined;
  }
}

export function apply(tables: Tables, { table, key, value }: Change): void {
  const rows = tables.get(table) ?? new Map<string, unknown>();
  tables.set(table, rows);
  if (value === undefined) rows.delete(key);
  else rows.set(key, value);
}
