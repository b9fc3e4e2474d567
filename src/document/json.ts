import type { Speaker } from "../i18n/speaker.ts";
import type { Value } from "../i18n/value.ts";
import type { Node } from "./node.ts";

/** Nodes as plain data in which every value also carries its text in the reader's language. */
export function spoken(nodes: readonly Node[], speaker: Speaker): unknown {
  return withText(nodes, speaker);
}

function withText(part: unknown, speaker: Speaker): unknown {
  if (Array.isArray(part)) return part.map((one) => withText(one, speaker));
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, one]) => [key, withText(one, speaker)] as const);
  const plain = Object.fromEntries(entries);
  return "is" in part ? { text: speaker.sentences(part as Value).join("\n"), ...plain } : plain;
}
