import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { editions, fileOf, textOf } from "./editions.ts";

describe("an edition reads exactly as the one last read by a person", () => {
  it.each(editions)("$name", async (edition) => {
    expect(await textOf(edition)).toBe(await readFile(fileOf(edition), "utf8"));
  });
});
