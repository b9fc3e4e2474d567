/**
 * Small things that must outlive a restart, by key. Values are plain data; whoever reads one checks its shape. Writing
 * resolves once the value survives a power cut.
 */
export interface Store {
  read(key: string): unknown;
  write(key: string, value: unknown): Promise<void>;
}
