import { writeFile } from "node:fs/promises";
import { editions, fileOf, inLines, partsOf } from "./editions.ts";

// `npm run fix` afterwards lays the files out.
for (const edition of editions)
  await writeFile(fileOf(edition), `${JSON.stringify(inLines(await partsOf(edition)), null, 2)}\n`);
