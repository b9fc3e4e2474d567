import { type Call, OutboundError } from "../../support/outbound/call.ts";
import { type Headline, newsObserved } from "../headlines.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { fault, type Reading, type Rows, readRows } from "../rows.ts";
import { base, type Feed, hosts, feeds as list } from "./list.ts";
import { loadParser, type ReadFeed } from "./parse.ts";
import { Item } from "./schema.ts";

const minuteMs = 60_000;

const about: Reading = { service: "News feeds", topic: "news" };

/** Headlines of the feeds in the list, each cited by its own name. */
export const feeds: Source = {
  facts: {
    name: "feeds",
    names: { en: about.service, zh: "新闻订阅源" },
    base,
    hosts,
    terms: "personal",
    // All at once: they are of different houses.
    budget: { perHour: 60, parallel: list.length },
    delay: "live",
  },
  topics: () => ({ news }),
};

async function news({ now }: Ask, call: Call): Promise<Observed> {
  const read = await loadParser();
  const results = await Promise.allSettled(list.map((feed) => itemsOf(feed, read, call)));
  const told = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failures = results.flatMap((result, index) =>
    result.status === "rejected" ? [{ error: result.reason as unknown, feed: list[index]?.name ?? "" }] : [],
  );
  const odd = failures.find(({ error }) => !(error instanceof OutboundError));
  if (odd !== undefined || told.length === 0) throw (odd ?? worstOf(failures))?.error;
  const missing = failures.map(({ error, feed }) =>
    fault(about, `the feed of ${feed}`, { value: (error as OutboundError).trouble, severity: "noted" }),
  );
  return {
    ...newsObserved(
      told.flatMap(({ items }) => items),
      now,
    ),
    faults: [...told.flatMap(({ faults }) => faults), ...missing],
  };
}

/** A feed that moved says less than one that refuses. */
function worstOf<T extends { readonly error: unknown }>(failures: readonly T[]): T | undefined {
  return failures.find(({ error }) => (error as OutboundError).trouble !== "not-found") ?? failures[0];
}

async function itemsOf(feed: Feed, read: ReadFeed, call: Call) {
  const own: Reading = { ...about, service: feed.name };
  let seen: { readonly text: string; readonly found: Rows<Item> } | undefined;
  const itemsIn = (text: string): Rows<Item> => {
    if (seen?.text === text) return seen.found;
    const items = read(own, text);
    seen = { text, found: items.length === 0 ? { rows: [], faults: [] } : readRows(own, items, Item) };
    return seen.found;
  };
  const answer = await call({
    path: feed.path,
    expects: "xml",
    freshMs: 10 * minuteMs,
    check({ status, text }) {
      // What is no XML at all is told apart after this, and better.
      if (status === 200 && /^\s*<(?:\?xml|rss|feed)/.test(text)) itemsIn(text);
    },
  });
  const { rows, faults } = itemsIn(answer.text);
  return { items: rows.map((item): Headline => ({ ...item, source: feed.name, category: feed.category })), faults };
}
