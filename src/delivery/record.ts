import { list, paragraph, title } from "../document/build.ts";
import type { Document } from "../document/node.ts";
import { literal, message, selector, type Value } from "../i18n/value.ts";
import type { Delivery, Entry } from "./ledger.ts";

/** A digest of the ledger with its key, and its messages. */
export interface Recorded {
  readonly key: string;
  readonly entry: Entry;
  readonly deliveries: readonly Delivery[];
}

/** What became of a digest, with the reason where there is one. */
export function stateOf({ state, reason, detail, late }: Entry): Value {
  const told = message("ledger.state", { state, late: late === true ? "yes" : "no" });
  if (reason === undefined) return told;
  return message("ledger.state-why", {
    state: told,
    why: message("ledger.reason", { reason: selector(reason) }),
    told: detail === undefined ? "no" : reason === "missed-more" ? "count" : "yes",
    detail: literal(detail ?? ""),
  });
}

/** The record as whoever runs the program reads it: a line for each digest, with the key that names it. */
export function recordOf(recorded: readonly Recorded[]): Document {
  if (recorded.length === 0) return { nodes: [paragraph(message("ledger.none"))] };
  return {
    nodes: [
      list(
        recorded.map(({ key, entry }) =>
          message("ledger.one", {
            due: dueOf(entry),
            state: stateOf(entry),
            place: placeOf(entry),
            key: literal(key),
          }),
        ),
      ),
    ],
  };
}

/** One digest with every try. */
export function detailOf({ key, entry, deliveries }: Recorded): Document {
  const tries = deliveries.flatMap(({ part, of, state, messageId = "", log }) => [
    message("ledger.part", { part, of, state: literal(state), message: literal(messageId) }),
    ...log.map(({ at, verdict, detail = "" }) =>
      message("ledger.try", {
        at: literal(new Date(at).toISOString()),
        verdict: literal(verdict),
        detail: literal(detail),
      }),
    ),
  ]);
  return {
    nodes: [
      title(literal(key), 1),
      list([
        message("ledger.line", { label: message("ledger.due"), text: dueOf(entry) }),
        message("ledger.line", {
          label: message("ledger.planned"),
          text: literal(new Date(entry.plannedAt).toISOString()),
        }),
        message("ledger.line", { label: message("ledger.place"), text: placeOf(entry) }),
        message("ledger.line", { label: message("ledger.state-of"), text: stateOf(entry) }),
        ...tries,
      ]),
    ],
  };
}

function dueOf({ wall, zone, dueAt }: Entry): Value {
  return literal(`${wall.replace("T", " ")} ${zone} (${new Date(dueAt).toISOString().slice(0, 16)}Z)`);
}

function placeOf({ place, movedTo }: Entry): Value {
  const { platform, channel, thread } = place;
  return literal([platform, movedTo ?? channel, thread].filter((one) => one !== undefined).join(" "));
}
