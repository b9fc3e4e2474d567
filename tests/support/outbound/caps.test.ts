import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { at, failureOf, loopback, quick, world } from "./world.ts";

const answering = async (body: Buffer | string, encoding?: string) => {
  const { base, requests } = await loopback((_request, response) => {
    response.writeHead(200, encoding === undefined ? {} : { "content-encoding": encoding }).end(body);
  });
  return { call: world().callFor(at(base)), requests };
};

const megabyte = 1024 * 1024;
const json = JSON.stringify(
  Array.from({ length: 3000 }, (_, index) => ({ id: index, price: (index * 7919) % 10_007 })),
);

describe("a packed answer", () => {
  it.each([
    ["gzip", gzipSync(json)],
    ["br", brotliCompressSync(json)],
    ["deflate", deflateSync(json)],
    ["gzip, br", brotliCompressSync(gzipSync(json))],
    ["GZIP", gzipSync(json)],
    ["identity", Buffer.from(json)],
  ])("is unpacked: %s", async (encoding, body) => {
    const { call } = await answering(body, encoding);
    expect((await call(quick)).text).toBe(json);
  });

  it("may be of many equal rows as long as it is small", async () => {
    const rows = `[${"0,".repeat(20_000)}0]`;
    const { call } = await answering(gzipSync(rows), "gzip");
    expect((await call(quick)).text.length).toBe(rows.length);
  });

  it.each([
    ["packed three times", gzipSync(gzipSync(gzipSync(json))), "gzip, gzip, gzip", "packed too many times"],
    ["packed in a way nobody knows", Buffer.from(json), "zstd", "packed in an unknown way"],
    ["by a name objects inherit", Buffer.from(json), "constructor", "packed in an unknown way"],
    ["a bomb", gzipSync(Buffer.alloc(6 * megabyte, "[")), "gzip", "unpacks to too much"],
    ["a bomb in Brotli", brotliCompressSync(Buffer.alloc(6 * megabyte, "[")), "br", "unpacks to too much"],
    ["a bomb in a bomb", gzipSync(gzipSync(Buffer.alloc(64 * megabyte, "["))), "gzip, gzip", "unpacks to too much"],
  ])("is refused: %s", async (_what, body, encoding, why) => {
    const { call, requests } = await answering(body, encoding);
    const { trouble, message } = await failureOf(call(quick));
    expect([trouble, message, requests.length]).toEqual([
      "bad-payload",
      `The answer of sample cannot be used: it ${why.startsWith("unpacks") ? why : `is ${why}`}.`,
      1,
    ]);
  });

  it.each([
    ["gzip", gzipSync(json).subarray(0, 900)],
    ["gzip", Buffer.from(json)],
    ["br", Buffer.from(json)],
    ["deflate", Buffer.from(json)],
  ])("that is broken is a bad payload: %s", async (encoding, body) => {
    const { call } = await answering(body, encoding);
    const { trouble, message } = await failureOf(call(quick));
    expect([trouble, message]).toEqual(["bad-payload", "The answer of sample cannot be unpacked."]);
  });
});

describe("an answer larger than anything of use", () => {
  it.each([
    ["plain", undefined, (part: Buffer) => part],
    ["packed", "gzip", (part: Buffer) => gzipSync(part)],
  ])("is left at 8 MB, however long it goes on: %s", async (_what, encoding, pack) => {
    let sent = 0;
    const part = pack(Buffer.from(Array.from({ length: 64 * 1024 }, (_, index) => (index * index * 31 + index) % 251)));
    const { base, requests } = await loopback((_request, response) => {
      response.writeHead(200, encoding === undefined ? {} : { "content-encoding": encoding });
      const more = (): void => {
        while (!response.destroyed) {
          sent += part.length;
          if (!response.write(part)) return void response.once("drain", more);
        }
      };
      more();
    });
    const { trouble } = await failureOf(world().callFor(at(base))({ ...quick, timeoutMs: 8000 }));
    expect([trouble, requests.length]).toEqual(["bad-payload", 1]);
    expect(sent).toBeLessThan(24 * megabyte);
  });

  it("takes hardly any memory, whatever it would unpack to", async () => {
    const { call } = await answering(gzipSync(Buffer.alloc(64 * megabyte)), "gzip");
    await failureOf(call(quick));
    const held = () => process.memoryUsage().external;
    const before = held();
    let growth = 0;
    const watch = setInterval(() => {
      growth = Math.max(growth, held() - before);
    }, 1);
    await failureOf(call(quick));
    growth = Math.max(growth, held() - before);
    clearInterval(watch);
    expect(growth).toBeLessThan(10 * megabyte);
  });
});
