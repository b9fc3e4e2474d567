import type { NewsItem } from "../market/observations.ts";
import { cleanText } from "../support/text.ts";
import { namesOf } from "./files/context.ts";
import type { Observed } from "./live/source.ts";

const minuteMs = 60_000;
const oldestMs = 24 * 60 * minuteMs;
const aheadMs = 10 * minuteMs;
const most = 60;

/** What is shown of an article. */
export interface Headline {
  readonly title: string;
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its publisher's own mark. */
  readonly guid?: string | undefined;
  /** As it is cited. */
  readonly source: string;
  /** Who published it, where the source only found it. */
  readonly publisher?: string;
  readonly category: string;
}

/** Headlines of the last day, whatever days a digest is about: older news is none. The newest first, each once. */
export function newsObserved(headlines: readonly Headline[], now: number): Pick<Observed, "news" | "asOf"> {
  const recent = headlines.filter(({ at }) => now - at <= oldestMs && at - now <= aheadMs);
  const shown = distinct(recent)
    .sort((a, b) => b.at - a.at)
    .slice(0, most);
  return { news: shown.map(newsItem), asOf: new Date(shown[0]?.at ?? now).toISOString() };
}

/** The same news once: by its publisher's own mark, by its address and by its words. */
function distinct(headlines: readonly Headline[]): Headline[] {
  const known = new Set<string>();
  return headlines.filter(({ source, guid, link, title }) => {
    const marks = [`guid ${source} ${guid ?? link}`, `link ${articleOf(link)}`, `title ${wordsOf(title) || title}`];
    const isNew = !marks.some((mark) => known.has(mark));
    for (const mark of marks) known.add(mark);
    return isNew;
  });
}

function newsItem({ title, link, at, source, publisher = "", category }: Headline): NewsItem {
  const on = new Date(at).toISOString().slice(0, 10);
  return { on, title: namesOf({ en: title }, undefined), company: publisher, category, link, source };
}

/** Parts of an address that tell who sent the reader, and not what he reads. */
const tracking = /^(?:utm_.*|\.?tsrc|ref|source|src|cmpid|guccounter|fbclid|gclid|mc_.*)$/i;

/** What two addresses of one article have in common. */
function articleOf(link: string): string {
  const { hostname, pathname, searchParams } = new URL(link);
  const asked = [...searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join("="));
  return [hostname.replace(/^www\./, ""), pathname.replace(/\/$/, ""), ...asked.sort()].join(" ");
}

/** What two spellings of one headline have in common. */
function wordsOf(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

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

const longestLink = 2000;

/** An address a reader may follow; undefined where it is none, or holds a password. */
export function webAddress(text: string | undefined): string | undefined {
  const address = text?.trim().replaceAll("&amp;", "&") ?? "";
  if (address.length > longestLink || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url.href : undefined;
}
