import { note } from "../../src/document/build.ts";
import type { Document, Node } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import { renderTelegram } from "./render.ts";

/**
 * A document as one message, for the places that take only one: an inline result. Where it does not fit, its last nodes
 * give way to a sentence that says so; the disclaimer and the buttons stay.
 */
export function asOneMessage(given: Document, speaker: Speaker, saying: Value, rich: boolean): Part | undefined {
  const document = { nodes: given.nodes.flatMap(withoutChanges) };
  const alone = (nodes: Document["nodes"]): Part | undefined => {
    const [first, ...others] = renderTelegram({ nodes }, speaker);
    const [ordinary, ...more] = first?.fallback ?? [];
    if (others.length > 0) return undefined;
    if (rich) return first;
    return more.length === 0 ? ordinary : undefined;
  };
  const whole = alone(document.nodes);
  if (whole !== undefined || document.nodes.length === 0) return whole;
  const stays = document.nodes.filter(({ node }) => node === "disclaimer" || node === "actions");
  const rest = document.nodes.filter((node) => !stays.includes(node));
  for (let count = rest.length - 1; count > 0; count--) {
    const shorter = alone([...rest.slice(0, count), note(saying), ...stays]);
    if (shorter !== undefined) return shorter;
  }
  return alone([note(saying), ...stays]);
}

/** Whoever taps under a message sent through somebody else cannot be asked what they may change. */
function withoutChanges(node: Node): Node[] {
  if (node.node !== "actions") return [node];
  const items = node.items.filter(({ changes }) => changes !== true);
  return items.length === 0 ? [] : [{ ...node, items }];
}
