import { fileURLToPath } from "node:url";
import { catalogs } from "../../src/compose.ts";
import { documentOf } from "../../src/digest/edition.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import { composeDigest, dataFolder, demoEngine, folderEngine } from "../fixtures/editions.ts";

const book = createMessageBook(catalogs);
const galaxy = `${dataFolder}/reports/galaxy-2024-07-05`;

/** Complete editions that are compared as whole text. */
export const editions = [
  ...(["daily", "weekly", "monthly", "crypto", "earnings"] as const).flatMap((digest) =>
    (["en", "zh"] as const).map((language) => ({
      name: `demo-${digest}-${language}`,
      digest,
      language,
      engine: demoEngine,
    })),
  ),
  { name: "demo-weekly-both", digest: "weekly", language: "both", engine: demoEngine },
  { name: "galaxy-weekly-en", digest: "weekly", language: "en", engine: () => folderEngine(galaxy) },
  { name: "galaxy-weekly-zh", digest: "weekly", language: "zh", engine: () => folderEngine(galaxy) },
] as const;

export async function textOf({ digest, language, engine }: (typeof editions)[number]): Promise<string> {
  const edition = await composeDigest(engine(), digest);
  return renderPlain(documentOf(edition), { speaker: createSpeaker(book, language), width: 80, openDetails: true });
}

export function fileOf({ name }: { readonly name: string }): string {
  return fileURLToPath(new URL(`./${name}.txt`, import.meta.url));
}
