import { describe, expect, it } from "vitest";
import { feeds } from "../../../src/providers/feeds/index.ts";
import { plainText } from "../../../src/providers/headlines.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, type Routes, recorded, troubleOf, unpaced } from "../asked.ts";

const coindesk = recorded("feeds-coindesk-2026-11-20.xml");
const yahoo = recorded("feeds-yahoo-2026-11-20.xml");
const broken = recorded("feeds-broken-2026-11-20.xml");
const now = "2026-11-20T12:05:00Z";
const paths = { coindesk: "/arc/outboundfeeds/rss/", yahoo: "/news/rssindex", theblock: "/rss.xml" };
const both = { [paths.coindesk]: coindesk, [paths.yahoo]: yahoo };
const question = (routes: Routes, at = now): Question => ({ source: feeds, topic: "news", routes, now: at });
const titles = async (routes: Routes, at = now) =>
  (await ask(question(routes, at))).observed.news?.map(({ title }) => title.en) ?? [];
const rss = (...items: readonly string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Sample</title>${items.join("")}</channel></rss>`;
const item = (title: string, more: { link?: string; guid?: string; at?: string } = {}) => {
  const { link = `https://www.example.com/${encodeURIComponent(title)}`, at = "2026-11-20T11:00:00Z" } = more;
  const guid = more.guid === undefined ? "" : `<guid>${more.guid}</guid>`;
  return `<item><title>${title}</title><link>${link}</link>${guid}<pubDate>${at}</pubDate></item>`;
};
const alone = (...items: readonly string[]) => titles({ [paths.theblock]: rss(...items) });

