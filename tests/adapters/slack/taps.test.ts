import { afterEach, describe, expect, it } from "vitest";
import type { Document } from "../../../src/document/node.ts";
import { controlsOf } from "../../fakes/slack/index.ts";
import { buttons, closeAll, listening, long, readPosted, shareable, speakers } from "./world.ts";

afterEach(closeAll);

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
