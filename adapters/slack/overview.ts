import type { Document, Node } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { joinedMenus } from "./actions.ts";
import { type Block, bullets, prose, richText, run, section, weigh } from "./blocks.ts";
import { choices, limits } from "./limits.ts";
import { heading, piecesOf, sentences } from "./pieces.ts";

export interface Overview {
  readonly blocks: readonly Block[];
  /** The disclaimer and what may be asked next, to close the message. */
  readonly foot: readonly Block[];
  /** Everything that was not said in it, in order. */
  readonly rest: readonly Node[];
}

/**
 * The one message of a long document that everybody sees: its title, the leads under the names of their sections, the
 * disclaimer and what may be asked next. Undefined for a document without leads.
 */
export function overviewOf({ nodes }: Document, speaker: Speaker): Overview | undefined {
  if (!nodes.some((node) => node.node === "lead")) return undefined;
  const [blocks, foot, rest]: [Block[], Block[], Node[]] = [[], [], []];
  const say = (added: readonly Block[], to = blocks): boolean => {
    const all = [...blocks, ...foot, ...added];
    const fits = all.length <= limits.blocks - 5 && weigh(all) <= choices.overview;
    if (fits) to.push(...added);
    return fits;
  };
  const head = nodes.findIndex((node) => !(node.node === "title" && node.level === 1) && node.node !== "paragraph");
  const [opening, sections] = [nodes.slice(0, Math.max(head, 0)), sectionsOf(nodes.slice(Math.max(head, 0)))];
  for (const node of opening) if (!say(blocksOf(node, speaker))) rest.push(node);
  for (const { title, body } of sections) {
    const leads = leadsOf(body, speaker);
    const said = leads.length > 0 && say(leadBlocks(title, leads, speaker));
    const left = body.filter((node) => !(said && node.node === "lead") && !isFoot(node));
    if (title !== undefined && (left.length > 0 || !said)) rest.push(title);
    rest.push(...left);
  }
  for (const node of nodes.filter(isFoot)) if (!say(blocksOf(node, speaker), foot)) rest.push(node);
  return { blocks, foot: joinedMenus(foot), rest };
}

interface Section {
  readonly title?: Extract<Node, { node: "title" }>;
  readonly body: readonly Node[];
}

function sectionsOf(nodes: readonly Node[]): Section[] {
  const found: { title?: Extract<Node, { node: "title" }>; body: Node[] }[] = [{ body: [] }];
  for (const node of nodes) {
    if (node.node === "title" && node.level < 3) found.push({ title: node, body: [] });
    else found.at(-1)?.body.push(node);
  }
  return found;
}

/** The leads of a section in each language of the reader, after the name of the block they stand in. */
function leadsOf(body: readonly Node[], speaker: Speaker): string[] {
  let block = "";
  return body.flatMap((node) => {
    if (node.node === "title") block = heading(node.text, speaker);
    if (node.node !== "lead") return [];
    return sentences(node.text, speaker).map((text) =>
      block === "" || text.startsWith(block) ? text : `${block} — ${text}`,
    );
  });
}

function isFoot({ node }: Node): boolean {
  return node === "disclaimer" || node === "actions";
}

function leadBlocks(title: Section["title"], leads: readonly string[], speaker: Speaker): Block[] {
  const name = title === undefined ? "" : heading(title.text, speaker);
  const [lead = ""] = leads;
  const together = name.length + lead.length <= limits.prose;
  if (leads.length === 1 && together && name !== "") {
    return [richText([section([run(name, true), run(`\n${lead}`)])])];
  }
  return [...(name === "" ? [] : prose(name, true)), ...(leads.length === 1 ? prose(lead) : bullets(leads))];
}

function blocksOf(node: Node, speaker: Speaker): Block[] {
  return piecesOf([node], speaker).flatMap(({ blocks }) => blocks);
}
