import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { bot, controlsOf, credentials, openSlack, type Posted, type Slack } from "../fakes/slack/index.ts";
import { readMessage } from "../fakes/slack/reading.ts";
import { type Running, start } from "./program.ts";

const open: (() => Promise<unknown>)[] = [];

async function closeAll(): Promise<void> {
  for (const close of open.splice(0).toReversed()) await close();
}

const read = ({ message }: Posted) => readMessage(message);

/** The program as its operator starts it, connected to a Slack of its own. */
async function running(
  settings: Readonly<Record<string, string>> = {},
  options: Parameters<typeof openSlack>[0] = {},
): Promise<{ slack: Slack; program: Running }> {
  const slack = await openSlack(options);
  open.push(() => slack.close());
  const program = await start({
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_APP_TOKEN: credentials.appToken,
    SLACK_API_URL: slack.apiUrl,
    ...settings,
  });
  open.push(() => program.stop());
  return { slack, program };
}

async function connected(): Promise<{ slack: Slack; program: Running }> {
  const world = await running();
  await world.program.said("/invite @closing-bell");
  return world;
}

/** Types a command and waits for the first message of its answer. */
async function ask(slack: Slack, line: string, from: { channel?: string; user?: string } = {}): Promise<Posted> {
  const command = slack.command(line, from);
  await slack.deliver(command);
  const url = String(command.payload["response_url"]);
  return slack.when((posted) => posted.find(({ via }) => via !== undefined && url.endsWith(via)));
}

/** The message of an answer that carries the button to share it. */
async function shareable(slack: Slack, line: string): Promise<Posted> {
  const first = await ask(slack, line);
  return slack.when((posted) =>
    posted.find(
      ({ via, message }) => via === first.via && controlsOf(message).some(({ action }) => action === "share"),
    ),
  );
}

describe("people on Slack", () => {
  let world: Awaited<ReturnType<typeof connected>>;

  beforeAll(async () => {
    world = await connected();
  });

  afterAll(closeAll);

  it("have every command answered with an example, in both languages, for themselves alone", async () => {
    const { slack, program } = world;
    for (const command of commands) {
      for (const [user, sign] of [
        ["U0ADA", /[a-z]{3}/],
        ["U0MING", /\p{Script=Han}/u],
      ] as const) {
        const [example = `/${command.name}`] = command.examples;
        const answer = await ask(slack, example.replace(/^\/(help|status)/, "/closing-bell $1"), { user });
        expect({ example, user, onlyFor: answer.onlyFor }).toEqual({ example, user, onlyFor: user });
        expect(read(answer)).toMatch(sign);
      }
    }
    expect(slack.callsOf("chat.postMessage")).toEqual([]);
    expect(program.err()).not.toContain('"level":"error"');
  });

  it("see the same message change when they tap something in it", async () => {
    const { slack } = world;
    const answer = await ask(slack, "/movers crypto");
    const [next] = controlsOf(answer.message).filter(({ value }) => value.includes("7d"));
    await slack.deliver(slack.tap(answer, { value: next?.value ?? "" }));
    const edited = await slack.when((posted) => posted.find(({ edits }) => edits === 1));
    expect(edited.ts).toBe(answer.ts);
    expect(read(edited)).not.toBe(read(answer));
  });

  it("are told what a mistyped command may have meant", async () => {
    const { slack } = world;
    const english = await ask(slack, "/closing-bell moverz crypto");
    expect(read(english)).toContain("movers");
    const chinese = await ask(slack, "/movers 加密x", { user: "U0MING" });
    expect(read(chinese)).toMatch(/加密.*\p{Script=Han}/su);
    expect([english.onlyFor, chinese.onlyFor]).toEqual(["U0ADA", "U0MING"]);
  });

  it("have mentions answered in a thread, direct messages where they are, each once", async () => {
    const { slack } = world;
    const mention = slack.saying(`<@${bot.user_id}> movers crypto`);
    const direct = slack.saying("行情", { channel: "D0ADA", user: "U0MING" });
    for (let times = 0; times < 3; times++) {
      await slack.deliver(mention);
      await slack.deliver(direct);
    }
    await slack.when((posted) => posted.find(({ channel }) => channel === "D0ADA"));
    await slack.when((posted) => posted.find(({ onlyFor, channel }) => onlyFor === undefined && channel === "C0DESK"));
    await ask(slack, "/closing-bell help");
    const open = slack.workspace.posted.filter(
      ({ onlyFor, message }) => onlyFor === undefined && message["thread_ts"] === undefined,
    );
    const inThread = slack.workspace.posted.filter(
      ({ channel, thread }) => channel === "C0DESK" && thread !== undefined,
    );
    expect(open.map(({ channel }) => channel)).toEqual(["D0ADA"]);
    expect(inThread.map(({ thread }) => thread)).toEqual(["1722000000.000001"]);
    expect(read(open[0] as Posted)).toMatch(/\p{Script=Han}/u);
  });

  it("post a digest for everybody, with its tables in the thread", async () => {
    const { slack } = world;
    const answer = await shareable(slack, "/digest weekly");
    const before = slack.workspace.posted.length;
    const { value } = controlsOf(answer.message).find(({ action }) => action === "share") as { value: string };
    await slack.deliver(slack.tap(answer, { value, action: "share" }));
    await slack.deliver(slack.tap(answer, { value, action: "share" }));
    const [top, ...thread] = (await slack.written(before + 4)).slice(before);
    expect(read(top as Posted)).toContain("Market weekly");
    expect(thread.map((one) => [one.thread, one.onlyFor])).toEqual(thread.map(() => [top?.ts, undefined]));
  });
});

