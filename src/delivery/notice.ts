import { paragraph } from "../document/build.ts";
import type { Document } from "../document/node.ts";
import { literal, message } from "../i18n/value.ts";
import type { Trouble } from "./trouble.ts";

/** What the owner of a subscription is told in private. */
export function noticeOf({ is, subscription }: Trouble): Document {
  return {
    nodes: [paragraph(message(`notice.${is}`, { what: literal(subscription.what.join(" ")), id: subscription.id }))],
  };
}
