import * as z from "zod";
import { minutesPerDay } from "./civil.ts";
import { readCron } from "./cron.ts";
import { zoneNamed } from "./zone.ts";

/** Markets a schedule can be bound to, and the exchange whose calendar stands for each. */
export const exchangeOf = { us: "XNYS", hk: "XHKG", cn: "XSHG", tw: "XTAI" } as const;
export const markets = ["us", "hk", "cn", "tw"] as const;
export const Market = z.enum(markets);
export type Market = z.infer<typeof Market>;

const isAscending = (items: readonly (number | string)[]) =>
  items.every((item, i) => i === 0 || (items[i - 1] as number | string) < item);
const ascending = "in order, each once";

const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 08:00");
const at = z.array(Time).min(1).refine(isAscending, ascending).readonly();

/** Wall times on days of the week, 1 for Monday … 7 for Sunday. */
const Weekly = z.object({
  kind: z.literal("weekly"),
  weekdays: z.array(z.int().min(1).max(7)).min(1).refine(isAscending, ascending).readonly(),
  at,
});

/** Wall times on one date of every month. Months without the date use their last day: no month goes without. */
const Monthly = z.object({
  kind: z.literal("monthly"),
  date: z.union([z.int().min(1).max(31), z.literal("last")]),
  at,
});

/** Every so many minutes, counted from local midnight; the number divides a day, so that every day has the same times. */
const Every = z.object({
  kind: z.literal("every"),
  minutes: z
    .int()
    .min(1)
    .max(minutesPerDay / 2)
    .refine((minutes) => minutesPerDay % minutes === 0, "a divisor of a day"),
});

/** The five fields of a crontab line. */
const Cron = z.object({
  kind: z.literal("cron"),
  expression: z.string().refine((text) => readCron(text).ok, "five fields: minute hour date month weekday"),
});

/** So many minutes after (negative: before) the open or the close of every session of a market. */
const Edge = z.object({
  kind: z.literal("edge"),
  market: Market,
  edge: z.enum(["open", "close"]),
  offsetMinutes: z
    .int()
    .min(-minutesPerDay / 2)
    .max(minutesPerDay / 2),
});

/** Wall times on the date of a market's last session of the week. */
const LastSession = z.object({ kind: z.literal("last-session"), market: Market, at });

export const Rule = z.discriminatedUnion("kind", [Weekly, Monthly, Every, Cron, Edge, LastSession]).readonly();
export type Rule = z.infer<typeof Rule>;

/** When something is due: plain data, the same on every machine, kept as it was written. */
export const Schedule = z
  .object({
    version: z.literal(1),
    rule: Rule,
    /**
     * IANA name of the clock the wall times are read from. The sessions of an `edge` rule follow the exchange's own clock;
     * there it is only the zone its reader thinks in.
     */
    zone: z.string().refine((name) => zoneNamed(name) === name, "the name of a time zone such as Asia/Shanghai"),
    /** Leaves out what falls on a weekday closure of this market. */
    skipHolidays: Market.optional(),
  })
  .readonly();
export type Schedule = z.infer<typeof Schedule>;
