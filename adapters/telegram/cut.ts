import { details, list, paragraph, title } from "../../src/document/build.ts";
import type { Actions, Details, Node, Table } from "../../src/document/node.ts";
import { pack, splitText } from "../../src/document/split.ts";
import { chunkColumns, chunkRows } from "../../src/document/spread.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { literal, type Value } from "../../src/i18n/value.ts";
import { cleanText } from "../../src/support/text.ts";

/** How large a node may be in one kind of message. */
export interface Measure {
  readonly speaker: Speaker;
  /** True when the nodes stand in one message. */
  fits(nodes: readonly Node[]): boolean;
  /** Text of so many UTF-16 units stands in one message, whatever characters it is made of. */
  readonly text: number;
  readonly columns: number;
}

/**
 * Nodes as groups, each a message. A new message begins with a new section where that is possible; a heading stays with
 * what follows it; a node too large for one message becomes several of its kind.
 */
export function messagesOf(nodes: readonly Node[], measure: Measure): Node[][] {
  const pieces = nodes.flatMap((node) => cut(node, measure));
  const units = sectionsOf(pieces).flatMap((section) =>
    measure.fits(section) ? [section] : withHeadings(section, measure),
  );
  return pack(units, (group) => measure.fits(group.flat())).map((group) => group.flat());
}

function sectionsOf(pieces: readonly Node[]): Node[][] {
  const sections: Node[][] = [];
  for (const piece of pieces) {
    const last = sections.at(-1);
    if (last === undefined || (piece.node === "title" && piece.level < 3)) sections.push([piece]);
    else last.push(piece);
  }
  return sections;
}

function withHeadings(pieces: readonly Node[], measure: Measure): Node[][] {
  const units: Node[][] = [];
  for (const piece of pieces) {
    const last = units.at(-1);
    if (last?.at(-1)?.node === "title" && measure.fits([...last, piece])) last.push(piece);
    else units.push([piece]);
  }
  return units;
}

/** A node as nodes of which each stands in one message. */
function cut(node: Node, measure: Measure): Node[] {
  if (node.node === "table") return chunkColumns(node, measure.columns).flatMap((part) => cutTable(part, measure));
  if (measure.fits([node])) return [node];
  switch (node.node) {
    case "title":
      return texts(measure.speaker.sentences(node.text), measure).map((text) => title(text, node.level));
    case "lead":
    case "paragraph":
    case "gap":
    case "note":
    case "disclaimer":
      return texts(measure.speaker.sentences(node.text), measure).map((text) => ({ ...node, text }));
    case "list":
      return cutList(node.items, measure);
    case "details":
      return cutDetails(node, measure);
    case "actions":
      return halved(node.items)
        .map((items): Actions => ({ ...node, items }))
        .flatMap((half) => (half.items.length < node.items.length ? cut(half, measure) : [half]));
    default:
      return [node];
  }
}

function cutTable(table: Table, measure: Measure): Node[] {
  if (measure.fits([table])) return [table];
  if (table.rows.length < 2) return spelledOut(table, measure);
  return chunkRows(table, Math.ceil(table.rows.length / 2)).flatMap((half) => cutTable(half, measure));
}

/** A row no message holds: its cells one by one, each with its heading. */
function spelledOut({ caption, columns, rows }: Table, measure: Measure): Node[] {
  const { speaker } = measure;
  const lines = [
    ...(caption === undefined ? [] : [speaker.say(caption)]),
    ...rows.flatMap(({ cells }) =>
      columns.flatMap(({ label }, index) => [speaker.say(label), speaker.say(cells[index] as Value)]),
    ),
    ...(rows.length === 0 ? columns.map(({ label }) => speaker.say(label)) : []),
  ];
  return texts(lines, measure).map(paragraph);
}

function cutList(items: readonly Value[], measure: Measure): Node[] {
  const [only] = items;
  if (items.length === 1 && only !== undefined)
    return texts(measure.speaker.sentences(only), measure).map((text) => list([text]));
  return halved(items).flatMap((half) => (measure.fits([list(half)]) ? [list(half)] : cutList(half, measure)));
}

/** Details go on under the same summary in the next message. */
function cutDetails({ summary, children }: Details, measure: Measure): Node[] {
  const folded = (nodes: readonly Node[]) => details(summary, nodes);
  const inside: Measure = {
    ...measure,
    text: Math.floor(measure.text / 2),
    fits: (nodes) => measure.fits([folded(nodes)]),
  };
  if (!inside.fits([paragraph(literal("x".repeat(inside.text)))]))
    return [...texts(measure.speaker.sentences(summary), measure).map((text) => title(text, 3)), ...children].flatMap(
      (node) => cut(node, measure),
    );
  return pack(
    children.flatMap((child) => cut(child, inside)),
    inside.fits,
  ).map(folded);
}

function texts(all: readonly string[], { text }: Measure): Value[] {
  return all
    .flatMap((one) => splitText(cleanText(one), text))
    .filter((one) => one !== "")
    .map(literal);
}

function halved<T>(items: readonly T[]): T[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)].filter((half) => half.length > 0);
}
