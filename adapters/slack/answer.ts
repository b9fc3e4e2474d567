import type { Document } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { message } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Reply } from "../../src/platform/desk.ts";
import { remembered } from "../../src/platform/remembered.ts";
import { shareBlock } from "./actions.ts";
import { type Block, context } from "./blocks.ts";
import { choices, limits } from "./limits.ts";
import { headlineOf, partOf, summaryOf } from "./message.ts";
import { type Page, pagesOf } from "./pages.ts";
import { isActions, type Piece, piecesOf } from "./pieces.ts";
import { remembering } from "./remembering.ts";
import { wording } from "./words.ts";

/**
 * A reply as the few messages a response_url takes, which knows no threads: tables beyond the first of a message are
 * monospaced. What is too long even so ends with how to get all of it. With `share`, whoever asked may post it for all.
 */
export function renderAnswer({ document, speaker, again }: Reply, share: boolean): readonly Part[] {
  const made = answersOf(document, speaker);
  const key = share ? again : "";
  const parts = made.get(key) ?? partsOf(document, remembering(speaker), again, share);
  made.set(key, parts);
  return parts;
}

/** What an answer that serves many was rendered to, by the command its share button carries. */
const answersOf = remembered(() => new Map<string, readonly Part[]>());

function partsOf(document: Document, speaker: Speaker, again: string, share: boolean): Part[] {
  const pieces = piecesOf(document.nodes, speaker);
  const summary = summaryOf(document.nodes, speaker);
  const shareable = share && again.length <= limits.buttonValue;
  const foot = shareable ? [shareBlock(speaker.say(wording("slack.share")), again)] : [];
  const pages = fewPages(pieces);
  if (pages.length <= choices.messages) return closed(pages, foot, summary);
  const shown = pages.slice(0, choices.messages);
  const more = message(shareable ? "slack.more" : "slack.more-private", { count: pages.length - shown.length });
  const next = piecesOf(document.nodes.filter(isActions), speaker).flatMap(({ blocks }) => blocks);
  return closed(shown, [...context(speaker.sentences(more).join(" ")), ...next.slice(0, 1), ...foot], summary);
}

/** As few as possible, since a tap replaces one message only; native tables where that costs no further message. */
function fewPages(pieces: readonly Piece[]): Page[] {
  const [first, ...others] = (["small", "fair", "any"] as const).map((tables) => pagesOf(pieces, { tables }));
  return others.reduce((best, pages) => (pages.length < best.length ? pages : best), first ?? []);
}

/** The last message carries what closes the answer. */
function closed(pages: readonly Page[], foot: readonly Block[], summary: string): Part[] {
  return pages.map((page, index) => {
    const blocks = index === pages.length - 1 ? withFoot(page.blocks, foot) : page.blocks;
    return partOf(index === 0 ? summary : headlineOf(blocks, summary), { pieces: page.pieces, blocks });
  });
}

/** Sharing stands beside the other buttons where there is a row of them at the end. */
function withFoot(blocks: readonly Block[], foot: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  const [only] = foot;
  if (
    foot.length === 1 &&
    last?.type === "actions" &&
    only?.type === "actions" &&
    last.elements.length < limits.actions
  ) {
    return [...blocks.slice(0, -1), { ...last, elements: [...last.elements, ...only.elements] }];
  }
  return [...blocks, ...foot];
}
