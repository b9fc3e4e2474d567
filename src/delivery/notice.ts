import { actions, paragraph } from "../document/build.ts";
import type { Action, Actions, Document, Node } from "../document/node.ts";
import { day, literal, message, selector, type Value } from "../i18n/value.ts";
import type { Entry } from "./ledger.ts";
import type { Trouble } from "./trouble.ts";

/** What the owner of a subscription is told in private: what happened to which post, where, and what to do. */
export function noticeOf(trouble: Trouble): Document {
  const { subscription } = trouble;
  const entry = "entry" in trouble ? trouble.entry : undefined;
  const detail = "detail" in trouble ? trouble.detail : entry?.detail;
  const nodes: Node[] = [
    paragraph(postText(trouble)),
    ...(entry === undefined ? [] : [paragraph(dueText(entry))]),
    paragraph(whatHappened(trouble)),
    ...(detail === undefined || detail === ""
      ? []
      : [paragraph(message("notice.detail", { detail: literal(detail) }))]),
    tapsOf(trouble, subscription.id),
  ];
  return { nodes };
}

function postText({ subscription: { id, what, place } }: Trouble): Value {
  return message("notice.post", {
    what: literal(what.join(" ")),
    id: literal(id),
    channel: literal(place.channel),
    platform: literal(place.platform.charAt(0).toUpperCase() + place.platform.slice(1)),
  });
}

function dueText({ wall, zone }: Entry): Value {
  return message("notice.due", { day: day(wall.slice(0, 10)), time: wall.slice(11), zone: literal(zone) });
}

function whatHappened(trouble: Trouble): Value {
  switch (trouble.is) {
    case "gone":
      return message("notice.gone", { why: trouble.subscription.paused?.why ?? "removed" });
    case "not-permitted":
      return message("notice.not-permitted", { paused: trouble.paused ? "yes" : "no" });
    case "dead":
    case "expired":
      return message(`notice.${trouble.is}`, {
        why: message("ledger.reason", { reason: selector(trouble.entry.reason ?? "refused") }),
      });
    default:
      return message(`notice.${trouble.is}`);
  }
}

type Tap = "resume" | "resend" | "confirm" | "remove" | "history";

function tapsOf(trouble: Trouble, id: string): Actions {
  return actions(
    wantedTaps(trouble).map(
      (tap): Action => ({
        id: tap,
        label: message("notice.tap", { tap }),
        command: `/digest ${tap} ${id}${tap === "resend" || tap === "confirm" ? ` ${referenceOf(trouble)}` : ""}`,
        ...(tap === "history" || tap === "remove" ? {} : { changes: true }),
      }),
    ),
  );
}

function wantedTaps(trouble: Trouble): readonly Tap[] {
  switch (trouble.is) {
    case "gone":
      return ["resume", "remove"];
    case "not-permitted":
      return [trouble.paused ? "resume" : "resend", "remove"];
    case "held":
      return ["confirm", "resend"];
    case "silent":
      return ["history"];
    default:
      return ["resend", "history"];
  }
}

/** The wall time a post is found again by: keys are too long for a tap. */
function referenceOf(trouble: Trouble): string {
  if ("entry" in trouble) return trouble.entry.wall;
  return "key" in trouble ? (/\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(trouble.key ?? "")?.[0] ?? "") : "";
}
