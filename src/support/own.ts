/** An entry of a table of our own, looked up by a word from outside: what objects inherit is no entry. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
