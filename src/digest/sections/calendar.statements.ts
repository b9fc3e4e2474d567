import type { CalendarEvent } from "../../market/observations.ts";
import { groupBy } from "../../support/group.ts";
import type { Statement } from "../statement.ts";

/** One statement per theme and kind of event: how many, from when to when, and each with its date. */
export function calendarStatements(events: readonly CalendarEvent[]): Statement[] {
  return Array.from(
    groupBy(events, (event) => `${event.theme} ${event.kind}`),
    ([, own]): Statement => {
      const days = own.flatMap((event) => [event.from, event.to]).sort();
      const first = own[0] as CalendarEvent;
      const seen = own.map((event) => event.seenOn).sort();
      return {
        kind: "calendar.events",
        subject: first.theme,
        value: String(own.length),
        unit: "count",
        metric: first.kind,
        window: `${days[0]}..${days.at(-1)}`,
        members: own.map((event) => ({
          symbol: event.instrument?.symbol ?? (event.place.en || event.title.en),
          name: event.place.en || event.title.en,
          date: event.from,
          value: event.from,
        })),
        basis: "dates as seen on the day named",
        source: first.source,
        asOf: seen.at(-1) ?? first.seenOn,
      };
    },
  );
}
