import { joinedMenus } from "./actions.ts";
import { type Block, weigh } from "./blocks.ts";
import { choices, limits } from "./limits.ts";
import type { Piece } from "./pieces.ts";

/** What a further table of a message may become, from a small monospaced one to any size and shape. */
export type TableForm = "small" | "fair" | "any";

export interface PageOptions {
  /** The widest text form that may take the place of a native table in a message that has one already. */
  readonly tables: TableForm;
  /** Each section begins a message of its own, unless the one before is short. */
  readonly bySection?: boolean;
  /** No native table at all. */
  readonly textOnly?: boolean;
}

/** The blocks of one message, and the pieces they are made from. */
export interface Page {
  readonly blocks: readonly Block[];
  readonly pieces: readonly Piece[];
}

const order: readonly TableForm[] = ["small", "fair", "any"];
/** A section may follow one this short in the same message. */
const shortSection = 1200;

/** Pieces as messages, in order, each within every limit of a message. */
export function pagesOf(pieces: readonly Piece[], options: PageOptions): Page[] {
  const pages: Page[] = [];
  const place = (group: readonly Piece[]) => {
    const last = pages.at(-1);
    const apart =
      options.bySection === true && group[0]?.section === true && last !== undefined && !isShort(last.blocks);
    const joined = last === undefined || apart ? undefined : joinedBlocks(last, group, options);
    const alone = formsOf(group, options).find(fits);
    if (last !== undefined && joined !== undefined)
      pages.splice(-1, 1, { blocks: joined, pieces: [...last.pieces, ...group] });
    else if (alone !== undefined) pages.push({ blocks: alone, pieces: group });
    // Together they are too much for one message: headings stand by themselves, blocks one after the other.
    else if (group.length > 1) for (const piece of group) place([piece]);
    else for (const block of formsOf(group, options).at(-1) ?? []) place([{ blocks: [block] }]);
  };
  for (const group of groupsOf(pieces)) place(group);
  return pages.map((page) => ({ ...page, blocks: joinedMenus(page.blocks) }));
}

/** A message with more in it; of two tables the later one becomes text, or else the earlier one. */
function joinedBlocks(last: Page, group: readonly Piece[], options: PageOptions): Block[] | undefined {
  const after = formsOf(group, options).map((blocks) => [...last.blocks, ...blocks]);
  const before = formsOf(last.pieces, options).map((blocks) => [...blocks, ...group.flatMap((piece) => piece.blocks)]);
  return [...after, ...before].find(fits);
}

/** Headings with what they head. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let open = false;
  for (const piece of pieces) {
    if (open) groups.at(-1)?.push(piece);
    else groups.push([piece]);
    open = piece.heading === true;
  }
  return groups;
}

/** The group with native tables, then with text in their place where that is allowed. */
function formsOf(group: readonly Piece[], { tables, textOnly }: PageOptions): Block[][] {
  const native = group.flatMap(({ blocks }) => blocks);
  const text = group.flatMap((piece) => textOf(piece, tables) ?? piece.blocks);
  if (textOnly === true) return [text];
  return group.some((piece) => textOf(piece, tables) !== undefined) ? [native, text] : [native];
}

function textOf({ text }: Piece, widest: TableForm): readonly Block[] | undefined {
  const allowed = order.slice(0, order.indexOf(widest) + 1);
  return allowed.map((form) => text?.[form]).find((blocks) => blocks !== undefined);
}

export function hasTable(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.type === "table");
}

function fits(blocks: readonly Block[]): boolean {
  return (
    blocks.length <= limits.blocks - 3 &&
    weigh(blocks) <= limits.message - choices.reserve &&
    blocks.filter((block) => block.type === "table").length <= limits.tables
  );
}

function isShort(blocks: readonly Block[]): boolean {
  return weigh(blocks) <= shortSection && !hasTable(blocks);
}
