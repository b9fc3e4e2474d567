import { graceMs } from "./limits.ts";

/** When something on the shelf was put there, and what it is. */
export interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

export interface Fetching<T> {
  /** Used again without asking while younger than this. */
  readonly freshMs: (value: T) => number;
  /** Brings a new one; told of the one before, which may stand in. */
  readonly fetch: (before: Kept<T> | undefined) => Promise<T>;
}

/** Values by key, each fetched once however many ask for it at a time. */
export interface Shelf<T> {
  get(key: string, fetching: Fetching<T>): Promise<Kept<T>>;
  /** What lies there now. */
  peek(key: string): Kept<T> | undefined;
}

/** Keys remembered at a time; those asked for longest ago go first. */
const mostKeys = 200;

export function createShelf<T>(elapsed: () => number): Shelf<T> {
  const held = new Map<string, Kept<T>>();
  const running = new Map<string, Promise<Kept<T>>>();
  const put = (key: string, value: T): Kept<T> => {
    const kept = { at: elapsed(), value };
    held.delete(key);
    held.set(key, kept);
    if (held.size > mostKeys) held.delete(held.keys().next().value as string);
    return kept;
  };
  const renew = (key: string, { fetch }: Fetching<T>): Promise<Kept<T>> => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const fetching = fetch(held.get(key))
      .then((value) => put(key, value))
      .finally(() => running.delete(key));
    running.set(key, fetching);
    return fetching;
  };
  return {
    peek: (key) => held.get(key),
    async get(key, fetching) {
      const known = held.get(key);
      if (known === undefined) return renew(key, fetching);
      const ageMs = elapsed() - known.at;
      const freshMs = fetching.freshMs(known.value);
      if (ageMs < freshMs) return known;
      const renewed = renew(key, fetching);
      if (ageMs >= freshMs + graceMs(freshMs)) return renewed;
      // Whoever asks next hears of a failure.
      renewed.catch(() => undefined);
      return known;
    },
  };
}
