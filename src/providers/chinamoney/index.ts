import { daysBetween } from "../../market/days.ts";
import { figure, type Origin } from "../../market/figure.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Rate } from "../../market/observations.ts";
import { type Call, OutboundError } from "../../support/outbound/call.ts";
import { own } from "../../support/own.ts";
import { maybe, present } from "../files/context.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { askFor, badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { Answer, Record } from "./schema.ts";

const names = { en: "CFETS", zh: "中国外汇交易中心" };
const about: Reading = { service: names.en, topic: "rmb-parity" };
const minuteMs = 60_000;

/** The central parity the People's Bank of China lets be announced at about 09:15 in Beijing on every trading day. */
export const chinamoney: Source = {
  facts: {
    name: "chinamoney",
    names,
    base: "https://www.chinamoney.com.cn",
    terms: "open",
    budget: { perHour: 6 },
    delay: "daily",
  },
  topics: () => ({ "rmb-parity": parity }),
};

/** The pairs told, by the name they have there; others are left out. */
const pairs: Readonly<{ [pair: string]: Pick<Instrument, "symbol" | "names"> }> = {
  "USD/CNY": { symbol: "USDCNY_mid", names: { en: "USD/CNY central parity", zh: "美元兑人民币中间价" } },
  "EUR/CNY": { symbol: "EURCNY_mid", names: { en: "EUR/CNY central parity", zh: "欧元兑人民币中间价" } },
  "100JPY/CNY": { symbol: "100JPYCNY_mid", names: { en: "100 JPY/CNY central parity", zh: "100日元兑人民币中间价" } },
  "HKD/CNY": { symbol: "HKDCNY_mid", names: { en: "HKD/CNY central parity", zh: "港元兑人民币中间价" } },
};

/** The longest holidays last nine days; a parity older than this is of another time. */
const longestClosure = 14;

async function parity({ window, now }: Ask, call: Call): Promise<Observed> {
  const question = {
    path: "/r/cms/www/chinamoney/data/fx/ccpr.json",
    freshMs: 15 * minuteMs,
    staleMs: 96 * 60 * minuteMs,
  };
  const { value, isStale } = await askFor(call, question, read);
  const { at, rows, faults } = value;
  if (Date.parse(at) > now + 10 * minuteMs) throw badPayload(about, `the parity of ${at}, which has not come`);
  const origin: Origin = { source: about.service, asOf: at, quality: "final" };
  // In Beijing it is announced on the same day as its instant in Greenwich.
  const age = daysBetween(at.slice(0, 10), window.to);
  const isWanted = age >= 0 && age <= longestClosure;
  const rates = isWanted ? rows.flatMap((record) => rateOf(record, origin) ?? []) : [];
  return { rates, asOf: at, faults, ...(isStale && { isStale }) };
}

function read(json: unknown) {
  const { code, at, records } = readAnswer(about, json, Answer);
  if (code !== 200) throw new OutboundError(about.service, "upstream", `${about.service} refused (code ${code}).`);
  return { at, ...readRows(about, records, Record) };
}

/** With its change since the parity before, in pips. */
function rateOf({ pair, price, change }: Record, origin: Origin): Rate | undefined {
  const known = own(pairs, pair);
  if (known === undefined || price === undefined) return undefined;
  return present<Rate>({
    instrument: { ...known, kind: "fx", currency: "CNY" },
    level: figure(price, "cny", origin),
    change: maybe(change, "pips", origin),
    span: "day",
    impliedBy: undefined,
  });
}
