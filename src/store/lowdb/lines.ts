import { crc32 } from "node:zlib";
import type { Disk } from "../disk.ts";

/** A line of a file: the checksum of a value, and the value. */
export function lineOf(value: unknown): string {
  const text = JSON.stringify(value);
  return `${checksum(text)} ${text}\n`;
}

/** The value of a line, or undefined when it is not as it was written. */
export function contentOf(line: string): unknown {
  const text = line.slice(9);
  if (line[8] !== " " || checksum(text) !== line.slice(0, 8)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The checksum fits something that is no value: as unreadable as if it did not.
    return undefined;
  }
}

/**
 * Hands over the lines of a file without holding the whole of it; false where there is no such file. The last one is empty,
 * unless bytes follow the last line break.
 */
export async function readLines(disk: Disk, path: string, take: (line: string) => void): Promise<boolean> {
  let rest: Buffer[] = [];
  const found = await disk.read(path, (piece) => {
    const end = piece.lastIndexOf(10);
    if (end === -1) {
      rest.push(Buffer.from(piece));
      return;
    }
    const whole = Buffer.concat([...rest, piece.subarray(0, end)]);
    rest = [Buffer.from(piece.subarray(end + 1))];
    for (const line of whole.toString("utf8").split("\n")) take(line);
  });
  if (found) take(Buffer.concat(rest).toString("utf8"));
  return found;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
