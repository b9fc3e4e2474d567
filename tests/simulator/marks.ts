import { createHash } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The name of one message on its platform, as RELIABILITY.md 2.1 has it: base 32 of the hash of the delivery key. */
export function markFor(
  entry: string,
  place: { platform: string; account: string; channel: string; thread?: string },
  part: number,
  of: number,
): string {
  const { platform, account, channel, thread = "" } = place;
  const key = `${entry}|${platform}|${account}|${channel}|${thread}|${part}/${of}`;
  const bytes = createHash("sha256").update(key).digest();
  let mark = "";
  for (let bit = 0; bit < 256; bit += 5) {
    const two = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    mark += alphabet.charAt((two >> (11 - (bit & 7))) & 31);
  }
  return mark;
}
