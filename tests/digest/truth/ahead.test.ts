import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../../../src/i18n/value.ts";
import { addDays } from "../../../src/market/days.ts";
import type { CalendarEvent } from "../../../src/market/observations.ts";
import { groupBy } from "../../../src/support/group.ts";
import { build, english, event, fig, instrument, said, tablesOf, week, world } from "../../fixtures/snapshot.ts";
import { always, cellsOf, kind, maybe } from "./reading.ts";

const events: fc.Arbitrary<CalendarEvent[]> = fc
  .array(
    fc.record({
      as: fc.constantFrom("earnings" as const, "conference" as const, "macro" as const),
      day: fc.integer({ min: -20, max: 40 }),
      length: fc.integer({ min: 0, max: 3 }),
      theme: fc.constantFrom("ai", "web3"),
      cap: maybe(fc.integer({ min: 1, max: 3000 })),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    all.map(({ as, day, length, theme, cap }, at) => {
      const from = addDays(week.to, day);
      const to = as === "earnings" ? from : addDays(from, length);
      const symbol = `E${at}.O`;
      return event(as, from, symbol, {
        to,
        theme,
        instrument: instrument(symbol),
        ...(cap === undefined ? {} : { marketCap: fig(`${cap}000000000`, "usd") }),
      });
    }),
  );
/** One day every event of which can be told from another's. */
const shortDay = (on: string) => `${Number(on.slice(8))} ${["Jul", "Aug", "Sep"][Number(on.slice(5, 7)) - 7]}`;

describe("whatever lies ahead", () => {
  it.each(["calendar", "earnings"])(
    "%s counts by theme and kind what its tables show, with first and last day",
    (section) =>
      always(events, async (all) => {
        const made = await build(section, world({ events: all }));
        if ("absent" in made) return;
        const shown = tablesOf(made.nodes).reduce((count, table) => count + table.rows.length, 0);
        const stated = kind(made.statements, "calendar.events");
        expect(stated.reduce((count, one) => count + Number(one.value), 0)).toBe(shown);
        for (const { subject, metric, value, window, members = [] } of stated) {
          const own = all.filter(
            (one) =>
              one.theme === subject && one.kind === metric && members.some((member) => member.name === one.place.en),
          );
          expect([String(own.length), members.length]).toEqual([value, own.length]);
          for (const one of own)
            expect(members.find((member) => member.name === one.place.en)).toMatchObject({
              date: one.from,
              value: one.from,
            });
          const bounds = own.flatMap((one) => [one.from, one.to]).toSorted();
          expect(window).toBe(`${bounds[0]}..${bounds.at(-1)}`);
        }
      }),
  );

  it("the calendar misses nothing that is not over and shows it in order", () =>
    always(events, async (all) => {
      const made = await build("calendar", world({ events: all }));
      const ahead = all.filter((one) => one.kind !== "earnings" && one.to > week.to);
      expect("absent" in made).toBe(ahead.length === 0);
      if ("absent" in made) return;
      const names = [...made.statements.flatMap((one) => one.members ?? [])].map((one) => one.name);
      expect(names.toSorted()).toEqual(ahead.map((one) => one.place.en).toSorted());
      expect(said(made.nodes, "lead")[0]).toMatch(new RegExp(`^${ahead.length} events? ahead: `));
      const dayOf = new Map(ahead.map((one) => [one.title.en, one.from]));
      const shown = tablesOf(made.nodes).flatMap((table) =>
        table.rows.map((row) => english.say(row.cells[1] as Value)),
      );
      expect(shown.map((title) => dayOf.get(title))).toEqual(ahead.map((one) => one.from).toSorted());
    }));

  it("the lead of the earnings counts all reports and names the busiest day and the largest companies", () =>
    always(events, async (all) => {
      const made = await build("earnings", world({ events: all }));
      if ("absent" in made) return;
      const [lead = ""] = said(made.nodes, "lead");
      const stated = made.statements.flatMap((one) => one.members ?? []);
      const own = all.filter((one) => stated.some((member) => member.name === one.place.en));
      const rows = tablesOf(made.nodes).flatMap((table) => [...cellsOf(table).keys()]);
      expect(Number(/^(\d+) reports? /.exec(lead)?.[1])).toBe(own.length);
      const [, majority] = /, most of them on (\d+ \w+ \(\d+\))/.exec(lead) ?? [];
      const [, day, crowd] = /, (\d+ \w+) being the busiest day (\(\d+\))/.exec(lead) ?? [];
      const counts = groupBy(own, (one) => shortDay(one.from));
      const [first, second] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
      const [on, most] = [first?.[0], first?.[1].length ?? 0];
      const unique = second !== undefined && most > second[1].length;
      expect([majority, day === undefined ? undefined : `${day} ${crowd}`]).toEqual([
        unique && most * 2 > own.length ? `${on} (${most})` : undefined,
        unique && most * 2 <= own.length ? `${on} (${most})` : undefined,
      ]);
      const [, some, names] = /the largest( of known size)?: (.+)\.$/.exec(lead) ?? [];
      const sizes = own.filter((one) => one.marketCap !== undefined).length;
      expect(names === undefined).toBe(sizes === 0);
      if (names !== undefined) expect(some === undefined).toBe(sizes === own.length);
      const largest = own
        .filter((one) => one.marketCap !== undefined)
        .toSorted((a, b) => (b.marketCap?.number ?? 0) - (a.marketCap?.number ?? 0));
      const named = [...(names ?? "").matchAll(/(E\d+\.O) \((\d+ \w+)\)/g)].map(
        ([, symbol, day]) => [symbol, day] as const,
      );
      if (names !== undefined) {
        const least = largest[Math.min(5, largest.length) - 1]?.marketCap?.number ?? 0;
        expect(named).toHaveLength(Math.min(5, largest.length));
        for (const [symbol, day] of named) {
          const one = own.find((each) => each.place.en === symbol);
          expect([(one?.marketCap?.number ?? 0) >= least, shortDay(one?.from ?? "")]).toEqual([true, day]);
        }
      }
      expect(rows.length).toBeGreaterThan(0);
    }));
});
