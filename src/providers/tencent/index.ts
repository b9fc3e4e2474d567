import type { Origin } from "../../market/figure.ts";
import type { Instrument, Kind } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import { currencyOf } from "../../market/symbol.ts";
import type { Call } from "../../support/outbound/call.ts";
import { cleanText } from "../../support/text.ts";
import { maybe, moneyUnit, present } from "../files/context.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { spellings } from "../live/symbols.ts";
import { badPayload, fault, type Reading, readRows } from "../rows.ts";
import { Line, linesOf } from "./schema.ts";

const service = "Tencent";
const about: Reading = { service, topic: "quotes" };
const mostInOneCall = 50;
const aheadMs = 10 * 60_000;

/** US, Hong Kong and mainland shares and indices. Only fields whose place was seen are read; it has no closes of other days. */
export const tencent: Source = {
  facts: {
    name: "tencent",
    names: { en: service, zh: "腾讯" },
    base: "https://qt.gtimg.cn",
    terms: "undocumented",
    budget: { perMinute: 20 },
    delay: "delayed",
  },
  topics: () => ({ quotes }),
};

async function quotes({ symbols, now }: Ask, call: Call): Promise<Observed> {
  const ours = spellings(symbols, "tencent");
  const theirs = [...ours.keys()];
  const texts: string[] = [];
  for (let start = 0; start < theirs.length; start += mostInOneCall) {
    const part = theirs.slice(start, start + mostInOneCall).join(",");
    texts.push((await call({ path: `/q=${part}`, expects: "text", charset: "gbk", freshMs: 60_000 })).text);
  }
  const lines = texts.flatMap(linesOf);
  if (lines.length === 0 && texts.some((text) => !text.includes("v_pv_none_match")))
    throw badPayload(about, "no quotes");
  const { rows, faults } = lines.length === 0 ? { rows: [], faults: [] } : readRows(about, lines, Line);
  const current = rows.filter(({ at }) => Date.parse(at) <= now + aheadMs);
  const known = new Set(current.map(({ code }) => code));
  const absent = theirs
    .filter((code) => !known.has(code))
    .map((code) => fault(about, "a quote that has been made", { value: ours.get(code)?.join(" ") ?? code }));
  const found = current.flatMap((line) => (ours.get(line.code) ?? []).map((symbol) => quoteOf(line, symbol)));
  if (rows.length > 0 && found.length === 0) throw badPayload(about, "none of the symbols asked for");
  const isIndex = ({ instrument }: Quote) => instrument.kind === "index";
  return {
    indices: found.filter(isIndex),
    quotes: found.filter((quote) => !isIndex(quote)),
    asOf:
      current
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? new Date(now).toISOString(),
    faults: [...faults, ...absent],
  };
}

function quoteOf(line: Line, symbol: string): Quote {
  const instrument = instrumentOf(line, symbol);
  const unit = instrument.kind === "index" ? "points" : moneyUnit(instrument.currency);
  const origin: Origin = { source: service, asOf: line.at, quality: line.isOver ? "final" : "provisional" };
  // A change of zero beside no close before is that of a new listing.
  const day = line.previous === undefined ? undefined : maybe(line.percent, "pct", origin);
  return present<Quote>({
    instrument,
    level: maybe(line.price, unit, origin),
    previous: maybe(line.previous, unit, origin),
    changes: day === undefined ? {} : { day },
    marketCap: undefined,
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

function instrumentOf({ name }: Line, symbol: string): Instrument {
  const kind = kindOf(symbol);
  const currency = kind === "index" ? undefined : currencyOf(symbol);
  const names = { en: symbol, zh: cleanText(name).slice(0, 40) };
  return { symbol, names, kind, ...(currency !== undefined && { currency }) };
}

/** Mainland exchanges keep ranges of codes for indices and for funds. */
function kindOf(symbol: string): Kind {
  if (/\.(?:GI|HI)$|^000\d{3}\.SH$|^399\d{3}\.SZ$/.test(symbol)) return "index";
  return /^5\d{5}\.SH$|^1[56]\d{4}\.SZ$/.test(symbol) ? "fund" : "stock";
}
