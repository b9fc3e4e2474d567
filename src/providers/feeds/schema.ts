import * as z from "zod";
import { cleanText } from "../../support/text.ts";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};
const numbered = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;

function character(whole: string, hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const longestTitle = 300;
/** What stands behind this is not looked at. */
const longestMarkup = 10_000;

/** Words without markup. Feeds often escape twice: then what is left of signs by number is read once more, and nothing else. */
export function plainText(text: string): string {
  const once = text
    .slice(0, longestMarkup)
    .replaceAll(/&([a-z]{2,6}|#x[0-9a-f]{1,6}|#\d{1,7});/gi, (whole, name: string) =>
      name.startsWith("#")
        ? whole.replaceAll(numbered, character)
        : ((Object.hasOwn(entities, name) ? entities[name] : undefined) ?? whole),
    )
    .replaceAll(numbered, character);
  const bare = once.replaceAll(/<!--[^<>]*-->|<\/?[a-z][^<>]*>/gi, "");
  return cleanText(cleanText(bare).slice(0, longestTitle));
}

/** Of an element with attributes the text stands apart. */
const Words = z.union([z.string(), z.object({ "#text": z.string() }).transform((element) => element["#text"])]);
const Element = z.union([
  Words,
  z
    .array(Words)
    .nonempty()
    .transform(([first]) => first as string),
]);

const zone = String.raw`(?:[+-]\d{2}:?\d{2}|Z|GMT|UTC?|[ECMP][SD]T)`;
const internet = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? ${zone}$`,
);
const iso = new RegExp(String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?${zone}$`);

/** Without its zone a time could be any of a day's. */
const Instant = Element.transform((text, context): number => {
  const said = text.trim();
  const at = internet.test(said) || iso.test(said) ? Date.parse(said) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  context.issues.push({ code: "custom", message: "an instant with its zone", input: text });
  return z.NEVER;
});

const AtomLink = z.object({ "@_href": z.string(), "@_rel": z.string().optional() });

/** A web address; of an Atom item's several links the article's. */
const Link = z.array(z.unknown()).transform((links, context): string => {
  for (const link of links) {
    const atom = AtomLink.safeParse(link).data;
    if (atom !== undefined && (atom["@_rel"] ?? "alternate") !== "alternate") continue;
    const found = webAddress(atom?.["@_href"] ?? Words.safeParse(link).data);
    if (found !== undefined) return found;
  }
  context.issues.push({ code: "custom", message: "a web address", input: links });
  return z.NEVER;
});

const longestLink = 2000;

function webAddress(text: string | undefined): string | undefined {
  const address = text?.trim().replaceAll("&amp;", "&") ?? "";
  if (address.length > longestLink || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url.href : undefined;
}

/** An item of RSS or an entry of Atom: headline, link and time, and nothing of the article. */
export const Item = z
  .object({
    title: Element.transform(plainText).refine((title) => title !== "", "a headline"),
    link: Link,
    guid: Element.optional(),
    id: Element.optional(),
    pubDate: Instant.optional(),
    published: Instant.optional(),
    updated: Instant.optional(),
  })
  .transform(({ title, link, guid, id, pubDate, published, updated }, context) => {
    const at = pubDate ?? published ?? updated;
    if (at !== undefined) return { title, link, guid: guid ?? id, at };
    context.issues.push({ code: "custom", path: ["pubDate"], message: "an instant with its zone", input: undefined });
    return z.NEVER;
  });
export type Item = z.output<typeof Item>;

/** Parts of an address that tell who sent the reader, and not what he reads. */
const tracking = /^(?:utm_.*|\.?tsrc|ref|source|src|cmpid|guccounter|fbclid|gclid|mc_.*)$/i;

/** What two addresses of one article have in common. */
export function articleOf(link: string): string {
  const { hostname, pathname, searchParams } = new URL(link);
  const asked = [...searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join("="));
  return [hostname.replace(/^www\./, ""), pathname.replace(/\/$/, ""), ...asked.sort()].join(" ");
}

/** What two spellings of one headline have in common. */
export function wordsOf(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
