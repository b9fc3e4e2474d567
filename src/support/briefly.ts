/** Values kept at a time; the oldest goes first. */
const mostKept = 8;

/** The same question within a while gets the same value, asked for once. One that failed is asked for anew. */
export function briefly<Q extends readonly unknown[], T>(
  ms: number,
  ask: (...question: Q) => Promise<T>,
  keyOf: (...question: Q) => string,
  now: () => number = () => performance.now(),
): (...question: Q) => Promise<T> {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return (...question) => {
    const key = keyOf(...question);
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.value;
    const value = ask(...question);
    kept.delete(key);
    kept.set(key, { until: now() + ms, value });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key);
    });
    return value;
  };
}
