import * as z from "zod";
import { Day, Figure } from "./figure.ts";
import { Instrument, Names } from "./instrument.ts";

export const EtfFlow = z.object({ on: Day, fund: z.string(), asset: z.string(), flow: Figure.optional() }).readonly();
export type EtfFlow = z.infer<typeof EtfFlow>;

/** A total the publisher printed beside the cells; used as printed only when it foots. */
export const PublishedTotal = z
  .object({
    kind: z.enum(["day_total", "week_total", "cumulative_total", "average", "maximum", "minimum"]),
    on: Day.optional(),
    fund: z.string(),
    asset: z.string(),
    value: Figure,
    /** Its source gives no funds for that day: the total is all there is, and is used as it is. */
    isAlone: z.boolean().optional(),
  })
  .readonly();
export type PublishedTotal = z.infer<typeof PublishedTotal>;

export const Fund = z
  .object({
    symbol: z.string(),
    names: Names,
    type: z.string().optional(),
    asset: z.string().optional(),
    issuer: z.string().optional(),
    fee: Figure.optional(),
    size: Figure.optional(),
    price: Figure.optional(),
    returns: z.record(z.string(), Figure).readonly(),
    netFlow: Figure.optional(),
    source: z.string(),
    asOf: z.string(),
  })
  .readonly();
export type Fund = z.infer<typeof Fund>;

export const CryptoTotals = z
  .object({
    on: Day,
    cap: Figure.optional(),
    previousCap: Figure.optional(),
    previousOn: Day.optional(),
    volume: Figure.optional(),
    volumeShare: Figure.optional(),
    ytdVolume: Figure.optional(),
    ytdVolumeGrowth: Figure.optional(),
  })
  .readonly();
export type CryptoTotals = z.infer<typeof CryptoTotals>;

/** A reading of one fear-and-greed scale; scales are never mixed. */
export const Sentiment = z
  .object({ on: Day, scale: z.enum(["cmc", "alternative.me"]), value: Figure, label: z.string().optional() })
  .readonly();
export type Sentiment = z.infer<typeof Sentiment>;

export const CalendarEvent = z
  .object({
    kind: z.enum(["earnings", "conference", "macro", "other"]),
    from: Day,
    to: Day,
    instrument: Instrument.optional(),
    /** Company, city or office as printed, when there is no certain instrument. */
    place: Names,
    title: Names,
    theme: z.string(),
    period: z.string().optional(),
    session: z.enum(["before-open", "after-close"]).optional(),
    /** Dates move: the day this date was seen. */
    seenOn: Day,
    source: z.string(),
    marketCap: Figure.optional(),
  })
  .readonly();
export type CalendarEvent = z.infer<typeof CalendarEvent>;

/** A level with its change over the window: a yield in percent, or a currency pair. */
export const Rate = z
  .object({
    instrument: Instrument,
    level: Figure,
    change: Figure.optional(),
    span: z.string(),
    /** A rate that another table implies, with the tables it was taken from. */
    impliedBy: z.string().optional(),
  })
  .readonly();
export type Rate = z.infer<typeof Rate>;

/** One reported number: a company (or other entity), a metric, a period. Growth metrics carry their basis apart. */
export const Fundamental = z
  .object({
    subject: z.string(),
    names: Names,
    metric: z.string(),
    basis: z.enum(["level", "yoy", "qoq", "mom", "yoy-change", "qoq-change"]),
    period: z.string(),
    value: Figure,
    qualifier: z.string().optional(),
    /** What is counted, in the source's own unit, where the model's unit is a plain count. */
    measure: z.string().optional(),
    /** True for single numbers of an announcement, which belong to no table of figures. */
    announced: z.boolean().optional(),
    /** The number as its publisher worded it. */
    printed: z.string().optional(),
  })
  .readonly();
export type Fundamental = z.infer<typeof Fundamental>;

/** Daily closes of one instrument, oldest first: the data of a line chart. */
export const Series = z
  .object({ instrument: Instrument, points: z.array(z.object({ on: Day, close: Figure }).readonly()).readonly() })
  .readonly();
export type Series = z.infer<typeof Series>;

export const NewsItem = z
  .object({
    on: Day.optional(),
    title: Names,
    company: z.string(),
    symbol: z.string().optional(),
    category: z.string(),
    link: z.url({ protocol: /^https?$/ }).optional(),
    source: z.string(),
  })
  .readonly();
export type NewsItem = z.infer<typeof NewsItem>;
