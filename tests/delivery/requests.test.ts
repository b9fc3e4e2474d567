import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openRequests } from "../../src/delivery/requests.ts";

let folder: string;
let failures: string[];
let carriedOut: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "requests-"));
  failures = [];
  carriedOut = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const requests = () => openRequests(join(folder, "requests"), (what) => void failures.push(what));
const office = {
  resend: async (key: string) => {
    carriedOut.push(key);
    return true;
  },
  backfill: async (...asked: unknown[]) => {
    carriedOut.push(asked);
    return 1;
  },
};

it("are carried out by the program that runs next, once", async () => {
  await requests().leave("a", { ask: "redrive", keys: ["one", "two"] });
  await requests().leave("b", { ask: "backfill", subscription: "abcde", from: 1, to: 2, force: false });
  await requests().take(office);
  await requests().take(office);
  expect(carriedOut).toEqual(["one", "two", ["abcde", { from: 1, to: 2, force: false }]]);
  expect(await readdir(join(folder, "requests"))).toEqual([]);
});

it("left twice under one name are one", async () => {
  for (const key of ["one", "one"]) await requests().leave("same", { ask: "redrive", keys: [key] });
  await requests().take(office);
  expect(carriedOut).toEqual(["one"]);
});

it("that cannot be read are told of and do not stop the others", async () => {
  await requests().leave("z", { ask: "redrive", keys: ["one"] });
  await writeFile(join(folder, "requests", "broken.json"), "{");
  await requests().take(office);
  expect(carriedOut).toEqual(["one"]);
  expect(failures).toEqual(["carrying out the request broken.json"]);
});

it("nobody left are none", async () => {
  await requests().take(office);
  expect([carriedOut, failures]).toEqual([[], []]);
});
