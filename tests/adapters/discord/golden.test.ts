import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { rules } from "../../fakes/discord/rules.ts";
import { editions, fileOf, inLines, partsOf } from "./golden/editions.ts";

describe("an edition looks exactly as the one last read by a person", () => {
  it.each(editions)("$name", async (edition) => {
    const parts = await partsOf(edition);
    expect(inLines(parts)).toEqual(JSON.parse(await readFile(fileOf(edition), "utf8")));
    expect(parts.flatMap(({ payload }) => rules.create(payload))).toEqual([]);
  });
});
