/**
 * Who is due next, for one tick over all subscriptions. Due times crowd on whole minutes, so that ids share one bucket
 * per instant, and only the instants are kept in a heap: a change costs the logarithm of the distinct instants, a look
 * at the clock nothing, and taking what is due as much as there is of it.
 */
export interface DueIndex<Id> {
  readonly size: number;
  /** Adds an id, or moves it to another instant. */
  set(id: Id, dueAt: number): void;
  remove(id: Id): boolean;
  dueAt(id: Id): number | undefined;
  /** The earliest instant anything is due at. */
  nextAt(): number | undefined;
  /** Removes and returns everything due by now: by instant, then in the order it was set. */
  takeDue(now: number): Id[];
}

export function createDueIndex<Id>(): DueIndex<Id> {
  const instants = createHeap();
  const buckets = new Map<number, Set<Id>>();
  const dueOf = new Map<Id, number>();
  let empty = 0;

  const remove = (id: Id): boolean => {
    const dueAt = dueOf.get(id);
    if (dueAt === undefined) return false;
    dueOf.delete(id);
    const bucket = buckets.get(dueAt) as Set<Id>;
    bucket.delete(id);
    // The instant stays in the heap until its time comes, unless edits leave too many such behind.
    if (bucket.size === 0 && ++empty > 64 && empty * 2 > buckets.size) sweep();
    return true;
  };
  const sweep = () => {
    for (const [dueAt, bucket] of buckets) if (bucket.size === 0) buckets.delete(dueAt);
    instants.refill(buckets.keys());
    empty = 0;
  };
  /** The earliest instant that still has ids. */
  const earliest = (): number | undefined => {
    for (let at = instants.first(); at !== undefined; at = instants.first()) {
      if (buckets.get(at)?.size !== 0) return at;
      instants.takeFirst();
      buckets.delete(at);
      empty--;
    }
    return undefined;
  };

  return {
    get size() {
      return dueOf.size;
    },
    set(id, dueAt) {
      if (!Number.isFinite(dueAt)) throw new RangeError(`An occurrence cannot be due at ${dueAt}.`);
      remove(id);
      let bucket = buckets.get(dueAt);
      if (bucket === undefined) {
        bucket = new Set();
        buckets.set(dueAt, bucket);
        instants.add(dueAt);
      } else if (bucket.size === 0) empty--;
      bucket.add(id);
      dueOf.set(id, dueAt);
    },
    remove,
    dueAt: (id) => dueOf.get(id),
    nextAt: earliest,
    takeDue(now) {
      const due: Id[] = [];
      for (let at = earliest(); at !== undefined && at <= now; at = earliest()) {
        for (const id of buckets.get(at) as Set<Id>) {
          due.push(id);
          dueOf.delete(id);
        }
        instants.takeFirst();
        buckets.delete(at);
      }
      return due;
    },
  };
}

/** A binary heap of numbers, the smallest first. */
function createHeap() {
  let items: number[] = [];
  const at = (place: number) => items[place] as number;
  const swap = (a: number, b: number) => {
    [items[a], items[b]] = [at(b), at(a)];
  };
  const sink = () => {
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      if (left >= items.length) return;
      const smaller = left + 1 < items.length && at(left + 1) < at(left) ? left + 1 : left;
      if (at(place) <= at(smaller)) return;
      swap(place, smaller);
      place = smaller;
    }
  };
  return {
    first: (): number | undefined => items[0],
    add(item: number) {
      items.push(item);
      for (let place = items.length - 1; place > 0; ) {
        const parent = (place - 1) >> 1;
        if (at(parent) <= at(place)) return;
        swap(place, parent);
        place = parent;
      }
    },
    takeFirst() {
      const last = items.pop();
      if (last === undefined || items.length === 0) return;
      items[0] = last;
      sink();
    },
    /** Starts again from other items; ascending ones are a heap already. */
    refill(others: Iterable<number>) {
      items = [...others].sort((a, b) => a - b);
    },
  };
}
