import { lead, table } from "../../document/build.ts";
import { day, join, message, name, span, type Value } from "../../i18n/value.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import { sourceNote } from "../say.ts";
import type { Section } from "../section.ts";
import { messages } from "./calendar.messages.ts";
import { calendarStatements } from "./calendar.statements.ts";

/** Conferences, macro dates and the like ahead; earnings have a section of their own (F1, F2, F4). */
export const calendar: Section = {
  name: "calendar",
  needs: ["events"],
  messages,
  build(snapshot, context) {
    const first = context.options.from ?? context.window.to;
    const events = snapshot.events
      .filter(
        (event) =>
          event.kind !== "earnings" &&
          (context.options.from === undefined ? event.to > first : event.to >= first) &&
          (context.options.to === undefined || event.from <= context.options.to),
      )
      .toSorted((a, b) => (a.from < b.from ? -1 : 1));
    if (events.length === 0) return { absent: message("calendar.absent") };
    return {
      statements: calendarStatements(events),
      nodes: [
        lead(
          message("calendar.lead", {
            count: events.length,
            items: join(
              events
                .slice(0, 3)
                .map((event) => message("calendar.named", { title: name(event.title), day: day(event.from, "short") })),
              "list",
            ),
          }),
        ),
        table(events, [
          { key: "day", label: message("column.day"), cell: (event) => span(event.from, event.to), priority: 1 },
          {
            key: "event",
            label: message("column.event"),
            cell: (event) => name(event.title),
            align: "start",
            priority: 1,
          },
          { key: "place", label: message("column.place"), cell: (event) => place(event), align: "start", priority: 2 },
        ]),
        sourceNote(
          snapshot,
          events.map((event) => ({ source: event.source, asOf: event.seenOn, quality: "final" })),
          "published",
        ),
      ],
    };
  },
};

function place(event: CalendarEvent): Value {
  return event.place.en === "" && event.place.zh === "" ? { is: "missing" } : name(event.place);
}
