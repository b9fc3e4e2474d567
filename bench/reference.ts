import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Reference } from "../src/market/reference.ts";
import { projectFolder } from "./folder.ts";

/** The reference facts, put together as the program does. */
export async function readReference(): Promise<Reference> {
  const data = join(projectFolder, "data");
  const read = async (...path: string[]) => JSON.parse(await readFile(join(data, ...path), "utf8"));
  return Reference.parse({
    ...(await read("reference.json")),
    exchanges: await read("calendars", "exchanges.json"),
  });
}
