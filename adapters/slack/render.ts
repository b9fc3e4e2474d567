import type { Document } from "../../src/document/node.ts";
import type { Part, Render } from "../../src/platform/adapter.ts";
import { type Block, context, weigh } from "./blocks.ts";
import { choices } from "./limits.ts";
import { headlineOf, partOf, summaryOf } from "./message.ts";
import { overviewOf } from "./overview.ts";
import { type Page, pagesOf, type TableForm } from "./pages.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { remembering } from "./remembering.ts";
import { wording } from "./words.ts";

/**
 * A document for a channel: one message where it is short; otherwise an overview, with all the rest as replies in its
 * thread.
 */
export const renderSlack: Render = (document, reader) => {
  const speaker = remembering(reader);
  const pieces = piecesOf(document.nodes, speaker);
  if (pieces.length === 0) return [];
  const summary = summaryOf(document.nodes, speaker);
  const whole = inOneMessage(document, pieces);
  if (whole !== undefined) return [partOf(summary, whole)];
  const overview = overviewOf(document, speaker);
  const pages = pagesOf(overview === undefined ? pieces : piecesOf(overview.rest, speaker), {
    tables: "small",
    bySection: true,
  });
  const hint = pages.length === 0 ? [] : context(speaker.sentences(wording("slack.details")).join(" "));
  const all =
    overview === undefined
      ? pages
      : [{ blocks: [...overview.blocks, ...hint, ...overview.foot], pieces: [] }, ...pages];
  let section = summary;
  return all.map((page, index) => {
    section = index === 0 ? summary : headlineOf(page.blocks, section);
    return partOfMany(page, index, section);
  });
};

/** Taps in one of several messages are answered to the tapper alone: the name of the block tells them apart. */
function partOfMany(page: Page, index: number, text: string): Part {
  const blocks = page.blocks.map(
    (block, at): Block => (block.type === "actions" ? { ...block, block_id: `${partBlock}:${at}` } : block),
  );
  const part = partOf(text, { ...page, blocks });
  return index === 0 ? part : { ...part, under: "first" };
}

export const partBlock = "part";

/** The page of a document that is best as one message; undefined where it is longer. */
function inOneMessage({ nodes }: Document, pieces: readonly Piece[]): Page | undefined {
  const sections = nodes.filter((node) => node.node === "title" && node.level === 2).length;
  const forms: readonly TableForm[] = sections > 1 ? ["small"] : ["small", "fair"];
  for (const tables of forms) {
    const pages = pagesOf(pieces, { tables });
    const [page] = pages;
    const isShort =
      (tables === "small" && sections <= 1) || (page !== undefined && weigh(page.blocks) <= choices.short);
    if (pages.length === 1 && isShort) return page;
  }
  return undefined;
}
