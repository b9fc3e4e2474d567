import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ExchangeCalendars } from "../../src/market/sessions.ts";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import { markets, type Rule, type Schedule } from "../../src/schedule/schedule.ts";
import { zones } from "./clock-oracle.ts";

/** The calendars shipped, and an almanac over them with the clocks of the runtime. */
export const calendars = ExchangeCalendars.parse(
  JSON.parse(readFileSync(new URL("../../data/calendars/exchanges.json", import.meta.url), "utf8")),
);
export const almanac = createAlmanac(calendars);

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

export function daily(zone: string, ...times: string[]): Schedule {
  return { version: 1, rule: { kind: "weekly", weekdays: everyDay, at: times }, zone };
}

export function every(zone: string, minutes: number): Schedule {
  return { version: 1, rule: { kind: "every", minutes }, zone };
}

export function cron(zone: string, expression: string): Schedule {
  return { version: 1, rule: { kind: "cron", expression }, zone };
}

const ascending = <T extends number | string>(items: readonly T[]): T[] =>
  [...new Set(items)].sort((a, b) => (a < b ? -1 : 1));

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 45, 59))
  .map(([hours, minutes]) => `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);
export const times = fc.array(time, { minLength: 1, maxLength: 3 }).map(ascending);

const weekdays = fc.subarray(everyDay, { minLength: 1 });
const market = fc.constantFrom(...markets);
export const intervals = Array.from({ length: 720 }, (_, i) => i + 1).filter((minutes) => 1440 % minutes === 0);

/** A field of a cron line as text, with the values it stands for. */
interface Field {
  readonly text: string;
  readonly values: readonly number[];
}

function field(from: number, to: number, kinds: "fixed" | "any"): fc.Arbitrary<Field> {
  const span = (first: number, last: number, step = 1) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
  const value = fc.integer({ min: from, max: to });
  const list = fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => ({ text: values.join(","), values }));
  const range = fc.tuple(value, value).map(([a, b]) => {
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    return { text: `${first}-${last}`, values: span(first, last) };
  });
  const star = fc.constant({ text: "*", values: span(from, to) });
  const step = fc
    .integer({ min: 2, max: Math.min(12, to) })
    .map((by) => ({ text: `*/${by}`, values: span(from, to, by) }));
  return kinds === "fixed" ? fc.oneof(list, range) : fc.oneof(list, range, star, step);
}

export interface CronSample {
  readonly expression: string;
  /** The same rule, said with `Date` alone. */
  readonly matches: (wall: number) => boolean;
}

/** Cron lines of one kind, with what they mean. Dates stay below 29, so that each month has some. */
export function crons(kind: "fixed" | "interval"): fc.Arbitrary<CronSample> {
  const minutes = field(0, 59, kind === "fixed" ? "fixed" : "any");
  const hours = field(0, 23, kind === "fixed" ? "fixed" : "any");
  return fc
    .tuple(minutes, hours, field(1, 28, "any"), field(1, 12, "any"), field(0, 6, "any"))
    .filter(([m, h]) => (kind === "fixed") === !/[*/]/.test(m.text + h.text))
    .map(([m, h, date, month, weekday]) => ({
      expression: [m, h, date, month, weekday].map(({ text }) => text).join(" "),
      matches: (wall) => {
        const shown = new Date(wall);
        const isDate = date.values.includes(shown.getUTCDate());
        // A star leaves the choice to the other field; `*/2` of dates stops at 28 here and at 31 in a cron line.
        const dates = date.text.startsWith("*/") ? (shown.getUTCDate() - 1) % Number(date.text.slice(2)) === 0 : isDate;
        const days = weekday.values.includes(shown.getUTCDay());
        const isDay = weekday.text === "*" ? date.text === "*" || dates : date.text === "*" ? days : dates || days;
        return (
          m.values.includes(shown.getUTCMinutes()) &&
          h.values.includes(shown.getUTCHours()) &&
          month.values.includes(shown.getUTCMonth() + 1) &&
          isDay
        );
      },
    }));
}

export const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ kind: fc.constant("weekly" as const), weekdays, at: times }),
  fc.record({
    kind: fc.constant("monthly" as const),
    date: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const)),
    at: times,
  }),
  fc.record({
    kind: fc.constant("every" as const),
    minutes: fc.constantFrom(...intervals.filter((minutes) => minutes >= 5)),
  }),
  fc
    .constantFrom("0 8 * * 1-5", "30 9,16 * * mon-fri", "0 */4 * * *", "15 7 1,15 * *", "5 0 1 */3 sun")
    .map((expression) => ({ kind: "cron" as const, expression })),
  fc.record({
    kind: fc.constant("edge" as const),
    market,
    edge: fc.constantFrom("open" as const, "close" as const),
    offsetMinutes: fc.integer({ min: -720, max: 720 }),
  }),
  fc.record({ kind: fc.constant("last-session" as const), market, at: times }),
);

export const schedules: fc.Arbitrary<Schedule> = fc
  .record({ rule: rules, zone: fc.constantFrom(...zones, "UTC"), skipHolidays: fc.option(market, { nil: undefined }) })
  .map(({ skipHolidays, ...rest }) => ({ version: 1, ...rest, ...(skipHolidays && { skipHolidays }) }));
