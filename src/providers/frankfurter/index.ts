import type { Instrument, Names } from "../../market/instrument.ts";
import { type Call, OutboundError } from "../../support/outbound/call.ts";
import { moneyUnit } from "../files/context.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { column, firstReading, type Readings, ratesObserved } from "../rates.ts";
import { askFor, fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { answerOf, dayOf } from "./schema.ts";

const names = { en: "Frankfurter (ECB)", zh: "Frankfurter（欧洲央行）" };
const about: Reading = { service: names.en, topic: "fx" };
const hourMs = 3_600_000;

/** The European Central Bank's reference rates of each day, about 16:00 in Frankfurt. It has none for Taiwan. */
export const frankfurter: Source = {
  facts: {
    name: "frankfurter",
    names,
    base: "https://api.frankfurter.dev",
    terms: "open",
    budget: { perHour: 4 },
    delay: "daily",
  },
  topics: () => ({ fx }),
};

/** Each pair the way round it is quoted: a rate turned over here would be a figure nobody published. */
const asked = [
  { base: "USD", currencies: ["CNY", "HKD", "JPY"] },
  { base: "EUR", currencies: ["USD"] },
] as const;
type Base = (typeof asked)[number];

const chinese: Readonly<Record<string, string>> = {
  USD: "美元",
  CNY: "人民币",
  HKD: "港元",
  JPY: "日元",
  EUR: "欧元",
};

async function fx(ask: Ask, call: Call): Promise<Observed> {
  const [dollar, euro] = asked;
  const first = await ratesOf(dollar, ask, call);
  // The pairs of the dollar are worth having alone.
  const second = await ratesOf(euro, ask, call).catch((error: unknown) => {
    if (!(error instanceof OutboundError)) throw error;
    const faults = [fault(about, "EUR/USD", { value: error.trouble, severity: "noted" })];
    return { readings: [], faults, isStale: false };
  });
  const answers = [first, second];
  return ratesObserved(
    about,
    answers.flatMap(({ readings }) => readings),
    answers,
    answers.flatMap(({ faults }) => faults),
    ask,
  );
}

async function ratesOf({ base, currencies }: Base, { window }: Ask, call: Call) {
  const question = {
    path: `/v1/${firstReading(window)}..${window.to}`,
    query: { base, symbols: currencies.join(",") },
    freshMs: hourMs,
    staleMs: 96 * hourMs,
  };
  const { value, isStale } = await askFor(call, question, (json) =>
    readRows(about, readAnswer(about, json, answerOf(base)), dayOf(currencies)),
  );
  const readings = currencies.flatMap((currency): Readings[] => {
    const unit = moneyUnit(currency);
    return unit === undefined
      ? []
      : [{ instrument: pairOf(base, currency), unit, closes: column(value.rows, currency) }];
  });
  return { readings, faults: value.faults, isStale };
}

function pairOf(base: string, currency: string): Instrument {
  const names: Names = {
    en: `${base}/${currency} (ECB reference rate)`,
    zh: `${chinese[base]}/${chinese[currency]}（欧洲央行参考汇率）`,
  };
  return { symbol: `${base}${currency}.FX`, names, kind: "fx", currency };
}
