import { details, title } from "../../src/document/build.ts";
import type { Node } from "../../src/document/node.ts";
import { walk } from "../../src/document/walk.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Part, Render } from "../../src/platform/adapter.ts";
import { type Measure, messagesOf } from "./cut.ts";
import { actionsIn, keyboardOf } from "./keyboard.ts";
import { limits } from "./limits.ts";
import { ordinaryBlock, ordinaryBody } from "./ordinary.ts";
import { richBlock, richBody, richLegend } from "./rich.ts";
import { fitsWithin, type Size, sizeOf } from "./size.ts";

/**
 * A document as rich messages, each with the ordinary messages that say the same for a server that knows no rich ones.
 */
export const renderTelegram: Render = (document, speaker) => {
  const { bytes, blocks, columns } = limits.rich;
  const rich = (node: Node) => richBlock(node, speaker) + richLegend(actionsIn([node]), speaker);
  const measure = measureOf(rich, { bytes, blocks, columns, text: 4000 }, speaker);
  return messagesOf(shallow(document.nodes), measure).flatMap((nodes) => richPart(nodes, speaker));
};

function richPart(nodes: readonly Node[], speaker: Speaker): Part[] {
  const markup = markupOf(nodes, speaker);
  const body = richBody(nodes, speaker);
  const wordless = sizeOf(body).length === 0;
  if (wordless && markup === undefined) return [];
  const html = wordless ? body + onlyButtons : body;
  const payload = { rich_message: { html, skip_entity_detection: true }, ...markup };
  return [{ method: "sendRichMessage", payload, fallback: ordinaryParts(nodes, speaker) }];
}

/** The same as ordinary messages. */
function ordinaryParts(nodes: readonly Node[], speaker: Speaker): Part[] {
  const plain = (node: Node) => `${ordinaryBlock(node, speaker)}\n\n`;
  const { length, bytes, entities } = limits.ordinary;
  const measure = measureOf(plain, { length, bytes, entities, text: 2000, columns: Number.POSITIVE_INFINITY }, speaker);
  return messagesOf(nodes, measure).flatMap((group): Part[] => {
    const markup = markupOf(group, speaker);
    const text = ordinaryBody(group, speaker) || (markup === undefined ? "" : "⋯");
    if (text === "") return [];
    const payload = { text, parse_mode: "HTML", link_preview_options: { is_disabled: true }, ...markup };
    return [{ method: "sendMessage", payload }];
  });
}

/** A message needs something to read above its buttons. */
const onlyButtons = "<p>⋯</p>";

function markupOf(nodes: readonly Node[], speaker: Speaker) {
  const rows = keyboardOf(actionsIn([...walk(nodes)]), speaker);
  return rows.length === 0 ? undefined : { reply_markup: { inline_keyboard: rows } };
}

/** Sizes are taken once per node: groups are tried many times. */
function measureOf(
  html: (node: Node) => string,
  { text, columns, ...most }: Partial<Size> & { readonly text: number; readonly columns: number },
  speaker: Speaker,
): Measure {
  const known = new Map<Node, Size>();
  const size = (node: Node): Size => {
    const found =
      known.get(node) ?? sizeOf(html(node), keyboardOf(actionsIn([...walk([node])]), speaker).flat().length);
    known.set(node, found);
    return found;
  };
  const limit: Partial<Size> = { ...most, buttons: limits.keyboard.buttons };
  return { speaker, text, columns, fits: (nodes) => fitsWithin(limit, nodes.map(size)) };
}

/** Details no deeper than a message may nest them; deeper ones lie open under their summary. */
function shallow(nodes: readonly Node[], depth = 1): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.node !== "details") return [node];
    return depth > limits.rich.detailsDeep
      ? [title(node.summary, 3), ...shallow(node.children, depth)]
      : [details(node.summary, shallow(node.children, depth + 1))];
  });
}
