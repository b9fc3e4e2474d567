import { writeFile } from "node:fs/promises";
import { editions, fileOf, textOf } from "./editions.ts";

for (const edition of editions) await writeFile(fileOf(edition), await textOf(edition));
