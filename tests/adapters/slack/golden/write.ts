import { writeFile } from "node:fs/promises";
import { fileOf, goldens, jsonOf } from "./editions.ts";
import { manifestFile, manifestJson } from "./manifest.ts";

// After a change of the commands or of what is shown: npx tsx tests/adapters/slack/golden/write.ts && npm run fix
await writeFile(manifestFile, manifestJson());
for (const golden of goldens) await writeFile(fileOf(golden), await jsonOf(golden));
