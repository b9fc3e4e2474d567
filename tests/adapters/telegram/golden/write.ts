import { writeFile } from "node:fs/promises";
import { fileOf, partsOf, payloads } from "./payloads.ts";

// `npm run fix` afterwards lays the files out.
for (const payload of payloads) await writeFile(fileOf(payload), JSON.stringify(await partsOf(payload)));
