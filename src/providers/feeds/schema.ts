import * as z from "zod";
import { plainText, webAddress } from "../headlines.ts";

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
