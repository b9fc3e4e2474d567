import type { Reference } from "../../market/reference.ts";
import type { Dataset, Instruments } from "../../market/snapshot.ts";
import { marketOf } from "../../market/symbol.ts";
import type { Topic } from "./source.ts";
import { spelled } from "./symbols.ts";

/** What a digest needs, in the things sources are asked for. */
export interface Wants {
  /** Those asked for whole. */
  readonly topics: readonly Topic[];
  /** Single instruments whose quotes are wanted. */
  readonly symbols: readonly string[];
  /** Those of them whose closes are wanted too, the more important first. */
  readonly closes: readonly string[];
  /** Those whose report dates nobody's calendar holds. */
  readonly reporting: readonly string[];
}

const moversOf: Readonly<Record<string, Topic>> = {
  us: "movers-us",
  hk: "movers-hk",
  cn: "movers-cn",
  tw: "movers-tw",
};

const topicsOf: Partial<Record<Dataset, readonly Topic[]>> = {
  etfFlows: ["etf-btc", "etf-eth"],
  crypto: ["crypto-total", "coins"],
  sentiment: ["fear-greed"],
  events: ["earnings-us"],
  rates: ["us-yields", "cn-yields", "fx", "rmb-parity"],
  news: ["news"],
};

export function wantsOf(
  needs: ReadonlySet<Dataset>,
  instruments: Instruments | undefined,
  reference: Reference,
): Wants {
  const indices = needs.has("indices") ? servedIndices(reference) : [];
  const chosen = needs.has("universes") ? [...(instruments?.symbols ?? groupMembers(reference))] : [];
  const stocks = chosen.filter((symbol) => marketOf(symbol) !== "crypto");
  const listed = isListOnly(needs, instruments) ? groupMembers(reference) : [];
  const symbols = [...new Set([...indices, ...stocks, ...listed])];
  const topics = [...needs].flatMap((need) => topicsOf[need] ?? []);
  const movers = needs.has("universes") ? moversWanted(instruments) : [];
  const coins = needs.has("universes") && wantsCoins(needs, instruments, chosen) ? (["coins"] as const) : [];
  return {
    topics: [...new Set<Topic>([...topics, ...movers, ...coins])],
    symbols,
    closes: symbols,
    reporting: needs.has("events") ? stocks.filter((symbol) => marketOf(symbol) !== "us") : [],
  };
}

/** The indices any source here knows. */
export function servedIndices(reference: Reference): string[] {
  return Object.keys(reference.indices).filter(
    (symbol) => spelled(symbol, "yahoo") !== undefined || spelled(symbol, "tencent") !== undefined,
  );
}

/** Names everybody watches. */
export function groupMembers(reference: Reference): string[] {
  return [...new Set(reference.groups.flatMap((group) => group.members))];
}

/** Top lists without a market named: of the names everybody watches, and of coins. */
function isListOnly(needs: ReadonlySet<Dataset>, instruments: Instruments | undefined): boolean {
  return (
    needs.size === 1 && needs.has("universes") && instruments?.universes.size === 0 && instruments.symbols.size === 0
  );
}

function moversWanted(instruments: Instruments | undefined): Topic[] {
  if (instruments === undefined) return Object.values(moversOf);
  return [...instruments.universes].flatMap((id) => moversOf[id] ?? []);
}

function wantsCoins(
  needs: ReadonlySet<Dataset>,
  instruments: Instruments | undefined,
  chosen: readonly string[],
): boolean {
  if (instruments === undefined || isListOnly(needs, instruments)) return true;
  return instruments.universes.has("crypto") || chosen.some((symbol) => marketOf(symbol) === "crypto");
}

/** Top lists of a stock market are of its last session, so that is what is spoken of where nobody names other days. */
export function isAboutSession(needs: ReadonlySet<Dataset>, instruments: Instruments | undefined): boolean {
  const universes = [...(instruments?.universes ?? [])];
  return needs.size === 1 && needs.has("universes") && universes.some((id) => moversOf[id] !== undefined);
}
