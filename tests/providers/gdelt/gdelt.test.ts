import { describe, expect, it } from "vitest";
import { gdelt } from "../../../src/providers/gdelt/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, recorded, troubleOf, unpaced } from "../asked.ts";

const good = recorded("gdelt-articles-2026-11-20.json");
const now = "2026-11-20T12:05:00Z";
const path = "/api/v2/doc/doc";
const limit = "Please limit requests to one every 5 seconds or contact us for larger queries.";
const question = (text: string): Question => ({ source: gdelt, topic: "news", routes: { [path]: text }, now });

describe("headlines GDELT found", () => {
  it("are off unless turned on, and name who published them", async () => {
    const { observed } = await ask(question(good));
    expect(observed.news).toEqual([
      {
        on: "2026-11-20",
        title: { en: "Chip stocks retreat after record quarter", zh: "" },
        company: "example.com",
        category: "markets",
        link: "https://www.example.com/markets/chips",
        source: "GDELT",
      },
    ]);
    expect([observed.asOf, gdelt.facts.isOff]).toEqual(["2026-11-20T11:45:00.000Z", true]);
  });

  it("{} is how it says that there are none; words with status 200 are a refusal", async () => {
    expect((await ask(question("{}"))).observed.news).toEqual([]);
    expect(await troubleOf(question(limit))).toBe("bad-payload");
  });

  it("an article that is older than a day, or without an instant or a web address, is none", async () => {
    const { articles } = JSON.parse(good) as { articles: object[] };
    const answered = JSON.stringify({
      articles: [
        ...articles,
        { ...articles[0], url: "https://www.example.com/old", title: "Old", seendate: "20261119T120459Z" },
        { ...articles[0], url: "https://www.example.com/when", title: "When", seendate: "20261320T114500Z" },
      ],
    });
    const { observed } = await ask(question(answered));
    expect([observed.news?.length, observed.faults.map(({ column }) => column)]).toEqual([1, ["seendate"]]);
    expect(await troubleOf(question(good.replaceAll("https://www.example.com", "ftp://example.com")))).toBe(
      "bad-payload",
    );
  });
});

liveSourceContract({
  source: unpaced(gdelt),
  topics: [
    {
      topic: "news",
      ask: { now },
      good: { [path]: good },
      refusals: {
        "words with status 200": { routes: { [path]: limit }, trouble: "bad-payload" },
        "words with status 429": { routes: { [path]: { text: limit, status: 429 } }, trouble: "rate-limited" },
      },
    },
  ],
});
