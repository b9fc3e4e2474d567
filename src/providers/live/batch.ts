/** Brings values for several keys in one go. Keys it has nothing for are left out. */
export type Bring<T> = (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;

/**
 * Gathers what many ask for one by one: while one question is under way, all others wait and go together in the next. The
 * number of questions depends on the time and on the number of different keys, not on the number of those who ask.
 */
export function createBatch<T>(bring: Bring<T>, most: number): Bring<T> {
  let waiting: { keys: Set<string>; answer: Promise<ReadonlyMap<string, T>> } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const begin = () => {
    const keys = new Set<string>();
    const answer = last.then(async () => {
      // Whoever asks in the same breath still comes along.
      await new Promise((resolve) => setImmediate(resolve));
      waiting = undefined;
      const all = [...keys];
      const found = new Map<string, T>();
      for (let start = 0; start < all.length; start += most)
        for (const [key, value] of await bring(all.slice(start, start + most))) found.set(key, value);
      return found;
    });
    last = answer.catch(() => undefined);
    waiting = { keys, answer };
    return waiting;
  };

  return (keys) => {
    if (keys.length === 0) return Promise.resolve(new Map());
    const batch = waiting ?? begin();
    for (const key of keys) batch.keys.add(key);
    return batch.answer;
  };
}
