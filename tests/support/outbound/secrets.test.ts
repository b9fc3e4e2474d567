import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type OutboundCall, OutboundError } from "../../../src/support/outbound/call.ts";
import { at, emptyFolder, loopback, says, world } from "./world.ts";

const canaries = {
  key: "canary/Key+0451=",
  ticket: "canary.Crumb/77+",
  word: "canaryPassword9",
  path: "canary-hidden-path",
};
const shapes = Object.values(canaries).flatMap((canary) => [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  Buffer.from(canary).toString("base64").replace(/=+$/, ""),
  Buffer.from(canary).toString("base64url"),
]);
const leaks = (text: string) => shapes.filter((shape) => text.includes(shape));

/** A service that says every secret it was told, in every way it can. */
const echo = shapes.join(" ");
const header = encodeURIComponent(echo).slice(0, 2000);

const listeners: Readonly<Record<string, Parameters<typeof loopback>[0]>> = {
  "an answer that repeats the key": says(JSON.stringify({ echo })),
  ...Object.fromEntries(
    [400, 401, 402, 403, 404, 418, 429, 451, 500, 503].map((status) => [
      `status ${status}`,
      says(JSON.stringify({ echo }), status, { "x-echo": header, "retry-after": "1" }),
    ]),
  ),
  "a page": says(`<html>${echo}</html>`),
  "broken JSON": says(`{"${echo}`),
  nothing: says(""),
  "a broken connection": (request) => request.socket.destroy(),
  "half an answer": (_request, response) => {
    response.writeHead(200, { "content-length": 9999 });
    response.write(echo, () => response.destroy());
  },
  silence: () => undefined,
  "a bomb": says(gzipSync(Buffer.alloc(4e6)) as unknown as string, 200, { "content-encoding": "gzip" }),
  "a broken pack": says(echo, 200, { "content-encoding": "gzip" }),
  "no HTTP": (request) => void request.socket.end(`HTTP/9 ${echo}\r\n\r\n`),
  "a redirect to a private address": says("", 302, { location: `http://127.0.0.1/?key=${header}` }),
  "a redirect to nothing": says("", 302, { location: `mailto:${header}` }),
  "a redirect in a circle": says("", 302, { location: `/?key=${header}` }),
};

const kinds: Readonly<Record<string, Partial<OutboundCall>>> = {
  "as it is": {},
  kept: { freshMs: 60_000, staleMs: 600_000 },
  "with a status that was foreseen": { otherStatuses: [401, 403, 302], expects: "text", freshMs: 60_000 },
  "with a source that repeats what it hears": {
    freshMs: 60_000,
    check: ({ text }) => {
      throw new OutboundError("sample", "plan", `it said ${text} about ${shapes.join(", ")}`);
    },
  },
  "with a source that falls over": {
    check: () => {
      throw new Error(echo);
    },
  },
};

describe.each(Object.entries(kinds))("no secret is told, %s", (_kind, more) => {
  it.each(Object.entries(listeners))("by %s", async (_what, listener) => {
    const { base } = await loopback(listener);
    const folder = await emptyFolder();
    const warnings: string[] = [];
    const hear = (warning: Error) => void warnings.push(inspect(warning));
    process.on("warning", hear);
    const placed = `${base.replace("//", `//reader:${canaries.word}@`)}/${canaries.path}`;
    const { callFor, state } = world({ folder, mostMs: 150 });
    const call = callFor(
      at("https://api.example.com", { at: { base: placed }, secrets: [canaries.key], budget: { perDay: 99 } }),
    );
    const error = await call({
      path: "/query",
      expects: "json",
      headers: { "x-api-key": canaries.key, authorization: `Bearer ${canaries.key}` },
      keys: { api_key: canaries.key, crumb: canaries.ticket },
      ...more,
    }).then(
      () => undefined,
      (failed: unknown) => failed,
    );
    process.off("warning", hear);
    const isSound = error === undefined || error instanceof OutboundError;
    const told = [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), JSON.stringify(state())];
    expect([isSound, leaks([...told, ...warnings, await written(folder)].join(" "))]).toEqual([true, []]);
  });
});

describe("no secret is told", () => {
  it.each([
    ["a name that leads nowhere", "http://reader:canaryPassword9@nowhere.invalid/canary-hidden-path"],
    ["a port nobody listens at", "http://reader:canaryPassword9@127.0.0.1:1/canary-hidden-path"],
    ["no address at all", "canary-hidden-path"],
    ["an address of another kind", "ftp://reader:canaryPassword9@127.0.0.1/canary-hidden-path"],
  ])("by %s", async (_what, base) => {
    const asked = async () => {
      const lookup = (_host: string, _options: unknown, done: (error: Error, found: []) => void) =>
        done(Object.assign(new Error(base), { code: "ENOTFOUND", hostname: base }), []);
      return world({ lookup }).callFor(at("https://api.example.com", { at: { base } }))({
        path: "/q",
        expects: "json",
      });
    };
    const error = await asked().catch((failed: unknown) => failed);
    expect(error).toBeInstanceOf(Error);
    expect(leaks(`${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`)).toEqual([]);
  });
});

/** Names and contents of everything in a folder. */
async function written(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return `${entry.name} ${entry.isFile() ? await readFile(path, "utf8") : ""}`;
  });
  return (await Promise.all(texts)).join(" ");
}
