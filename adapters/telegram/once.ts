/**
 * Tells the first time something happens from its repetitions: an update delivered again, a button tapped twice. Remembers
 * the last `most`, each for `ms` (default: until it is pushed out).
 */
export function createOnce(now: () => number, { most = 10_000, ms = Number.POSITIVE_INFINITY } = {}) {
  const seen = new Map<string | number, number>();
  return (key: string | number): boolean => {
    const last = seen.get(key);
    if (last !== undefined && now() - last < ms) return false;
    seen.delete(key);
    seen.set(key, now());
    if (seen.size > most) seen.delete(seen.keys().next().value as string | number);
    return true;
  };
}
