import { afterEach, describe, expect, it } from "vitest";
import { controlsOf } from "../../fakes/slack/index.ts";
import { saying } from "../../fixtures/desk.ts";
import { closeAll, listening, long, readPosted } from "./world.ts";

afterEach(closeAll);

describe("a slash command", () => {
  it("is acknowledged at once and answered to its asker alone", async () => {
    const { slack, desk } = await listening();
    const acknowledgedMs = await slack.deliver(slack.command("/movers crypto 7d"));
    const [answer] = await slack.written(1);
    expect(answer).toMatchObject({ channel: "C0DESK", onlyFor: "U0ADA" });
    expect(readPosted(answer as never)).toContain("movers crypto 7d");
    expect(acknowledgedMs).toBeLessThan(1000);
    expect(desk.heard[0]).toMatchObject({
      words: ["movers", "crypto", "7d"],
      destination: { account: "T0TEAM", channel: "C0DESK" },
      person: { id: "U0ADA", locale: "en-US", zone: "America/New_York" },
      alone: false,
    });
  });

  it.each([
    ["/closing-bell movers crypto", ["movers", "crypto"]],
    ["/closing-bell", ["help"]],
    ["/movers help", ["help", "movers"]],
    ["/movers", ["movers"]],
    ["/movers 加密 7日", ["movers", "加密", "7日"]],
    ["/quote S&amp;P &lt;500&gt;", ["quote", "S&P", "<500>"]],
  ])("%s is understood", async (typed, words) => {
    const { slack, desk } = await listening();
    await slack.deliver(slack.command(typed));
    await slack.written(1);
    expect(desk.heard[0]?.words).toEqual(words);
  });

  it("is answered in the language of the asker's client, asked for once", async () => {
    const { slack, desk } = await listening();
    for (let times = 1; times <= 2; times++) {
      await slack.deliver(slack.command("/market", { user: "U0MING" }));
      await slack.written(times);
    }
    expect(desk.heard.map(({ person }) => person.locale)).toEqual(["zh-CN", "zh-CN"]);
    expect(slack.callsOf("users.info")).toHaveLength(1);
  });

  it("is answered in the usual language where Slack does not tell", async () => {
    const { slack, desk } = await listening({}, { scopes: ["commands", "chat:write"] });
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    expect(desk.heard[0]?.person.locale).toBeUndefined();
    expect(desk.failures.map(({ error }) => String(error))).toEqual([expect.stringContaining("missing_scope")]);
  });

  it("delivered again is done once", async () => {
    const { slack, desk } = await listening();
    const command = slack.command("/watchlist add NVDA");
    for (let times = 0; times < 4; times++) await slack.deliver(command);
    await slack.deliver(slack.command("/market"));
    await slack.written(2);
    expect(desk.heard.map(({ words }) => words[0])).toEqual(["watchlist", "market"]);
  });

  it("has its mistakes told to the asker, without a button to share them", async () => {
    const { slack } = await listening({ answer: () => ({ kind: "mistake", personal: true }) });
    await slack.deliver(slack.command("/moverz"));
    const [answer] = await slack.written(1);
    expect(answer?.onlyFor).toBe("U0ADA");
    expect(controlsOf(answer?.message ?? {})).toEqual([]);
  });

  it("whose answer comes too late is told of and not tried again", async () => {
    const { slack, desk } = await listening({
      answer: () => {
        slack.workspace.expireReplies();
        return {};
      },
    });
    await slack.deliver(slack.command("/movers"));
    await slack.deliver(slack.command("/market", { channel: "D0ADA" }));
    await expect.poll(() => desk.failures.length).toBe(2);
    expect(slack.callsOf("response_url")).toHaveLength(2);
    expect(String(desk.failures[0]?.error)).toContain("expired_url");
  });

  it("is told that a slow answer takes a moment", async () => {
    let finish: () => void = () => undefined;
    const gathered = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { slack } = await listening({
      answer: async () => {
        await gathered;
        return { document: saying("At last.") };
      },
    });
    await slack.deliver(slack.command("/digest weekly"));
    const [first] = await slack.written(1);
    finish();
    const [, second] = await slack.written(2);
    expect([first, second].map((one) => readPosted(one as never))).toEqual([
      "One moment, the figures are being gathered.",
      expect.stringContaining("At last."),
    ]);
  });

  it("that cannot be read is told of, without the address for its answer", async () => {
    const { slack, desk } = await listening();
    const { type, payload } = slack.command("/market");
    await slack.deliver({ type, payload: { ...payload, user_id: "" } });
    await slack.deliver(slack.command("/help"));
    await slack.written(1);
    expect(desk.heard.map(({ words }) => words[0])).toEqual(["help"]);
    expect(desk.failures.map(({ error }) => String(error))).toEqual([
      "Rejected: A command came that does not look like any Slack documents, and was not answered.",
    ]);
  });

  it("does not end the program when its answer fails", async () => {
    const { slack, desk } = await listening({
      answer: ({ words }) => {
        if (words[0] === "boom") throw new Error("no answer");
        return {};
      },
    });
    await slack.deliver(slack.command("/boom"));
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    expect(desk.failures.map(({ what, error }) => [what, String(error)])).toEqual([
      ["answering /boom on Slack", "Error: no answer"],
    ]);
  });

  it("is answered as text where Slack does not take the table", async () => {
    const { slack } = await listening({ answer: () => ({ document: long }) });
    slack.fault("response_url", { status: 400, body: "invalid_blocks" });
    await slack.deliver(slack.command("/digest"));
    const answer = await slack.when((posted) => posted.find((one) => readPosted(one).includes("Row 39 of section 0")));
    expect(JSON.stringify(answer.message)).not.toContain('"table"');
  });
});

