import { createHash } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

interface Place {
  readonly platform: string;
  readonly account: string;
  readonly channel: string;
  readonly thread?: string;
}

/** The name of one message on its platform, as RELIABILITY.md 2.1 has it. */
export function markFor(entry: string, place: Place, part: number, of: number): string {
  const { platform, account, channel, thread = "" } = place;
  return markOfKey(`${entry}|${platform}|${account}|${channel}|${thread}|${part}/${of}`);
}

/** Base 32 of the hash of a delivery key. */
export function markOfKey(key: string): string {
  const bytes = createHash("sha256").update(key).digest();
  let mark = "";
  for (let bit = 0; bit < 256; bit += 5) {
    const two = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    mark += alphabet.charAt((two >> (11 - (bit & 7))) & 31);
  }
  return mark;
}
