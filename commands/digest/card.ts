import { actions, list, title } from "../../src/document/build.ts";
import type { Action, Actions, Node } from "../../src/document/node.ts";
import { literal, message, selector, type Value } from "../../src/i18n/value.ts";
import type { CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import type { Meaning } from "./meaning.ts";
import { isHere } from "./mine.ts";
import { runIn, scheduleText } from "./times.ts";

/** When the next post is due, or why there is none. */
export function nextOf(subscription: Subscription, context: CommandContext<Services>): Value {
  if (subscription.paused !== undefined) return message("digest.stands", { why: selector(subscription.paused.why) });
  const [next] = context.services.posts.next(subscription.schedule, 1);
  return next === undefined ? message("digest.never") : runIn(next, subscription.schedule, context);
}

/** One subscription as it stands. */
export function cardOf(
  subscription: Subscription,
  meaning: Meaning,
  context: CommandContext<Services>,
): readonly Node[] {
  const { id, what, schedule, language, missed, overlap, doubt } = subscription;
  return [
    title(message("digest.card", { id: literal(id), what: meaning.shown(what) }), 3),
    list([
      message("digest.card.when", { when: scheduleText(schedule) }),
      message("digest.card.language", { language: language ?? "auto" }),
      ...(missed === "latest" ? [] : [message("digest.card.missed", { missed })]),
      ...(overlap === "supersede" ? [] : [message("digest.card.overlap", { overlap: selector(overlap) })]),
      ...(doubt === "hold" ? [] : [message("digest.card.doubt")]),
      message("digest.card.next", { next: nextOf(subscription, context) }),
    ]),
  ];
}

const verbs = {
  edit: false,
  pause: true,
  resume: true,
  now: true,
  remove: false,
  status: false,
  history: false,
} as const;
export type Verb = keyof typeof verbs;

/** Taps for one subscription; `named` tells which one, where several stand together. */
export function tapsFor({ id }: Pick<Subscription, "id">, wanted: readonly Verb[], named = false): Actions {
  return actions(
    wanted.map(
      (verb): Action => ({
        id: `${verb}-${id}`,
        label: message(`digest.tap.${verb}`, { id: literal(id), named: named ? "yes" : "no" }),
        command: `/digest ${verb} ${id}`,
        ...(verbs[verb] ? { changes: true } : {}),
      }),
    ),
  );
}

/** What can be done with one as it stands, from where it is looked at. */
export function usualTaps(subscription: Subscription, context: CommandContext<Services>, named = false): Actions {
  const stands: Verb = subscription.paused === undefined ? "pause" : "resume";
  const inItsChat: readonly Verb[] = isHere(subscription, context) ? ["edit", "now"] : [];
  return tapsFor(subscription, [stands, ...inItsChat, "remove"], named);
}
