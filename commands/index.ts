import type { Catalog } from "../src/i18n/catalog.ts";
import type { Command } from "../src/platform/command.ts";
import { digest } from "./digest.ts";
import { earnings } from "./earnings.ts";
import { flows } from "./flows.ts";
import { createHelp } from "./help.ts";
import { market } from "./market.ts";
import { movers } from "./movers.ts";
import type { Services } from "./services.ts";
import { snippet } from "./snippet.ts";
import { status } from "./status.ts";
import { watchlist } from "./watchlist.ts";

/** Every command there is; a new one is a line here and its file beside. */
export const commands: readonly Command<Services>[] = [
  digest,
  movers,
  flows,
  earnings,
  market,
  watchlist,
  snippet,
  status,
  createHelp(() => commands),
] as readonly Command<Services>[];

/** Words of the follow-ups that answers offer. */
export const words: Catalog = {
  en: {
    "action.window-day": "Day",
    "action.window-7d": "7 days",
    "action.window-month": "Month",
    "action.losers": "Only losers",
    "action.other-asset": "Other asset",
    "action.next-week": "Next week",
    "action.watchlist-only": "Watch list only",
    "action.movers": "Movers",
    "action.digest": "Weekly digest",
  },
  zh: {
    "action.window-day": "当日",
    "action.window-7d": "7日",
    "action.window-month": "本月",
    "action.losers": "只看跌幅",
    "action.other-asset": "另一资产",
    "action.next-week": "下周",
    "action.watchlist-only": "仅观察名单",
    "action.movers": "涨跌榜",
    "action.digest": "周报",
  },
};
