import type { Node, Table } from "../../src/document/node.ts";

/** Slack takes one table a message: tables that follow each other with the same columns become one, headings in between. */
export function joinedTables(nodes: readonly Node[]): Node[] {
  const found: Node[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (node.node === "table" && last?.node === "table" && isLike(last, node)) found.splice(-1, 1, joined(last, node));
    else found.push(node);
  }
  return found;
}

/** Longer tables are easier to read apart. */
const mostRows = 40;

function isLike(one: Table, other: Table): boolean {
  const kinds = ({ columns }: Table) => columns.map(({ key, align }) => `${key} ${align}`).join();
  const rows = one.rows.length + other.rows.length;
  return other.caption === undefined && one.columns.length > 0 && kinds(one) === kinds(other) && rows <= mostRows;
}

function joined(one: Table, other: Table): Table {
  const headings = { cells: other.columns.map(({ label }) => label), strong: true };
  return { ...one, rows: [...one.rows, headings, ...other.rows] };
}
