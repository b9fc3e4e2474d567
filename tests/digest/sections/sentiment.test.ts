import { describe, expect, it } from "vitest";
import type { Sentiment } from "../../../src/market/observations.ts";
import { built, chinese, fig, said, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const reading = (on: string, value: string, scale: Sentiment["scale"] = "cmc", label?: string): Sentiment => ({
  on,
  scale,
  value: fig(value, "index"),
  ...(label === undefined ? {} : { label }),
});

describe("the sentiment section", () => {
  it.each([
    ["0", "extreme-fear"],
    ["19", "extreme-fear"],
    ["20", "fear"],
    ["40", "neutral"],
    ["60", "greed"],
    ["79", "greed"],
    ["80", "extreme-greed"],
    ["100", "extreme-greed"],
  ])("places %s of CoinMarketCap in %s", async (value, zone) => {
    const { statements } = await built("sentiment", world({ sentiment: [reading("2024-07-26", value)] }));
    expect(statements).toMatchObject([{ kind: "sentiment.fear-greed", value, zone, against: "cmc" }]);
  });

  it("takes the zone of alternative.me from its label, and none without one", async () => {
    const labelled = await built(
      "sentiment",
      world({ sentiment: [reading("2024-07-26", "45", "alternative.me", "Fear")] }),
    );
    expect(labelled.statements).toMatchObject([{ value: "45", zone: "fear", against: "alternative.me" }]);
    const bare = await built("sentiment", world({ sentiment: [reading("2024-07-26", "45", "alternative.me")] }));
    expect(bare.statements[0]).not.toHaveProperty("zone");
    expect(said(bare.nodes, "lead")).toEqual(["The alternative.me fear and greed index read 45 on 26 Jul 2024."]);
  });

  it("never mixes the two scales", async () => {
    const sentiment = [
      reading("2024-07-26", "66"),
      reading("2024-07-19", "30", "alternative.me", "Fear"),
      reading("2024-07-26", "71", "alternative.me", "Greed"),
    ];
    const { nodes } = await built("sentiment", world({ sentiment }));
    expect(said(nodes, "lead")).toEqual(["The CoinMarketCap fear and greed index read 66 on 26 Jul 2024, in greed."]);
    expect(said(nodes, "paragraph")).toEqual([
      "The alternative.me fear and greed index read 71 on 26 Jul 2024, in greed (a week before: 30).",
    ]);
  });

  it.each([
    ["2024-07-20", undefined],
    ["2024-07-19", "30"],
    ["2024-07-17", "30"],
    ["2024-07-16", undefined],
  ])("takes the reading of %s for that of a week before only seven to nine days back", async (on, before) => {
    const { nodes } = await built("sentiment", world({ sentiment: [reading(on, "30"), reading("2024-07-26", "66")] }));
    expect(said(nodes, "lead")).toEqual([
      `The CoinMarketCap fear and greed index read 66 on 26 Jul 2024, in greed${before === undefined ? "" : ` (a week before: ${before})`}.`,
    ]);
  });

  it("names a printed label that is not the band of its value", async () => {
    const { statements } = await built(
      "sentiment",
      world({ sentiment: [reading("2024-07-26", "66", "cmc", "Neutral")] }),
    );
    expect(statements.find((one) => one.kind === "quality.defect")).toMatchObject({
      metric: "zone-differs",
      zone: "greed",
    });
  });

  it("reads in Chinese", async () => {
    const { nodes } = await built("sentiment", world({ sentiment: [reading("2024-07-26", "85")] }));
    expect(text(nodes, chinese)).toContain("2024/7/26为85，处于“极度贪婪”");
  });

  it("leaves a named gap without a reading", async () => {
    expect(await composeOne("sentiment", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No fear-and-greed reading for this window.",
    });
  });
});
