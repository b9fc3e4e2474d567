/** True the first time a key is seen, and again only after it was forgotten. */
export type Once = (key: string, forMs: number) => boolean;

/** More keys than a busy workspace brings in the time they are kept. */
const mostKept = 10_000;

/** Remembers what was done, so that a repeated delivery or a second tap has no second effect. */
export function createOnce(now: () => number): Once {
  const until = new Map<string, number>();
  return (key, forMs) => {
    const time = now();
    const known = until.get(key);
    if (known !== undefined && known > time) return false;
    until.delete(key);
    until.set(key, time + forMs);
    if (until.size > mostKept) forgetOld(until, time);
    return true;
  };
}

/** What ran out goes first; if all of it still counts, the oldest goes. */
function forgetOld(until: Map<string, number>, time: number): void {
  for (const [key, end] of until) if (end <= time) until.delete(key);
  for (const key of until.keys()) {
    if (until.size <= mostKept) return;
    until.delete(key);
  }
}
