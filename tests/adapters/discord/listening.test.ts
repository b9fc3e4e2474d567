import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import { actions, paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import { Unauthorized } from "../../../src/support/errors.ts";
import type { Fault } from "../../fakes/discord/faults.ts";
import { openDiscord } from "../../fakes/discord/index.ts";
import type { Posted } from "../../fakes/discord/world.ts";
import { deskOf, saying } from "../../fixtures/desk.ts";
import { connected, registered, say, texts } from "./connected.ts";

const textOf = ({ body }: Posted) =>
  String((body as { embeds?: { description: string }[] }).embeds?.[0]?.description ?? body["content"]);

/** Everything in the embeds of a message. */
const allOf = ({ body }: Posted) =>
  (body as { embeds: { description: string }[] }).embeds.map(({ description }) => description).join(" ");

/** An answer with a button under it. */
const withButton = (text: string, label: string, command: string) => ({
  nodes: [paragraph(literal(text)), actions([{ id: "next", label: literal(label), command }])],
});

/** A promise that is kept from outside. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("once connected", () => {
  it("it says who it is, where, and how to invite it", async () => {
    const { notices } = await registered();
    expect(say(notices[0] as never)).toBe(
      "Discord: connected as Closing Bell, in 1 server. Invite it with https://discord.com/oauth2/authorize?client_id=111111111111111111&scope=bot+applications.commands&permissions=274877991936",
    );
  });

  it("it comes back after a lost connection, and hears what it missed", async () => {
    const { discord, heard } = await registered();
    discord.gateway.hangUp(0);
    const asked = discord.asks("movers", { class: "us" });
    expect(textOf(await asked.answer())).toBe("movers class\\:us");
    expect([discord.gateway.identified(), discord.gateway.resumed(), heard.length]).toEqual([1, 1, 1]);
  });

  it("it logs in again when its session is gone", async () => {
    const { discord } = await registered();
    discord.gateway.forget();
    discord.gateway.hangUp(4000);
    await discord.until(() => discord.gateway.identified() === 2, "the second login");
    expect(textOf(await discord.asks("movers", { class: "us" }).answer())).toBe("movers class\\:us");
  });

  it("stopping ends it, also while it logs in", async () => {
    const { discord, adapter, over } = await connected();
    await discord.until(() => discord.gateway.identified() === 1, "the login");
    await adapter.stop?.();
    await over;
    await discord.until(() => discord.gateway.connections() === 0, "the end of the connection");
  });

  it("stopping ends it, also while it waits to come back", async () => {
    const { discord, adapter, over } = await registered();
    discord.gateway.hangUp(0);
    await discord.until(() => discord.gateway.connections() === 0, "the end of the connection");
    await adapter.stop?.();
    await over;
    expect(discord.gateway.connections()).toBe(0);
  });
});

describe("a connection that cannot be kept", () => {
  it.each([4010, 4011, 4012, 4013, 4014])("ends for good with code %d, and says why", async (code) => {
    const { discord, over } = await registered();
    discord.gateway.hangUp(code);
    await expect(over).rejects.toBeInstanceOf(Unauthorized);
    await expect(over).rejects.toThrow(String(code));
  });

  it("ends for good when the token is withdrawn", async () => {
    const { discord, over } = await registered();
    discord.gateway.hangUp(4004);
    await expect(over).rejects.toThrow(/token .*DISCORD_TOKEN/);
  });

  it("ends at the login with a wrong token, and can be tried again", async () => {
    const discord = await openDiscord();
    onTestFinished(() => discord.close());
    const token = "MTExMTExMTExMTExMTExMTEx.Gother.another-token-that-is-wrong";
    const adapter = createDiscordAdapter({ settings: { DISCORD_TOKEN: token, DISCORD_API_URL: discord.url } });
    for (const _ of [1, 2]) await expect(adapter.listen?.(deskOf().desk)).rejects.toBeInstanceOf(Unauthorized);
    expect(discord.called(/gateway/)).toHaveLength(2);
  });

  it("ends when the API does not answer, and can be tried again", async () => {
    const discord = await openDiscord();
    onTestFinished(() => discord.close());
    discord.plan(/gateway/, { is: "status", status: 503 });
    const adapter = createDiscordAdapter({ settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url } });
    await expect(adapter.listen?.(deskOf().desk)).rejects.toThrow("503");
    const over = adapter.listen?.({ ...deskOf().desk, speaker: () => texts.en });
    await discord.until(() => discord.gateway.identified() === 1, "the login");
    await adapter.stop?.();
    await over;
  });

  it("waits for tomorrow when no login is left, rather than lose the token", async () => {
    const discord = await openDiscord();
    onTestFinished(() => discord.close());
    discord.world.logins = { total: 1000, remaining: 0 };
    const adapter = createDiscordAdapter({ settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url } });
    await expect(adapter.listen?.(deskOf().desk)).rejects.toThrow("no more logins today");
    expect(discord.gateway.identified()).toBe(0);
  });
});

describe("a command", () => {
  it("that is answered at once needs no placeholder", async () => {
    const { discord } = await registered();
    const asked = discord.asks("movers", { class: "us" });
    expect(await asked.acknowledged()).toBe(4);
    expect(textOf(await asked.answer())).toBe("movers class\\:us");
  });

  it("that takes longer is announced, and the placeholder becomes the answer", async () => {
    const { open, opened } = gate();
    const { discord } = await registered({ answer: () => opened.then(() => ({})) }, { pace: { pauseMs: 1 } });
    const asked = discord.asks("movers", { class: "us" });
    expect(await asked.acknowledged()).toBe(5);
    open();
    expect(await asked.answer()).toMatchObject({ edits: 1, hidden: false });
  });

  it("brings its options by name, words one by one, and who asked from where", async () => {
    const { discord, heard } = await registered();
    await discord.asks("movers", { class: "crypto", top: 10, all: true }, { id: "42", locale: "zh-TW" }).answer();
    await discord.asks("quote", { names: 'NVDA, "Hang Seng" 苹果' }, { where: "alone" }).answer();
    await discord.asks("movers", { class: "us", all: false }, { where: "brought" }).answer();
    const [first, second, third] = heard;
    expect(first).toMatchObject({
      words: ["movers", "class:crypto", "top:10", "all:true"],
      destination: { account: "111111111111111111", channel: "333333333333333333" },
      person: { id: "42", locale: "zh-TW" },
      alone: false,
    });
    expect(second).toMatchObject({
      words: ["quote", "names:NVDA", "names:Hang Seng", "names:苹果"],
      destination: { account: "111111111111111111", channel: "666666666666666666" },
      alone: true,
    });
    expect(third).toMatchObject({ words: ["movers", "class:us"], alone: true });
  });

  it.each([
    ["0", false],
    [String(1 << 5), true],
    [String(1 << 3), true],
    [String(1 << 4), false],
  ])("from somebody with permissions %s may manage: %s", async (permissions, may) => {
    const { discord, heard } = await registered();
    await discord.asks("help", {}, { permissions }).answer();
    expect(await heard[0]?.person.mayManage()).toBe(may);
  });

  it.each([
    ["a mistake", { kind: "mistake", personal: true }],
    ["a failure", { kind: "failure", personal: true }],
    ["a personal answer", { personal: true }],
  ] as const)("answered by %s is shown to the asker alone, at once or after a placeholder", async (_name, reply) => {
    const { open, opened } = gate();
    let slow = false;
    const { discord } = await registered(
      { answer: () => (slow ? opened.then(() => reply) : reply) },
      { pace: { pauseMs: 50 } },
    );
    expect(await discord.asks("movers", { class: "us" }).answer()).toMatchObject({ hidden: true });
    slow = true;
    const asked = discord.asks("movers", { class: "crypto" });
    expect(await asked.acknowledged()).toBe(5);
    open();
    await discord.until(() => asked.exchange.messages.length === 2, "the private answer");
    expect(await asked.answers()).toMatchObject([{ hidden: true }]);
  });

  it("in the person's own messages hides nothing", async () => {
    const { discord } = await registered({ answer: () => ({ personal: true }) });
    expect(await discord.asks("help", {}, { where: "alone" }).answer()).toMatchObject({ hidden: false });
  });

  it("that is personal has a private placeholder", async () => {
    const { open, opened } = gate();
    const { discord } = await registered(
      { answer: () => opened.then(() => ({ personal: true })) },
      { pace: { pauseMs: 1 } },
    );
    const asked = discord.asks("help");
    await asked.acknowledged();
    open();
    expect(await asked.answer()).toMatchObject({ hidden: true, edits: 1 });
  });

  it("answered by more than a message holds is answered by several, in order", async () => {
    const { discord } = await registered({ answer: () => ({ document: saying("word ".repeat(2600)) }) });
    const answers = await discord.asks("movers", { class: "us" }).answers(3);
    expect(answers.map(allOf).join(" ").split(/\s+/)).toHaveLength(2600);
  });

  it("waits between two messages when Discord asks for it", async () => {
    const { discord } = await registered({ answer: () => ({ document: saying("word ".repeat(1600)) }) });
    discord.plan(/^POST \/webhooks/, { is: "limited", retryAfter: 0.01 });
    expect(await discord.asks("movers", { class: "us" }).answers(2)).toHaveLength(2);
  });

  it("is answered once, however often Discord brings it", async () => {
    const { discord, heard } = await registered();
    const asked = discord.asks("movers", { class: "us" });
    for (const _ of [1, 2, 3, 4]) discord.gateway.redeliver();
    await asked.answer();
    await discord.asks("help").answer();
    expect(heard.map(({ words }) => words[0])).toEqual(["movers", "help"]);
  });

  it("that comes too late is dropped with a word to the operator, and the next one is answered", async () => {
    const { discord, failures } = await registered();
    discord.plan(/callback/, { is: "status", status: 404, code: 10062 });
    discord.asks("movers", { class: "us" });
    await discord.until(() => discord.called(/callback/).length === 1, "the attempt");
    expect(textOf(await discord.asks("movers", { class: "crypto" }).answer())).toBe("movers class\\:crypto");
    expect(failures).toMatchObject([{ what: "answering on Discord in time", error: { detail: "10062" } }]);
    expect(discord.called(/callback/)).toHaveLength(2);
  });

  it("whose answering breaks does not end the conversation of others", async () => {
    const { discord, failures } = await registered({
      answer: ({ words }) => {
        if (words[1] === "class:us") throw new Error("broken");
        return {};
      },
    });
    discord.asks("movers", { class: "us" });
    await discord.asks("movers", { class: "crypto" }).answer();
    expect(failures).toMatchObject([{ what: "answering on Discord", error: { message: "broken" } }]);
  });

  it("whose answer Discord refuses does not leave the placeholder standing", async () => {
    const { open, opened } = gate();
    const { discord, failures } = await registered({ answer: () => opened.then(() => ({})) }, { pace: { pauseMs: 1 } });
    discord.plan(/^PATCH/, { is: "status", status: 400, code: 50035 });
    const asked = discord.asks("movers", { class: "us" });
    await asked.acknowledged();
    open();
    const answer = await asked.answer();
    expect(answer.body["content"]).toContain("could not be answered");
    await discord.asks("help").answer();
    expect(failures).toMatchObject([{ error: { detail: "50035" } }]);
  });

  it("in a thread belongs to its channel", async () => {
    const { discord, heard } = await registered();
    await discord.asks("help", {}, { where: "thread" }).answer();
    expect(heard[0]?.destination).toEqual({
      account: "111111111111111111",
      channel: "333333333333333333",
      thread: "777777777777777777",
    });
  });

  it("where the bot may not embed tells how to let it, privately and in the reader's language", async () => {
    const { discord, heard } = await registered();
    const answer = await discord.asks("movers", { class: "us" }, { botPermissions: "0", locale: "zh-CN" }).answer();
    expect(answer.hidden).toBe(true);
    expect(textOf(answer)).toMatch(/无权.*https:\/\/discord\.com\/oauth2\/authorize/);
    expect(heard).toEqual([]);
  });

  it.each([50001, 50013])("refused in the middle with %d tells the same", async (code) => {
    const { open, opened } = gate();
    const { discord } = await registered({ answer: () => opened.then(() => ({})) }, { pace: { pauseMs: 1 } });
    discord.plan(/^PATCH/, { is: "status", status: 403, code });
    const asked = discord.asks("movers", { class: "us" });
    await asked.acknowledged();
    open();
    expect(textOf(await asked.answer())).toContain("I may not write here");
  });
});

describe("a tap", () => {
  const menu = () => ({
    answer: ({ words }: { words: readonly string[] }) => ({
      document: withButton(words.join(" "), "Week", "/movers class:us week"),
    }),
  });

  it("changes the message it is on", async () => {
    const { discord, heard } = await registered(menu());
    const message = await discord.asks("movers", { class: "us" }).answer();
    const tapped = discord.taps(message, "Week");
    expect(await tapped.answers()).toMatchObject([{ id: message.id, edits: 1 }]);
    expect(await tapped.acknowledged()).toBe(7);
    expect(heard[1]?.words).toEqual(["movers", "class:us", "week"]);
  });

  it("that takes longer is acknowledged first", async () => {
    const { open, opened } = gate();
    let slow = false;
    const { discord } = await registered(
      {
        answer: async () => {
          if (slow) await opened;
          return { document: withButton("x", "Week", "/movers week") };
        },
      },
      { pace: { pauseMs: 50 } },
    );
    const message = await discord.asks("movers", { class: "us" }).answer();
    slow = true;
    const tapped = discord.taps(message, "Week");
    expect(await tapped.acknowledged()).toBe(6);
    open();
    expect(await tapped.answers()).toMatchObject([{ id: message.id, edits: 1 }]);
  });

  it("made twice by a trembling finger has one effect, and both are acknowledged", async () => {
    const { discord, heard } = await registered(menu());
    const message = await discord.asks("movers", { class: "us" }).answer();
    const [first, second] = [discord.taps(message, "Week"), discord.taps(message, "Week")];
    expect([await first.acknowledged(), await second.acknowledged()].sort()).toEqual([6, 7]);
    expect(heard).toHaveLength(2);
  });

  it("of two persons has both effects", async () => {
    const { discord, heard } = await registered(menu());
    const message = await discord.asks("movers", { class: "us" }).answer();
    const taps = [discord.taps(message, "Week", { id: "1" }), discord.taps(message, "Week", { id: "2" })];
    await Promise.all(taps.map((tap) => tap.acknowledged()));
    await discord.until(() => heard.length === 3, "both");
  });

  it("that is a mistake, or leads to something personal, leaves the message to the others", async () => {
    for (const reply of [{ kind: "mistake" }, { personal: true }] as const) {
      let taps = 0;
      const { discord } = await registered({
        answer: () => (taps++ === 0 ? { document: withButton("x", "Week", "/movers week") } : reply),
      });
      const message = await discord.asks("movers", { class: "us" }).answer();
      const tapped = discord.taps(message, "Week");
      const shown = await tapped.answers(2);
      expect(shown.find(({ id }) => id === message.id)).toMatchObject({ edits: 0 });
      expect(shown.find(({ id }) => id !== message.id)).toMatchObject({ hidden: true });
    }
  });

  it("on a message only the asker sees changes it there", async () => {
    const { discord } = await registered({
      answer: () => ({ personal: true, document: withButton("x", "Week", "/movers week") }),
    });
    const message = await discord.asks("help").answer();
    expect(await discord.taps(message, "Week").answers()).toMatchObject([{ id: message.id, edits: 1, hidden: true }]);
  });

  it("on a control of another program is acknowledged and otherwise left alone", async () => {
    const { discord, heard } = await registered();
    const foreign = { type: 2, style: 2, label: "Old", custom_id: "something-else" };
    const message = {
      id: "1",
      channel: "",
      hidden: false,
      pending: false,
      removed: false,
      edits: 0,
      body: { components: [{ type: 1, components: [foreign] }] },
    };
    discord.world.messages.set("1", message);
    expect(await discord.taps(message, "Old").acknowledged()).toBe(6);
    expect(heard).toEqual([]);
  });
});

describe("what somebody types into an option", () => {
  const known = (typed: string) =>
    ["NVDA", "AAPL"]
      .filter((one) => one.startsWith(typed.toUpperCase()))
      .map((value) => ({ value, text: `${value} · name` }));

  it("is completed at once, the last word of several", async () => {
    const { discord } = await registered({ suggest: known });
    expect(await discord.types("quote", "names", "nv").choices()).toEqual([{ name: "NVDA · name", value: "NVDA" }]);
    expect(await discord.types("quote", "names", "NVDA aa").choices()).toEqual([
      { name: "NVDA AAPL · name", value: "NVDA AAPL" },
    ]);
  });

  it("is offered at most 25 completions, none too long", async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ value: `${at}`, text: "n".repeat(200) }));
    const { discord } = await registered({ suggest: () => many });
    const choices = await discord.types("quote", "names", "x").choices();
    expect(choices).toHaveLength(25);
    expect(await discord.types("quote", "names", "y".repeat(95)).choices()).toHaveLength(25);
  });

  it("may be sent as it is, though it was never offered", async () => {
    const { discord, heard } = await registered({ suggest: () => [] });
    await discord.asks("quote", { names: "something else" }).answer();
    expect(heard[0]?.words).toEqual(["quote", "names:something", "names:else"]);
  });
});

it("whatever goes wrong, nobody is told a token", async () => {
  const { discord, failures, notices } = await registered();
  const faults: Fault[] = [
    { is: "status", status: 400 },
    { is: "status", status: 500 },
    { is: "limited", retryAfter: 60 },
    { is: "html", status: 403 },
    { is: "reset" },
    { is: "garbage" },
  ];
  const tokens = [discord.token];
  for (const [at, fault] of faults.entries()) {
    discord.plan(/callback/, fault);
    tokens.push(discord.asks("movers", { class: "us" }).exchange.token);
    await discord.until(() => discord.called(/callback/).length === at + 1, "the attempt");
  }
  await discord.asks("help").answer();
  expect(failures).toHaveLength(faults.length);
  const told = failures.map(({ what, error }) => [
    what,
    inspect(error, { depth: 9, showHidden: true }),
    (error as Error).stack,
  ]);
  const whole = JSON.stringify([told, notices.map(say)]);
  for (const token of tokens)
    for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString("base64")])
      expect(whole).not.toContain(form);
});

it("a hundred people at once are all answered, each once", async () => {
  const { discord, heard } = await registered();
  const asked = Array.from({ length: 100 }, (_, at) => discord.asks("movers", { class: "us" }, { id: String(at + 1) }));
  await Promise.all(asked.map((one) => one.answer()));
  expect(new Set(heard.map(({ person }) => person.id)).size).toBe(100);
  expect(discord.called(/callback/)).toHaveLength(100);
});

it("a connection is not disturbed by what it does not know", async () => {
  const { discord, failures } = await connected();
  await discord.until(() => discord.world.commands.size > 0, "the commands");
  discord.gateway.dispatch("SOMETHING_NEW", { id: "1" });
  await discord.asks("help").answer();
  expect(failures).toEqual([]);
});

it("a first answer that Discord puts off for a moment is given after it", async () => {
  const { discord, failures } = await registered();
  discord.plan(/callback/, { is: "limited", retryAfter: 0.02 });
  await discord.asks("movers", { class: "us" }).answer();
  expect([discord.called(/callback/).length, failures]).toEqual([2, []]);
});
