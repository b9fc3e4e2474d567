import { describe, expect, it } from "vitest";
import { alternativeMe } from "../../../src/providers/alternative-me/index.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";

const text = recorded("alternative-me-fng-2026-11-20.json");
const question = (said: string, now = "2026-11-20T12:05:00Z", more: Partial<Question> = {}): Question => ({
  source: alternativeMe,
  topic: "fear-greed",
  routes: { "/fng/": said },
  now,
  ...more,
});

describe("fear and greed of alternative.me", () => {
  it("is text with seconds since 1970, newest first; the label stays as delivered", async () => {
    const { observed, calls } = await ask(question(text));
    expect(
      observed.sentiment?.map(({ on, scale, value, label }) => [on, scale, value.digits, value.unit, label]),
    ).toEqual([
      ["2026-11-19", "alternative.me", "29", "index", "Fear"],
      ["2026-11-20", "alternative.me", "24", "index", "Extreme Fear"],
    ]);
    expect(observed.sentiment?.[1]?.value.origin).toEqual({
      source: "alternative.me",
      asOf: "2026-11-20T00:00:00.000Z",
      quality: "final",
    });
    expect(calls).toEqual(["GET /fng/?limit=10&format=json"]);
  });

  it("nothing after the window is given", async () => {
    const window = { from: "2026-11-19", to: "2026-11-19" };
    const { observed } = await ask(question(text, "2026-11-20T12:05:00Z", { window }));
    expect(observed.sentiment?.map((one) => one.on)).toEqual(["2026-11-19"]);
    const before = { from: "2026-11-01", to: "2026-11-02" };
    expect(await troubleOf(question(text, "2026-11-20T12:05:00Z", { window: before }))).toBe("not-found");
  });

  it("is stale after 36 hours and gone after 72", async () => {
    const { observed } = await ask(question(text, "2026-11-21T12:00:01Z"));
    expect([observed.isStale, observed.sentiment?.at(-1)?.value.origin.quality]).toEqual([true, "stale"]);
    expect(await troubleOf(question(text, "2026-11-23T00:00:01Z"))).toBe("upstream");
  });

  it.each([
    ["an error in its metadata", text.replace('"error": null', '"error": "down"')],
    ["broken rows", recorded("alternative-me-fng-broken-2026-11-20.json")],
    ["no rows", '{"data":[],"metadata":{"error":null}}'],
    ["a number alone", "24"],
  ])("%s with status 200 is no answer", async (_, said) => {
    expect(await troubleOf(question(said))).toBe("bad-payload");
  });
});