describe("people who want a post every day", () => {
  afterEach(closeAll);

  it("fill in a form, mend a mistake in it, and have the post at once when they ask for it", async () => {
    const { slack, program } = await connected();
    await slack.deliver(slack.command("/digest subscribe"));
    const form = await slack.form();
    expect(await slack.submit(form, { when: "every blue moon" })).toEqual({
      response_action: "errors",
      errors: { when: expect.stringContaining("blue") },
    });
    expect(await slack.submit(form, { what: "movers crypto", when: "weekdays 08:00", zone: "Asia/Shanghai" })).toBe(
      undefined,
    );
    const [saved] = await slack.written(1);
    expect(saved).toMatchObject({ channel: "C0DESK", onlyFor: "U0ADA" });
    const { value = "" } = controlsOf(saved?.message ?? {}).find(({ value: line }) => line.includes("pause")) ?? {};
    const [, id = ""] = /pause (\w{5})/.exec(value) ?? [];
    await slack.deliver(slack.command(`/digest now ${id}`));
    const post = await slack.when((posted) => posted.find(({ onlyFor }) => onlyFor === undefined));
    expect(post).toMatchObject({
      channel: "C0DESK",
      message: {
        metadata: { event_type: "closing_bell_post", event_payload: { mark: expect.stringMatching(/^[a-z2-7]{52}$/) } },
      },
    });
    expect(program.err()).not.toContain('"level":"error"');
  });

  it("see it stand still once the channel is archived, and go on once it is back", async () => {
    const { slack } = await connected();
    await ask(slack, "/digest subscribe movers crypto weekdays 08:00");
    const listed = async () => read(await ask(slack, "/digest list"));
    const before = await listed();
    await slack.deliver(slack.event("channel_archive", { channel: "C0DESK", user: "U0ADA" }));
    await expect.poll(listed).not.toBe(before);
    await slack.deliver(slack.event("channel_unarchive", { channel: "C0DESK", user: "U0ADA" }));
    await expect.poll(listed).toBe(before);
  });
});

describe("the program on Slack", () => {
  afterEach(closeAll);

  it("comes back after its connection was cut", async () => {
    const { slack } = await connected();
    slack.socket.cut();
    await slack.whenConnected(2);
    const answer = await ask(slack, "/movers crypto");
    expect(read(answer)).toContain("Crypto");
  });

  it("hears over HTTP where it has a signing secret instead", async () => {
    const slack = await openSlack();
    open.push(() => slack.close());
    const program = await start({
      SLACK_BOT_TOKEN: credentials.botToken,
      SLACK_SIGNING_SECRET: credentials.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      PORT: "0",
    });
    open.push(() => program.stop());
    await program.said("/invite @closing-bell");
    const [door = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(program.out()) ?? [];
    const knock = (request: { body: string; headers: Record<string, string> }) =>
      fetch(`${door}/slack/events`, { method: "POST", ...request });
    const request = slack.requestOf(slack.command("/movers crypto"));
    expect((await knock(request)).status).toBe(200);
    expect((await knock(request)).status).toBe(401);
    const [answer] = await slack.written(1);
    expect(read(answer as Posted)).toContain("Crypto");
  });

  it("ends with a clear message where the token is wrong, and does not show it", async () => {
    const { program } = await running({ SLACK_BOT_TOKEN: "xoxb-a-wrong-CanaryToken" });
    expect(await program.ended).toBe(1);
    const told = program.out() + program.err();
    expect(told).toContain("invalid_auth");
    expect(told).toContain("closing-bell check");
    expect(told).not.toContain("CanaryToken");
  });

  it("ends with all mistakes in its settings at once", async () => {
    const program = await start({ SLACK_BOT_TOKEN: "wrong" });
    expect(await program.ended).toBe(2);
    expect(program.err()).toContain("SLACK_BOT_TOKEN has 5 characters");
    expect(program.err()).toContain("neither SLACK_APP_TOKEN");
  });

  it("ends when it is asked to", async () => {
    const { slack, program } = await connected();
    expect(await program.stop()).toBe(0);
    await expect.poll(() => slack.socket.open()).toBe(0);
  });

  it("checks its tokens and rights without changing anything", async () => {
    const slack = await openSlack({ scopes: ["commands", "chat:write", "app_mentions:read", "im:history"] });
    open.push(() => slack.close());
    const program = await start(
      { SLACK_BOT_TOKEN: credentials.botToken, SLACK_APP_TOKEN: credentials.appToken, SLACK_API_URL: slack.apiUrl },
      ["check"],
    );
    await program.ended;
    expect(program.out() + program.err()).toContain("users:read");
    expect(slack.workspace.posted).toEqual([]);
  });
});
