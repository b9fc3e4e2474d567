import { badPayload, type Reading } from "../rows.ts";

/** Feeds of news are a tenth of this. */
const mostCharacters = 2_000_000;
const mostItems = 200;
/** A feed's own elements are five deep; a title that is a page of its own is some more. */
const deepest = 24;

/** Caches of websites leave a comment behind the end. */
const ending = /<\/(?:rss|feed)>\s*(?:<!--[^<>]*-->\s*)*$/;

/** Reads the items of an RSS or Atom feed, newest or oldest first as they stand there. */
export type ReadFeed = (about: Reading, text: string) => readonly unknown[];

/**
 * The parser is loaded with the first feed, so that a start without news does not pay for it. It expands no entities, and a
 * feed that declares any is refused: nested ones grow without end. Nor is one that was cut read, for its last link may be.
 */
export async function loadParser(): Promise<ReadFeed> {
  const { XMLParser } = await import("fast-xml-parser");
  const parser = new XMLParser({
    processEntities: false,
    ignoreAttributes: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: deepest,
    isArray: (name) => ["item", "entry", "link"].includes(String(name)),
  });
  return (about, text) => {
    if (text.length > mostCharacters) throw badPayload(about, "a feed that is too large");
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw badPayload(about, "a feed that declares a document type");
    if (!ending.test(text.slice(-2000))) throw badPayload(about, "no feed, or one that was cut");
    return itemsIn(
      about,
      parsed(about, text, (feed) => parser.parse(feed)),
    ).slice(0, mostItems);
  };
}

function parsed(about: Reading, text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    throw badPayload(about, "a feed that cannot be read");
  }
}

function itemsIn(about: Reading, root: unknown): readonly unknown[] {
  const channel = child(child(root, "rss"), "channel");
  const items = channel === undefined ? child(child(root, "feed"), "entry") : child(channel, "item");
  if (Array.isArray(items)) return items;
  if (channel === undefined && child(root, "feed") === undefined) throw badPayload(about, "XML that is no feed");
  return [];
}

function child(node: unknown, name: string): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, name)
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
