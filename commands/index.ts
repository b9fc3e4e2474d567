import type { Catalog } from "../src/i18n/catalog.ts";
import type { Command } from "../src/platform/command.ts";
import { createDigestCommands } from "./digest/index.ts";
import { words as digestWords } from "./digest/words.ts";
import { earnings } from "./earnings.ts";
import { flows } from "./flows.ts";
import { createHelp } from "./help.ts";
import { market } from "./market.ts";
import { movers } from "./movers.ts";
import { withPostHere } from "./post-here.ts";
import { quote } from "./quote.ts";
import type { Services } from "./services.ts";
import { settings } from "./settings.ts";
import { snippet } from "./snippet.ts";
import { status } from "./status.ts";
import { watchlist } from "./watchlist.ts";

/** Every command there is; a new one is a line here and its file beside. */
export const commands: readonly Command<Services>[] = (
  [
    ...createDigestCommands(() => commands),
    movers,
    flows,
    earnings,
    market,
    quote,
    watchlist,
    snippet,
    settings,
    status,
    createHelp(() => commands),
  ] as readonly Command<Services>[]
).map(withPostHere);

/** Words of the follow-ups that answers offer, and those several commands share. */
export const words: Catalog = {
  en: {
    ...digestWords.en,
    "action.movers": "Movers",
    "action.digest": "Weekly digest",
    "action.watchlist": "Watch list",
    "action.follow": "Follow",
  },
  zh: {
    ...digestWords.zh,
    "action.movers": "涨跌榜",
    "action.digest": "周报",
    "action.watchlist": "观察名单",
    "action.follow": "加入自选",
  },
};
