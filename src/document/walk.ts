import type { Value } from "../i18n/value.ts";
import type { Node } from "./node.ts";

/** Every node, parents first. */
export function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.node === "details") yield* walk(node.children);
  }
}

/** Every value a node says itself, in reading order; children of details are other nodes. */
export function valuesOf(node: Node): readonly Value[] {
  switch (node.node) {
    case "title":
    case "lead":
    case "paragraph":
    case "gap":
    case "note":
    case "disclaimer":
      return [node.text];
    case "list":
      return node.items;
    case "table":
      return [
        ...(node.caption === undefined ? [] : [node.caption]),
        ...node.columns.map((column) => column.label),
        ...node.rows.flatMap((row) => row.cells),
      ];
    case "chart":
      return [node.title, node.alt];
    case "details":
      return [node.summary];
    case "actions":
      return [...(node.pick === undefined ? [] : [node.pick]), ...node.items.map((item) => item.label)];
    case "divider":
      return [];
  }
}
