import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { closeAll, listening, long, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

describe("a mention", () => {
  it("is answered in its thread", async () => {
    const { slack, desk } = await listening();
    const mention = slack.saying("Hey <@U0BOT> `movers crypto`");
    await slack.deliver(slack.saying("<@U0BOT> movers crypto"));
    await slack.written(1);
    await slack.deliver(mention);
    const all = await slack.written(2);
    expect(desk.heard.map(({ words }) => words)).toEqual([
      ["movers", "crypto"],
      ["movers", "crypto"],
    ]);
    expect(all.map(({ thread }) => thread)).toEqual(["1722000000.000002", "1722000000.000001"]);
  });

  it("delivered again is answered once", async () => {
    const { slack, desk } = await listening();
    const mention = slack.saying("<@U0BOT> market");
    for (let times = 0; times < 3; times++) await slack.deliver(mention);
    await slack.deliver(slack.command("/help"));
    await slack.written(2);
    expect(desk.heard).toHaveLength(2);
  });

  it("has what concerns its asker whispered", async () => {
    const { slack } = await listening({ answer: () => ({ personal: true }) });
    await slack.deliver(slack.saying("<@U0BOT> settings"));
    const [answer] = await slack.written(1);
    expect(answer?.onlyFor).toBe("U0ADA");
  });
});

describe("a direct message", () => {
  it("is answered where it was written, to somebody who is alone", async () => {
    const { slack, desk } = await listening();
    await slack.deliver(slack.saying("涨跌 加密", { channel: "D0ADA", user: "U0MING" }));
    const [answer] = await slack.written(1);
    expect(answer).toMatchObject({ channel: "D0ADA", thread: undefined, onlyFor: undefined });
    expect(desk.heard[0]).toMatchObject({ words: ["涨跌", "加密"], alone: true, person: { locale: "zh-CN" } });
  });

  it("takes links and slashes as they were typed", async () => {
    const { slack, desk } = await listening();
    await slack.deliver(slack.saying("/quote <http://BABA.US|BABA.US>", { channel: "D0ADA" }));
    await slack.written(1);
    expect(desk.heard[0]?.words).toEqual(["quote", "BABA.US"]);
  });

  it("of another bot, or of the bot itself, is not answered", async () => {
    const { slack, desk } = await listening();
    const message = slack.saying("market", { channel: "D0ADA" });
    const event = { ...(message.payload["event"] as object), bot_id: "B0OTHER" };
    await slack.deliver({ ...message, payload: { ...message.payload, event } });
    await slack.deliver(slack.saying("market", { channel: "D0ADA", user: "U0BOT" }));
    await slack.deliver(slack.command("/help"));
    await slack.written(1);
    expect(desk.heard.map(({ words }) => words)).toEqual([["help"]]);
  });
});

describe("a document sent part by part", () => {
  it("stands in its channel, with the thread its sender names", async () => {
    const slack = await slackBox();
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    const here = { account: "T0TEAM", channel: "C0DESK" };
    const [top, ...rest] = adapter.render(long, speakers.en);
    const { messageId } = await adapter.send(here, top as never);
    for (const part of rest) await adapter.send({ ...here, thread: messageId }, part);
    expect(slack.workspace.posted.map(({ ts, thread }) => [ts === messageId, thread])).toEqual([
      [true, undefined],
      ...rest.map(() => [false, messageId]),
    ]);
  });
});
