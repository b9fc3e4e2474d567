import type { Digits } from "../market/decimal.ts";
import type { Kind } from "../market/instrument.ts";

/** What is known of a coin when its kind is decided. */
export interface CoinTraits {
  /** The source's own id, such as `wrapped-bitcoin`; a ticker where it has no ids. */
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly tags?: readonly string[];
  readonly price?: Digits | undefined;
  readonly day?: Digits | undefined;
  readonly week?: Digits | undefined;
}

/** Tickers pegged to a currency, whatever they trade at: some follow the euro, and a peg can slip. */
const stable = new Set(
  (
    "USDT USDC DAI USDS USDE FDUSD TUSD PYUSD USDD FRAX FRXUSD BUSD GUSD LUSD USDP RLUSD USD1 USDB GHO CRVUSD SUSD EURC EURS " +
    "EURT EURI EURCV AEUR EUR USDG USDF USD0 USDX USDTB USDY USDAI BFUSD XUSD BUIDL USYC USTB AUSD MIM DOLA ALUSD USDL USDM USDH"
  ).split(" "),
);
const wrappedIds =
  /(?:^|-)(?:wrapped|staked|bridged|restaked|pegged|peg)(?:-|$)|^binance-peg-|-wormhole$|-(?:portal|bridge)$/;
const wrappedNames = /^(?:wrapped|bridged|binance-peg|staked|restaked)\b|\b(?:wrapped|staked|restaked|bridged)\b/i;
const wrappedSymbols = new Set(
  "WBTC WETH STETH WSTETH WEETH EETH RETH CBBTC CBETH WBETH LBTC TBTC BTCB FBTC SOLVBTC WBNB JITOSOL MSOL BNSOL METH RSETH EZETH OSETH FRXETH SFRXETH SUSDE SUSDS LSETH SWETH".split(
    " ",
  ),
);
const wrappedTags = new Set(["wrapped-tokens", "liquid-staking-derivatives", "liquid-restaking-tokens"]);
/** Words of leveraged tokens in names; their tickers tell by what they are listed beside. */
const leveragedNames = /\b\d(?:\.\d)?x (?:long|short)\b|\b(?:long|short) \d(?:\.\d)?x\b|\bleveraged\b/i;

/**
 * A coin, or what only stands for something else: stablecoins and wrapped, staked and bridged assets repeat another price,
 * leveraged tokens multiply one (a note, as exchanges' leveraged products are). None of them belongs in a top list.
 */
export function kindOfCoin({ id, symbol, name, tags = [], price, day, week }: CoinTraits): Kind {
  if (tags.includes("stablecoin") || stable.has(symbol)) return "stablecoin";
  if (wrappedIds.test(id) || wrappedNames.test(name) || wrappedSymbols.has(symbol)) return "wrapped";
  if (tags.some((tag) => wrappedTags.has(tag))) return "wrapped";
  if (leveragedNames.test(name) || tags.includes("leveraged-token")) return "note";
  return isPegged(price, day, week) ? "stablecoin" : "coin";
}

/** Stands at one dollar and does not move. A coin that passes one dollar on a quiet day is told by its week. */
function isPegged(price?: Digits, day?: Digits, week?: Digits): boolean {
  if (price === undefined || day === undefined) return false;
  const isQuiet = Math.abs(Number(day)) < 0.5 && Math.abs(Number(week ?? "0")) < 1;
  return isQuiet && Math.abs(Number(price) - 1) < 0.03;
}
