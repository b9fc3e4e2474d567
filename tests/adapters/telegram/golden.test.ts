import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fileOf, partsOf, payloads } from "./golden/payloads.ts";

describe("what Telegram is sent", () => {
  // Written by `npx tsx tests/adapters/telegram/golden/write.ts`, and read by somebody before it is committed.
  it.each(payloads)("for $name is what it was when it was last read", async (payload) => {
    expect(await partsOf(payload)).toEqual(JSON.parse(await readFile(fileOf(payload), "utf8")));
  });
});
