import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { lead, table, title } from "../../../src/document/build.ts";
import type { Document, Node } from "../../../src/document/node.ts";
import { literal } from "../../../src/i18n/value.ts";
import { Unauthorized, Unavailable } from "../../../src/support/errors.ts";
import { controlsOf, type Slack } from "../../fakes/slack/index.ts";
import { deskOf, saying } from "../../fixtures/desk.ts";
import { closeAll, listening, readPosted, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

const buttons = (text: string): Document => ({
  nodes: [
    title(literal(text), 1),
    { node: "actions", items: [{ id: "week", label: literal("Week"), command: "/movers crypto week" }] },
  ],
});

/** More than one message. */
const long: Document = {
  nodes: Array.from({ length: 3 }, (_, at): Node[] => [
    title(literal(`Section ${at}`)),
    lead(literal(`Lead ${at}.`)),
    table(
      Array.from({ length: 40 }, (_, row) => row),
      [
        { key: "a", label: literal("Name"), cell: (row) => literal(`Row ${row} of section ${at}`) },
        { key: "b", label: literal("Value"), cell: () => literal("1,234.5") },
      ],
    ),
  ]).flat(),
};

/** The last message of an answer, which carries the button. */
const shareable = (slack: Slack) =>
  slack.when((posted) => posted.find(({ message }) => controlsOf(message).some(({ action }) => action === "share")));

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
      person: { id: "U0ADA", locale: "en-US" },
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

describe("a tap", () => {
  it("takes the place of the message it was made on", async () => {
    const { slack, desk } = await listening({ answer: ({ words }) => ({ document: buttons(words.join(" ")) }) });
    await slack.deliver(slack.command("/movers crypto"));
    const [answer] = await slack.written(1);
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto week" }));
    const edited = await slack.when((posted) => posted.find(({ edits }) => edits === 1));
    expect(slack.workspace.posted).toHaveLength(1);
    expect(edited.onlyFor).toBe("U0ADA");
    expect(readPosted(edited)).toContain("movers crypto week");
    expect(desk.heard.map(({ words }) => words)).toEqual([
      ["movers", "crypto"],
      ["movers", "crypto", "week"],
    ]);
  });

  it("twice at once counts once", async () => {
    const { slack, desk } = await listening({ answer: ({ words }) => ({ document: buttons(words.join(" ")) }) });
    await slack.deliver(slack.command("/movers crypto"));
    const [answer] = await slack.written(1);
    const taps = [1, 2, 3].map(() => slack.tap(answer as never, { value: "/movers crypto week" }));
    await Promise.all(taps.map((tap) => slack.deliver(tap)));
    await slack.deliver(slack.command("/market"));
    await slack.written(2);
    expect(desk.heard.filter(({ words }) => words.includes("week"))).toHaveLength(1);
  });

  it("that is a mistake leaves the answer standing", async () => {
    const { slack } = await listening({
      answer: ({ words }) =>
        words.includes("week") ? { kind: "mistake", personal: true } : { document: buttons("Movers") },
    });
    await slack.deliver(slack.command("/movers crypto"));
    const [answer] = await slack.written(1);
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto week" }));
    const [first, second] = await slack.written(2);
    expect([first?.edits, second?.onlyFor]).toEqual([0, "U0ADA"]);
  });

  it("on a message for everybody edits it for everybody", async () => {
    const { slack } = await listening({ answer: ({ words }) => ({ document: buttons(words.join(" ")) }) });
    await slack.deliver(slack.saying("<@U0BOT> movers crypto"));
    const [answer] = await slack.written(1);
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto week", user: "U0MING" }));
    const edited = await slack.when((posted) => posted.find(({ edits }) => edits === 1));
    expect(edited.onlyFor).toBeUndefined();
    expect(controlsOf(edited.message).map(({ action }) => action)).toEqual(["run:0"]);
  });

  it("in one of several messages is answered to the tapper alone", async () => {
    const several: Document = { nodes: [...long.nodes, ...buttons("x").nodes.slice(1)] };
    const { slack } = await listening({
      answer: ({ words }) => ({ document: words.includes("week") ? buttons("Week") : several }),
    });
    await slack.deliver(slack.saying("<@U0BOT> digest"));
    const all = await slack.written(4);
    const [top] = all;
    await slack.deliver(slack.tap(top as never, { value: "/movers crypto week", user: "U0MING" }));
    const answer = (await slack.written(5)).at(-1);
    expect(answer?.onlyFor).toBe("U0MING");
    expect(slack.workspace.posted.map(({ edits }) => edits)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("sharing an answer", () => {
  it("posts it for everybody, also where the bot is no member", async () => {
    const { slack } = await listening();
    await slack.deliver(slack.command("/movers crypto", { channel: "C0OUTSIDE" }));
    const [answer] = await slack.written(1);
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto", action: "share" }));
    const [, shared] = await slack.written(2);
    expect(shared).toMatchObject({ channel: "C0OUTSIDE", onlyFor: undefined });
    expect(controlsOf(shared?.message ?? {})).toEqual([]);
  });

  it("puts a long one into the channel with its details in a thread", async () => {
    const { slack } = await listening({ answer: () => ({ document: long }) });
    await slack.deliver(slack.command("/digest weekly"));
    const answer = await shareable(slack);
    const before = slack.workspace.posted.length;
    await slack.deliver(slack.tap(answer as never, { value: "/digest weekly", action: "share" }));
    const shared = (await slack.written(before + 4)).slice(before);
    expect(shared.map(({ thread, onlyFor }) => [thread, onlyFor])).toEqual([
      [undefined, undefined],
      ...Array.from({ length: 3 }, () => [shared[0]?.ts, undefined]),
    ]);
  });

  it.each([
    ["en", "U0ADA", "/invite @closing-bell"],
    ["zh", "U0MING", "请用 /invite @closing-bell 邀请我"],
  ])("asks in %s to be invited where it may not post", async (language, user, said) => {
    const { slack } = await listening({ answer: () => ({ document: long, speaker: speakers[language as "en"] }) });
    await slack.deliver(slack.command("/digest weekly", { channel: "C0OUTSIDE", user }));
    const answer = await shareable(slack);
    await slack.deliver(slack.tap(answer as never, { value: "/digest weekly", action: "share", user }));
    const invitation = await slack.when((posted) => posted.find((one) => readPosted(one).includes(said)));
    expect(invitation.onlyFor).toBe(user);
  });

  it("waits where Slack asks for a pause, and goes on", async () => {
    const { slack, desk } = await listening({ answer: () => ({ document: long }) });
    await slack.deliver(slack.command("/digest weekly"));
    const answer = await shareable(slack);
    const before = slack.workspace.posted.length;
    slack.fault("chat.postMessage", { status: 429, headers: { "retry-after": "0.02" } });
    await slack.deliver(slack.tap(answer as never, { value: "/digest weekly", action: "share" }));
    await slack.written(before + 4);
    expect([slack.callsOf("chat.postMessage").length, desk.failures]).toEqual([5, []]);
  });

  it("tells the asker where only a part could be posted", async () => {
    const { slack, desk } = await listening({ answer: () => ({ document: long, speaker: speakers.en }) });
    await slack.deliver(slack.command("/digest weekly"));
    const answer = await shareable(slack);
    slack.fault("chat.postMessage", { status: 429, headers: { "retry-after": "0" } }, { error: "internal_error" });
    await slack.deliver(slack.tap(answer as never, { value: "/digest weekly", action: "share" }));
    const told = await slack.when((posted) => posted.find((one) => readPosted(one).includes("internal_error")));
    expect(readPosted(told)).toBe("The answer could not be posted in full (internal_error); the operator was told.");
    expect(desk.failures).toHaveLength(1);
  });

  it("twice at once posts once", async () => {
    const { slack } = await listening();
    await slack.deliver(slack.command("/movers crypto"));
    const [answer] = await slack.written(1);
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto", action: "share" }));
    await slack.deliver(slack.tap(answer as never, { value: "/movers crypto", action: "share" }));
    await slack.deliver(slack.command("/market"));
    expect((await slack.written(3)).filter(({ onlyFor }) => onlyFor === undefined)).toHaveLength(1);
  });
});

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

describe("the connection", () => {
  it("is made again at once when Slack asks for it", async () => {
    const { slack, desk } = await listening();
    slack.socket.refresh();
    await slack.whenConnected(2);
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    expect([desk.failures, desk.notices.length]).toEqual([[], 1]);
  });

  it("that breaks is left to the caller, who may listen again", async () => {
    const { slack, adapter, desk, ended } = await listening();
    slack.socket.cut();
    expect(await ended).toBeInstanceOf(Unavailable);
    const again = adapter.listen?.(desk.desk);
    await slack.whenConnected(2);
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    await adapter.stop?.();
    await again;
    await expect.poll(() => slack.socket.open()).toBe(0);
  });

  it("that broke does not have done again what comes again over the next", async () => {
    const { slack, adapter, desk, ended } = await listening();
    const command = slack.command("/watchlist add NVDA");
    await slack.deliver(command);
    await slack.written(1);
    slack.socket.cut();
    await ended;
    const again = adapter.listen?.(desk.desk);
    await slack.whenConnected(2);
    await slack.deliver(command);
    await slack.deliver(slack.command("/market"));
    await slack.written(2);
    expect(desk.heard.map(({ words }) => words[0])).toEqual(["watchlist", "market"]);
    await adapter.stop?.();
    await again;
  });

  it("tells who the bot is and how it is invited", async () => {
    const { desk } = await listening();
    expect(desk.notices.map((text) => speakers.en.say(text))).toEqual([
      "Slack: connected as @closing-bell in Acme (Socket Mode). Invite it to a channel with /invite @closing-bell, then ask: /movers crypto",
    ]);
  });

  it("ends when it is told to", async () => {
    const { adapter, ended } = await listening();
    await adapter.stop?.();
    expect(await ended).toBeUndefined();
  });

  it("ends when it is told to, also while Slack keeps silent", async () => {
    const slack = await slackBox();
    slack.socket.greet(false);
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    const ended = adapter.listen?.(deskOf().desk);
    await slack.whenConnected();
    await adapter.stop?.();
    expect(await ended).toBeUndefined();
  });

  it.each([
    ["the bot token", "auth.test", "invalid_auth"],
    ["the app token", "apps.connections.open", "not_allowed_token_type"],
    ["a revoked token", "auth.test", "token_revoked"],
  ])("is refused for good with %s wrong", async (_, method, error) => {
    const slack = await slackBox();
    slack.fault(method, { error });
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    await expect(adapter.listen?.(deskOf().desk)).rejects.toBeInstanceOf(Unauthorized);
    expect(slack.callsOf(method)).toHaveLength(1);
  });
});
