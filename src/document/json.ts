import type { Speaker } from "../i18n/speaker.ts";
import { saidIn, type Value } from "../i18n/value.ts";
import type { Node } from "./node.ts";

type Say = (value: Value) => string;

/** Nodes as plain data in which every value also carries its text in the reader's language, or in its own. */
export function spoken(nodes: readonly Node[], speaker: Speaker): unknown {
  return withText(nodes, (value) => speaker.sentences(value).join("\n"));
}

function withText(part: unknown, say: Say): unknown {
  if (Array.isArray(part)) return part.map((one) => withText(one, say));
  if (typeof part !== "object" || part === null) return part;
  const value = "is" in part ? (part as Value) : undefined;
  const inside = value?.is === "in" ? (one: Value) => say(saidIn(value.language, one)) : say;
  const plain = Object.fromEntries(Object.entries(part).map(([key, one]) => [key, withText(one, inside)] as const));
  return value === undefined ? plain : { text: say(value), ...plain };
}
