/** True the first time a key is heard within its while. */
export type Once = (key: string, forMs: number) => boolean;

export function createOnce(now: () => number): Once {
  const until = new Map<string, number>();
  return (key, forMs) => {
    const at = now();
    for (const [other, end] of until) if (end <= at) until.delete(other);
    if (until.has(key)) return false;
    until.set(key, at + forMs);
    return true;
  };
}