describe("what somebody did", () => {
  it("has an id of its own that stays the same when it is delivered again, and is no secret", async () => {
    const { slack, desk } = await listening();
    const [first, second] = [slack.command("/watchlist add NVDA"), slack.command("/watchlist add NVDA")];
    const { trigger_id: _, ...bare } = slack.command("/watchlist add NVDA").payload;
    const said = slack.saying("<@U0BOT> market");
    for (const envelope of [first, second, { ...first, payload: bare }, said]) await slack.deliver(envelope);
    await slack.written(4);
    const ids = desk.heard.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([first.payload["trigger_id"], second.payload["trigger_id"]]);
    expect(ids[2]).toMatch(/^[\w-]{22}$/);
    expect(String(bare["response_url"])).not.toContain(ids[2]);
    expect(ids[3]).toBe("C0DESK 1722000000.000001");
  });

  it("with a command of two words is heard as words", async () => {
    const { slack, desk } = await listening();
    await slack.deliver(slack.command('/digest subscribe weekly "weekdays 08:00" tz:Asia/Shanghai'));
    await slack.written(1);
    expect(desk.heard[0]?.words).toEqual(["digest", "subscribe", "weekly", "weekdays 08:00", "tz:Asia/Shanghai"]);
  });

  it("is heard without a zone where Slack tells none", async () => {
    const { slack, desk } = await listening({}, { users: [{ id: "U0ADA", locale: "en-GB" }] });
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    expect(desk.heard[0]?.person).toEqual({ id: "U0ADA", locale: "en-GB", mayManage: expect.any(Function) });
  });
});

describe("the right to manage", () => {
  it.each([
    [{ id: "U1", is_admin: true }, true],
    [{ id: "U1" }, false],
    [{ id: "U1", is_admin: true, is_restricted: true }, false],
    [{ id: "U1", is_admin: true, team_id: "T0OTHER" }, false],
  ])("of %o is %s", async (user, expected) => {
    const { slack, desk } = await listening({}, { users: [user] });
    await slack.deliver(slack.command("/settings", { user: "U1" }));
    await slack.written(1);
    expect(await desk.heard[0]?.person.mayManage()).toBe(expected);
  });
});
