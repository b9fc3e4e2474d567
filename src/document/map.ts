import type { Language } from "../i18n/locale.ts";
import { saidIn, type Value } from "../i18n/value.ts";
import type { Chart, Node, Table } from "./node.ts";

type Change = (value: Value) => Value;

/** The same nodes, said in a language of their own whatever the reader's is. */
export function nodesIn(language: Language, nodes: readonly Node[]): readonly Node[] {
  return mapValues(nodes, (value) => saidIn(language, value));
}

/** The same nodes with every value changed, those of children included. */
export function mapValues(nodes: readonly Node[], change: Change): readonly Node[] {
  return nodes.map((node) => mapped(node, change));
}

function mapped(node: Node, change: Change): Node {
  switch (node.node) {
    case "title":
    case "lead":
    case "paragraph":
    case "gap":
    case "note":
    case "disclaimer":
      return { ...node, text: change(node.text) };
    case "list":
      return { ...node, items: node.items.map(change) };
    case "table":
      return mappedTable(node, change);
    case "chart":
      return mappedChart(node, change);
    case "details":
      return { ...node, summary: change(node.summary), children: mapValues(node.children, change) };
    case "actions":
      return {
        ...node,
        ...(node.pick === undefined ? {} : { pick: change(node.pick) }),
        items: node.items.map((item) => ({ ...item, label: change(item.label) })),
      };
    case "divider":
      return node;
  }
}

function mappedTable(node: Table, change: Change): Table {
  return {
    ...node,
    ...(node.caption === undefined ? {} : { caption: change(node.caption) }),
    columns: node.columns.map((column) => ({ ...column, label: change(column.label) })),
    rows: node.rows.map((row) => ({ ...row, cells: row.cells.map(change) })),
  };
}

function mappedChart(node: Chart, change: Change): Chart {
  return {
    ...node,
    title: change(node.title),
    alt: change(node.alt),
    series: node.series.map(({ name, points }) => ({
      name: change(name),
      points: points.map((point) => ({ ...point, label: change(point.label) })),
    })),
  };
}
