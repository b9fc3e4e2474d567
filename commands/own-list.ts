import { join, literal, message, name } from "../src/i18n/value.ts";
import type { Found } from "../src/market/lookup.ts";
import type { CommandContext } from "../src/platform/command.ts";
import { CommandError, shortened } from "../src/platform/parse.ts";
import type { Services } from "./services.ts";

/** The list this conversation keeps, where it keeps one: what `watchlist` means here. */
export function ownSymbols({ conversation }: CommandContext<Services>): { readonly symbols?: readonly string[] } {
  const symbols = conversation.chosen.watchlist;
  return symbols === undefined || symbols.length === 0 ? {} : { symbols };
}

/** The instrument each word names; a word that names none or several is a mistake that tells what was near. */
export async function instrumentsNamed(
  words: readonly string[],
  { services }: CommandContext<Services>,
): Promise<readonly Found[]> {
  const lookup = await services.lookup();
  return words.map((word) => {
    const found = lookup.exactly(word);
    if (found !== undefined) return found;
    const near = word === "" ? [] : lookup.near(word, 6);
    if (near.length === 1) return near[0] as Found;
    throw new CommandError(
      near.length === 0 ? `No instrument is named "${word}".` : `"${word}" may be several instruments.`,
      message("instrument.unclear", {
        word: literal(shortened(word)),
        count: near.length,
        near: join(
          near.map(({ symbol, names }) => message("instrument.near", { code: symbol, name: name(names) })),
          "list",
        ),
      }),
    );
  });
}
