import { stateOf } from "../../src/delivery/record.ts";
import { actions } from "../../src/document/build.ts";
import type { Node } from "../../src/document/node.ts";
import { literal, message, type Value } from "../../src/i18n/value.ts";
import type { CommandContext } from "../../src/platform/command.ts";
import type { Services, Told } from "../services.ts";
import { visible } from "./mine.ts";
import { momentIn, zoneOf } from "./times.ts";

type Context = CommandContext<Services>;

/** When a digest was due, what became of it, and where it stands. */
export async function lineOf(told: Told, context: Context, named: boolean): Promise<Value> {
  const { entry } = told;
  const { posts } = context.services;
  const { subscription, origin, dueAt, wall, attempts = 0, messageId, place, movedTo } = entry;
  const at = movedTo === undefined ? place : { ...place, channel: movedTo };
  const link = messageId === undefined ? undefined : await posts.link(at, messageId);
  return message("digest.told", {
    due: momentIn(zoneOf(context), dueAt, posts.now()),
    named: named ? "yes" : "no",
    id: literal(subscription),
    origin,
    state: stateOf(entry),
    attempts,
    linked: link === undefined ? "no" : "yes",
    link: literal(link ?? ""),
    open: settlingVerbs(told, context).length === 0 ? "no" : "yes",
    wall: literal(wall),
  });
}

/** What can be done about a post that is not settled; nothing where its subscription is removed or not to be seen from here. */
function settlingVerbs({ entry: { state, subscription } }: Told, context: Context): readonly string[] {
  if (visible(subscription, context) === undefined) return [];
  if (state === "held") return ["confirm", "resend"];
  return state === "dead" || state === "expired" ? ["resend"] : [];
}

/** What a person can settle: whether a message in doubt arrived, or that it is to be sent again. */
export function settlingTaps(told: Told, context: Context): Node[] {
  const { subscription: id, wall } = told.entry;
  const taps = settlingVerbs(told, context);
  if (taps.length === 0) return [];
  return [
    actions(
      taps.map((verb) => ({
        id: `${verb}-${id}-${wall}`,
        label: message(`digest.tap.${verb}`, { id: literal(id), time: literal(wall.slice(5).replace("T", " ")) }),
        command: `/digest ${verb} ${id} ${wall}`,
        changes: true,
      })),
    ),
  ];
}
