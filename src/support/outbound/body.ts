import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

export interface Caps {
  /** Of the answer, at each stage of unpacking (default 8 MB). */
  readonly mostBytes: number;
  /** Bytes unpacked from one received. */
  readonly mostRatio: number;
  readonly mostEncodings: number;
}

export const usualCaps: Caps = { mostBytes: 8 * 1024 * 1024, mostRatio: 100, mostEncodings: 2 };

/** An answer that is too large, or packed in a way no honest server would. */
export class BodyRefused extends Error {}

/** Small answers of many equal rows pack very well, and do no harm. */
const harmlessBytes = 64 * 1024;

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

// The library's types know no list of stages of several kinds.
const through = pipeline as unknown as (stages: readonly unknown[]) => Promise<void>;

/** The whole body, unpacked. */
export async function readBody(response: IncomingMessage, caps: Caps): Promise<Buffer> {
  const unpacking = encodingsOf(response, caps).map((encoding) => {
    const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
    if (unpack === undefined) throw new BodyRefused("it is packed in an unknown way");
    return unpack();
  });
  const parts: Buffer[] = [];
  const scale = { received: 0 };
  const received = tally(caps.mostBytes, (bytes) => {
    scale.received = bytes;
  });
  const unpacked = () =>
    tally(caps.mostBytes, (bytes) => {
      if (bytes > harmlessBytes && bytes > caps.mostRatio * scale.received)
        throw new BodyRefused("it unpacks to too much");
    });
  const stages = [received, ...unpacking.flatMap((unpack) => [unpack, unpacked()])];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) parts.push(part);
  };
  await through([response, ...stages, collect]);
  return Buffer.concat(parts);
}

/** In the order they are to be undone. */
function encodingsOf(response: IncomingMessage, { mostEncodings }: Caps): string[] {
  const named = (response.headers["content-encoding"] ?? "").toLowerCase().split(",");
  const encodings = named.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
  if (encodings.length > mostEncodings) throw new BodyRefused("it is packed too many times");
  return encodings.reverse();
}

/** Passes on what comes, and stops where it becomes too much. */
function tally(most: number, seen: (bytes: number) => void) {
  return async function* (source: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const part of source) {
      bytes += part.length;
      if (bytes > most) throw new BodyRefused("it is too large");
      seen(bytes);
      yield part;
    }
  };
}

/** Text by the charset that is known or named; what is not valid in it is marked, not refused. */
export function decode(bytes: Buffer, known: string | undefined, contentType = ""): string {
  const named = known ?? /charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
