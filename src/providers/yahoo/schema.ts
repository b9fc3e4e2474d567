import * as z from "zod";
import { amount, instant, number, percent, price } from "../numbers.ts";

/** Text where there is any; null is none. */
const word = z
  .string()
  .max(300)
  .nullish()
  .transform((text) => text ?? "");

/** Larger than `capital`: companies are quoted in won and rupiah too. */
const cap = number({ low: 0, high: 1e17, what: "an amount from 0 to 100000000000000000", isZeroMissing: true });
const minutes = number({ low: 0, high: 1440, what: "minutes from 0 to 1440" });
const maybeInstant = z.union([z.null().transform(() => undefined), instant("seconds")]).optional();

/** A row of `/v7/finance/quote` and of the screeners. Any number may be absent. */
export const QuoteRow = z.object({
  symbol: z.string().min(1).max(40),
  quoteType: z.string().refine((type) => type !== "NONE", "a listing that still exists"),
  exchange: word,
  exchangeTimezoneName: word,
  currency: word,
  marketState: word,
  longName: word,
  shortName: word,
  regularMarketTime: instant("seconds"),
  regularMarketPrice: price.refine((digits) => digits !== undefined, "a price"),
  regularMarketPreviousClose: price,
  /** Percent; the fifty-two-week changes beside it are fractions. */
  regularMarketChangePercent: percent,
  regularMarketVolume: amount,
  marketCap: cap,
  exchangeDataDelayedBy: minutes,
  earningsTimestamp: maybeInstant,
  earningsTimestampStart: maybeInstant,
  earningsTimestampEnd: maybeInstant,
  isEarningsDateEstimate: z.boolean().nullish(),
});
export type QuoteRow = z.output<typeof QuoteRow>;

const aheadMs = 10 * 60_000;

/** Rows of readings that have been made. */
export const rowsUntil = (now: number) =>
  QuoteRow.refine((row) => Date.parse(row.regularMarketTime) <= now + aheadMs, "an instant that has come");

const NoError = z.null().optional();

export const QuoteAnswer = z
  .object({ quoteResponse: z.object({ result: z.array(z.unknown()), error: NoError }) })
  .transform(({ quoteResponse }) => quoteResponse.result);

export const ScreenerAnswer = z
  .object({
    finance: z.object({
      result: z.tuple([z.object({ quotes: z.array(z.unknown()) })]).rest(z.unknown()),
      error: NoError,
    }),
  })
  .transform(({ finance }) => finance.result[0].quotes);

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const seconds = z.int().positive();
const ratio = number({ low: 0, high: 1e6, what: "a number of shares", isZeroMissing: true });

/** `/v8/finance/chart`: daily bars. A day without trade is null; without any bar there is no list at all. */
export const ChartAnswer = z
  .object({
    chart: z.object({
      error: NoError,
      result: z
        .tuple([
          z.object({
            meta: z.object({
              symbol: z.string(),
              instrumentType: word,
              currency: word,
              exchangeTimezoneName: z.string().refine(isZone, "a time zone"),
              longName: word,
              shortName: word,
              regularMarketTime: instant("seconds"),
              regularMarketPrice: price,
              currentTradingPeriod: z.object({ regular: z.object({ start: seconds, end: seconds }) }).optional(),
            }),
            timestamp: z.array(seconds).default([]),
            indicators: z.object({
              quote: z.tuple([z.object({ close: z.array(z.unknown()).default([]) })]).rest(z.unknown()),
            }),
            events: z
              .object({
                splits: z
                  .record(z.string(), z.object({ date: seconds, numerator: ratio, denominator: ratio }))
                  .default({}),
              })
              .optional(),
          }),
        ])
        .rest(z.unknown()),
    }),
  })
  .transform(({ chart }) => chart.result[0])
  .refine(
    ({ timestamp, indicators }) => indicators.quote[0].close.length === timestamp.length,
    "as many closes as days",
  );
export type ChartAnswer = z.output<typeof ChartAnswer>;

/** One close of a chart. */
export const CloseCell = number({ low: -100, high: 1e9, what: "a close", isZeroMissing: true });

const columns = ["ticker", "companyshortname", "intradaymarketcap", "startdatetime", "startdatetimetype"] as const;

/** A calendar: a table whose columns are told by id, because two of them have one label. */
export const CalendarAnswer = z
  .object({
    finance: z.object({
      error: NoError,
      result: z
        .tuple([
          z.object({
            total: z.int().nonnegative(),
            documents: z
              .tuple([
                z.object({ columns: z.array(z.object({ id: z.string() })), rows: z.array(z.array(z.unknown())) }),
              ])
              .rest(z.unknown()),
          }),
        ])
        .rest(z.unknown()),
    }),
  })
  .transform(({ finance }, context) => {
    const [{ total, documents }] = finance.result;
    const ids = documents[0].columns.map(({ id }) => id);
    const lost = columns.filter((column) => !ids.includes(column));
    if (lost.length > 0) {
      context.issues.push({ code: "custom", message: `the columns ${lost.join(", ")}`, input: ids });
      return z.NEVER;
    }
    const rows = documents[0].rows.map((row) =>
      Object.fromEntries(columns.map((column) => [column, row[ids.indexOf(column)]])),
    );
    return { total, rows };
  });

/** A size of 0.0 is one nobody knows. */
export const CalendarRow = z.object({
  ticker: z.string().min(1).max(20),
  companyshortname: word,
  intradaymarketcap: cap,
  startdatetime: instant("iso"),
  startdatetimetype: word,
});