describe("headlines of the feeds", () => {
  it("are headline, link and day, the newest first, each with the feed it is of", async () => {
    const { observed } = await ask(question(both));
    expect(observed.news?.map(({ title, source, on, link }) => [title.en, source, on, link])).toEqual([
      [
        "Stocks slide as chip shares give back post-earnings gains",
        "Yahoo Finance",
        "2026-11-20",
        "https://finance.yahoo.com/news/sample-stocks-slide-120012345.html?.tsrc=rss",
      ],
      [
        "Bitcoin slips below $87K as spot ETF inflows stay thin",
        "CoinDesk",
        "2026-11-20",
        "https://www.coindesk.com/markets/2026/11/20/sample-bitcoin-slips",
      ],
      [
        "Retailers' outlook: what to expect this week & next",
        "Yahoo Finance",
        "2026-11-20",
        "https://finance.yahoo.com/news/sample-retailers-113001234.html?.tsrc=rss",
      ],
      [
        "Ether funds log a fifth day of inflows",
        "CoinDesk",
        "2026-11-20",
        "https://www.coindesk.com/markets/2026/11/20/sample-ether-funds",
      ],
    ]);
    expect(observed.asOf).toBe("2026-11-20T11:42:12.000Z");
    expect(JSON.stringify(observed)).not.toContain("sample summary");
  });

  it("feeds that do not answer are noted; only where all fail is there no news", async () => {
    const { observed } = await ask(question(both));
    expect(observed.faults.map(({ expected, value, severity }) => `${expected}: ${value} (${severity})`)).toEqual([
      "the feed of The Block: not-found (noted)",
      "the feed of Cointelegraph: not-found (noted)",
      "the feed of Decrypt: not-found (noted)",
    ]);
    expect(await troubleOf(question({}))).toBe("not-found");
  });

  it("older than a day or of the time to come they are dropped", async () => {
    expect(
      await alone(
        item("a day old", { at: "2026-11-19T12:05:00Z" }),
        item("older", { at: "2026-11-19T12:04:59Z" }),
        item("from a fast clock", { at: "2026-11-20T12:15:00Z" }),
        item("from tomorrow", { at: "2026-11-20T12:15:01Z" }),
      ),
    ).toEqual(["from a fast clock", "a day old"]);
    expect(await titles(both, "2026-11-23T12:00:00Z")).toEqual([]);
  });

  it("the same one stands once: by its guid, by its address without who sent the reader, by its words", async () => {
    expect(
      await alone(
        item("First", { guid: "7", link: "https://www.example.com/first" }),
        item("First, corrected", { guid: "7", link: "https://www.example.com/first-again" }),
        item("First with tracking", { link: "http://example.com/first/?utm_source=x&amp;.tsrc=rss#top" }),
        item("Another page", { link: "https://www.example.com/first?id=2" }),
        item("FIRST!", { link: "https://www.example.com/elsewhere" }),
      ),
    ).toEqual(["First", "Another page"]);
    const same = rss(item("Bitcoin slips below $87K, as spot ETF inflows stay thin"));
    expect(await titles({ [paths.coindesk]: coindesk, [paths.theblock]: same })).toHaveLength(2);
  });

  it("a row without a web address or a time with its zone is dropped and reported", async () => {
    const { observed } = await ask(question({ [paths.coindesk]: broken }));
    expect(observed.news?.map(({ title }) => title.en)).toEqual([
      "Three that can be read",
      "Two that can be read",
      "One that can be read",
    ]);
    expect(observed.faults.slice(0, 2).map(({ row, column }) => `${row} ${column}`)).toEqual(["2 link", "3 link"]);
    const zoneless = rss(item("When?", { at: "2026-11-20T11:00:00" }));
    expect(await troubleOf(question({ [paths.coindesk]: zoneless }))).toBe("bad-payload");
  });

  it("Atom is read too: the article's link among several, and the time of its publication", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample</title><entry>
      <title type="html">Rates &amp;amp; &lt;b&gt;yields&lt;/b&gt;</title><id>urn:1</id>
      <link rel="self" href="https://api.example.com/1"/><link rel="alternate" href="https://www.example.com/1"/>
      <published>2026-11-20T06:30:00-05:00</published><updated>2026-11-20T11:59:00Z</updated></entry></feed>`;
    const { observed } = await ask(question({ [paths.theblock]: atom }));
    expect([observed.news?.map(({ title, link }) => [title.en, link]), observed.asOf]).toEqual([
      [["Rates &amp; yields", "https://www.example.com/1"]],
      "2026-11-20T11:30:00.000Z",
    ]);
  });

  it("markup goes, and only signs by number are read twice", () => {
    expect(
      [
        "Fed&#8217;s <b>cut</b>",
        "Fed&amp;#8217;s cut",
        "&lt;script&gt;alert(1)&lt;/script&gt; BTC &lt; $80K",
        "AT&amp;amp;T",
        "a&#0;b &constructor; c",
        "x".repeat(1000),
      ].map(plainText),
    ).toEqual(["Fed’s cut", "Fed’s cut", "alert(1) BTC < $80K", "AT&amp;T", "a&#0;b &constructor; c", "x".repeat(300)]);
  });
});

describe("feeds that mean harm (S-10)", () => {
  const refused = (text: string) => troubleOf(question({ [paths.coindesk]: text }));

  it("billion laughs: a feed that declares entities is refused", async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
    const laughs = rss(item("&l9;")).replace("<rss", `<!DOCTYPE rss [<!ENTITY l0 "lol">${lol}]><rss`);
    expect(await refused(laughs)).toBe("bad-payload");
  });

  it("an entity from outside is never fetched or shown", async () => {
    const outside = rss(item("&file;")).replace(
      "<rss",
      '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]><rss',
    );
    expect(await refused(outside)).toBe("bad-payload");
    expect(await alone(item("&file; is a word"))).toEqual(["&file; is a word"]);
  });

  it("deep nesting is refused, and quickly", async () => {
    const depth = 100_000;
    const since = performance.now();
    expect(await refused(rss(`<item>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</item>`))).toBe("bad-payload");
    expect(performance.now() - since).toBeLessThan(4000);
  });

  it("of very many items the first two hundred are read; of a very large feed none", async () => {
    const many = Array.from({ length: 5000 }, (_, n) =>
      item(`No. ${n}`, { at: n < 200 ? "2026-11-19T13:00:00Z" : now }),
    );
    const { observed } = await ask(question({ [paths.theblock]: rss(...many) }));
    expect([observed.news?.length, observed.news?.[0]?.title.en]).toEqual([60, "No. 0"]);
    expect(await refused(rss(item("x".repeat(2_000_000))))).toBe("bad-payload");
  });

  it("a headline of nothing but openings takes no time", async () => {
    const since = performance.now();
    const shown = await alone(
      item(`<![CDATA[${"<!--".repeat(200_000)}]]>`, { link: "https://www.example.com/1" }),
      item(`<![CDATA[${"<a".repeat(200_000)}]]>`, { link: "https://www.example.com/2" }),
    );
    expect([shown.map((title) => title.slice(0, 4)), shown[0]?.length]).toEqual([["<!--", "<a<a"], 300]);
    expect(performance.now() - since).toBeLessThan(4000);
  });

  it("XML that is no feed, and one that was cut, are refused", async () => {
    expect(await refused('<?xml version="1.0"?><html></rss>')).toBe("bad-payload");
    expect(await refused(coindesk.slice(0, -20))).toBe("bad-payload");
    expect(await titles({ [paths.coindesk]: `${coindesk}<!-- kept at 12:00 -->\n` })).toHaveLength(2);
  });

  it("links hold no password and run no script", async () => {
    const links = [
      "https://user:pass@example.com/1",
      "data:text/html,x",
      "javascript:alert(1)",
      "//example.com/1",
      "/1",
    ];
    for (const link of links) expect(await refused(rss(item("Bad", { link })))).toBe("bad-payload");
  });
});

liveSourceContract({
  source: unpaced(feeds),
  topics: [{ topic: "news", ask: { now }, good: both }],
});
