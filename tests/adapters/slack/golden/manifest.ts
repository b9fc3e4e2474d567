import { fileURLToPath } from "node:url";
import { manifestOf } from "../../../../adapters/slack/manifest.ts";
import { commands } from "../../../../commands/index.ts";
import { catalogs } from "../../../../src/compose.ts";
import { createMessageBook } from "../../../../src/i18n/catalog.ts";

const book = createMessageBook(catalogs);

export const manifestFile = fileURLToPath(new URL("../../../../adapters/slack/manifest.json", import.meta.url));

/** The app as the registry of commands makes it. */
export function manifestJson(): string {
  return `${JSON.stringify(
    manifestOf(commands, (id) => book.text(id, {}, "en")),
    null,
    2,
  )}\n`;
}
