import { details, lead, paragraph, table } from "../../document/build.ts";
import type { Table } from "../../document/node.ts";
import { cell, day, join, literal, message, missing, name, type Value } from "../../i18n/value.ts";
import { addDays, weekOf } from "../../market/days.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import { sizeOf } from "../../market/size.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { marketOf } from "../../market/symbol.ts";
import { codeOf, nameOf, sourceNote } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { calendarStatements } from "./calendar.statements.ts";
import { messages } from "./earnings.messages.ts";

/** Upcoming reports by day, before the open and after the close, the largest companies first (F1, F3). */
export const earnings: Section = {
  name: "earnings",
  needs: ["events", "universes"],
  messages,
  build(snapshot, context) {
    const { from, to } = periodOf(snapshot, context);
    const events = select(snapshot, context, from, to);
    if (events.length === 0) return { absent: message("earnings.absent", { from: day(from), to: day(to) }) };
    const byDay = events.toSorted((a, b) => (a.from === b.from ? size(b) - size(a) : a.from < b.from ? -1 : 1));
    // The days next to come stand open; what lies further ahead is folded.
    const close = byDay.filter((event) => event.from <= addDays(from, nearDays));
    const near = close.length > 0 ? close : byDay;
    const later = byDay.slice(near.length);
    const { top } = context.options;
    const shown = top === undefined ? near : perDay(near, top);
    return {
      statements: calendarStatements(byDay),
      nodes: [
        lead(leadSentence(byDay, from, to)),
        ...(shown.length === 0 ? [] : [reports(shown)]),
        ...(shown.length < near.length
          ? [paragraph(message("earnings.more", { count: near.length - shown.length }))]
          : []),
        ...(later.length === 0
          ? []
          : [
              details(message("earnings.later", { count: later.length, to: day(later.at(-1)?.from ?? to, "short") }), [
                reports(later),
              ]),
            ]),
        sourceNote(
          snapshot,
          byDay.map((event) => ({ source: event.source, asOf: event.seenOn, quality: "final" })),
          "published",
        ),
      ],
    };
  },
};

const nearDays = 8;

function reports(events: readonly CalendarEvent[]): Table {
  return table(events, [
    { key: "day", label: message("column.day"), cell: (event) => dayCell(event), priority: 1 },
    { key: "name", label: message("column.name"), cell: (event) => who(event), align: "start", priority: 1 },
    {
      key: "symbol",
      label: message("column.symbol"),
      cell: (event) => (event.instrument === undefined ? missing : codeOf(event.instrument)),
      align: "start",
      priority: 4,
    },
    {
      key: "session",
      label: message("column.session"),
      cell: (event) => (event.session === undefined ? missing : message(`earnings.${event.session}`)),
      align: "start",
      priority: 2,
    },
    {
      key: "period",
      label: message("column.period"),
      cell: (event) => (event.period === undefined ? missing : literal(event.period)),
      priority: 5,
    },
    { key: "cap", label: message("column.market-cap"), cell: (event) => cell(event.marketCap, "cap"), priority: 3 },
  ]);
}

const daysOf: Record<
  NonNullable<SectionContext["options"]["when"]>,
  (today: string) => { from: string; to: string }
> = {
  today: (today) => ({ from: today, to: today }),
  tomorrow: (today) => ({ from: addDays(today, 1), to: addDays(today, 1) }),
  week: weekOf,
  next: (today) => weekOf(addDays(today, 7)),
};

/** What was asked for; else a day's digest looks five days ahead and every other two weeks. */
function periodOf(snapshot: Snapshot, { window, span, options }: SectionContext): { from: string; to: string } {
  if (options.when !== undefined) return daysOf[options.when](window.to);
  const from = options.from ?? addDays(window.to, 1);
  if (options.to !== undefined) return { from, to: options.to };
  const days = span === "day" ? 7 : 35;
  const known = snapshot.events.filter(
    (event) => event.kind === "earnings" && event.from >= from && event.from <= addDays(from, days),
  );
  return {
    from,
    to:
      known
        .map((event) => event.from)
        .sort()
        .at(-1) ?? addDays(from, days),
  };
}

function select(snapshot: Snapshot, { options }: SectionContext, from: string, to: string): CalendarEvent[] {
  const watched = new Set(
    options.symbols ??
      snapshot.universes
        .filter((universe) => universe.curated)
        .flatMap((universe) => universe.quotes.map((quote) => quote.instrument.symbol)),
  );
  return snapshot.events.filter((event) => {
    if (event.kind !== "earnings" || event.from < from || event.from > to) return false;
    const symbol = event.instrument?.symbol ?? "";
    if (options.market === undefined) return true;
    if (options.market === "watchlist") return watched.has(symbol);
    return symbol.split("|").some((one) => marketOf(one) === options.market);
  });
}

function size(event: CalendarEvent): number {
  return sizeOf(event.marketCap);
}

function perDay(events: readonly CalendarEvent[], top: number): CalendarEvent[] {
  const counts = new Map<string, number>();
  return events.filter((event) => {
    const before = counts.get(event.from) ?? 0;
    counts.set(event.from, before + 1);
    return before < top;
  });
}

function dayCell(event: CalendarEvent): Value {
  return message("earnings.day", { day: day(event.from, "short"), weekday: day(event.from, "weekday") });
}

function who(event: CalendarEvent): Value {
  return event.instrument === undefined ? name(event.place) : nameOf({ ...event.instrument, names: event.place });
}

function leadSentence(events: readonly CalendarEvent[], from: string, to: string): Value {
  const days = [...new Set(events.map((event) => event.from))];
  const [busiest, second] = days
    .map((on) => ({ on, count: events.filter((event) => event.from === on).length }))
    .toSorted((a, b) => b.count - a.count);
  const largest = events
    .filter((event) => event.marketCap !== undefined)
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, 5);
  const named = largest.length > 0 ? largest : events.slice(0, 5);
  return message("earnings.lead", {
    count: events.length,
    from: day(from, "short"),
    to: day(to, "short"),
    single: from === to ? "yes" : "no",
    busiest: busiest === undefined ? "" : day(busiest.on, "short"),
    most: busiest?.count ?? 0,
    crowd:
      busiest === undefined || second === undefined || busiest.count === second.count
        ? "none"
        : busiest.count * 2 > events.length
          ? "most"
          : "busiest",
    sized: largest.length === 0 ? "no" : events.every((event) => event.marketCap !== undefined) ? "yes" : "some",
    names: join(
      named
        .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : size(b) - size(a)))
        .map((event) => message("earnings.named", { name: who(event), day: day(event.from, "short") })),
      "list",
    ),
  });
}
