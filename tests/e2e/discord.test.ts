import { afterEach, describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Option } from "../../src/platform/command.ts";
import { readDiscord } from "../adapters/discord/reader.ts";
import { type Discord, openDiscord } from "../fakes/discord/index.ts";
import { controlsIn } from "../fakes/discord/rules.ts";
import type { Posted } from "../fakes/discord/world.ts";
import { type Running, start } from "./program.ts";

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** The program as its operator starts it, with a Discord of its own, once its commands are known there. */
async function connected(
  settings: Readonly<Record<string, string>> = {},
): Promise<{ discord: Discord; program: Running }> {
  const discord = await openDiscord();
  open.push(() => discord.close());
  const program = await start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, ...settings });
  open.push(() => program.stop());
  await discord.until(() => discord.world.commands.size > 0, "the commands");
  return { discord, program };
}

const textOf = ({ body }: Posted) => readDiscord([{ method: "", payload: body }]);

const labelsOf = ({ body }: Posted) =>
  controlsIn(body).flatMap(({ label, options = [] }) => [label ?? "", ...options.map((one) => one.label)]);

const admin = { permissions: String(1 << 5) };

/** Asks until the answer is as it should be: what an event changes is kept a moment later. */
async function shown(discord: Discord, command: string, isRight: (answer: Posted) => boolean): Promise<void> {
  let answer = await discord.asks(command, {}, admin).answer();
  for (let tries = 0; tries < 50 && !isRight(answer); tries++) answer = await discord.asks(command, {}, admin).answer();
  expect(isRight(answer), JSON.stringify(answer.body)).toBe(true);
}

/** The option of /settings that takes a language. */
const languageOption =
  commands
    .find(({ name }) => name === "settings")
    ?.options.find(({ choices = [] }) => choices.some(({ value }) => value === "zh"))?.name ?? "";

/** A command as a person picks it: a command with verbs cannot be picked alone, so the bare one is a verb as well. */
function pickedAs({ name }: { readonly name: string }): string {
  return commands.some((one) => one.name.startsWith(`${name} `)) ? `${name} show` : name;
}

/** A value a person could choose for an option. */
function valueFor({ kind, choices }: Option): string | number | boolean {
  if (kind === "number") return 3;
  return kind === "flag" ? true : (choices?.[0]?.value ?? "NVDA");
}

describe("the program on Discord", () => {
  it("answers every command, in the language of the asker's app", async () => {
    const { discord, program } = await connected();
    for (const command of commands) {
      const needed = command.options.filter(({ required }) => required === true);
      const options = Object.fromEntries(needed.map((option) => [option.name, valueFor(option)]));
      for (const [locale, sign] of [
        ["en-US", /[a-z]{3}/],
        ["zh-CN", /\p{Script=Han}/u],
        ["zh-TW", /\p{Script=Han}/u],
      ] as const) {
        const answer = await discord
          .asks(pickedAs(command), options, { locale, id: locale.length + command.name })
          .answer();
        expect(textOf(answer), `/${command.name} ${locale}`).toMatch(sign);
        expect(answer.hidden || command.personal !== true, command.name).toBe(true);
      }
    }
    expect(program.err()).not.toContain('"level":"error"');
  });

  it("takes every option the commands offer", async () => {
    const { discord, program } = await connected();
    for (const command of commands) {
      for (const option of command.options.filter(({ completes }) => completes === undefined)) {
        const required = command.options.filter((one) => one.required === true && one !== option);
        const options = Object.fromEntries([...required, option].map((one) => [one.name, valueFor(one)]));
        const answer = await discord.asks(pickedAs(command), options).answer();
        expect(textOf(answer), `/${command.name} ${option.name}`).not.toBe("");
      }
    }
    expect(program.err()).not.toContain('"level":"error"');
  });

  it("changes the window of an answer on the same message, by a button and by the menu", async () => {
    const { discord } = await connected();
    const message = await discord.asks("movers", { class: "crypto" }).answer();
    const before = textOf(message);
    const [week = ""] = labelsOf(message).filter((label) => /7/.test(label));
    const [changed] = await discord.taps(message, week).answers();
    expect(changed).toMatchObject({ id: message.id, edits: 1 });
    expect(textOf(changed as Posted)).not.toBe(before);
    const [other] = await discord.taps(changed as Posted, "US").answers();
    expect(other).toMatchObject({ id: message.id, edits: 2 });
    expect(labelsOf(other as Posted).join(" ")).toContain("Week");
  });

  it("does once what is delivered several times or tapped twice", async () => {
    const { discord } = await connected();
    const asked = discord.asks("movers", { class: "crypto" });
    for (const _ of [1, 2, 3]) discord.gateway.redeliver();
    const message = await asked.answer();
    const label = labelsOf(message).find((one) => /7/.test(one)) ?? "";
    const taps = [discord.taps(message, label), discord.taps(message, label)];
    const kinds = await Promise.all(taps.map((tap) => tap.acknowledged()));
    expect(kinds.filter((kind) => kind === 7 || kind === 6)).toHaveLength(2);
    await discord.until(() => discord.world.messages.get(message.id)?.edits === 1, "the change");
    expect(discord.called(/callback/)).toHaveLength(3);
  });

  it("tells a mistake to its maker alone, with what may have been meant", async () => {
    const { discord } = await connected();
    const english = await discord.asks("movers", { top: 99 }).answer();
    expect(english.hidden).toBe(true);
    expect(textOf(english)).toContain("from 1 to 50");
    const chinese = await discord.asks("quote", { [wordsOption("quote")]: "NVDAA" }, { locale: "zh-CN" }).answer();
    expect(textOf(chinese)).toMatch(/\p{Script=Han}/u);
  });

  it("completes instruments by symbol, English and Chinese names", async () => {
    const { discord } = await connected();
    const option = wordsOption("quote");
    for (const [typed, locale] of [
      ["nvda", "en-US"],
      ["nvidia", "en-US"],
      ["英伟达", "zh-CN"],
      ["aapl nvid", "en-US"],
    ] as const) {
      const choices = await discord.types("quote", option, typed, { locale }).choices();
      expect(choices.map(({ value }) => value).join(), typed).toContain("NVDA");
    }
  });

  it("keeps what a person chose in private messages apart from a server", async () => {
    const { discord } = await connected();
    const refused = await discord.asks("settings", { [languageOption]: "zh" }).answer();
    expect(refused.hidden).toBe(true);
    await discord.asks("settings", { [languageOption]: "zh" }, { where: "alone" }).answer();
    expect(textOf(await discord.asks("market", {}, { where: "alone" }).answer())).toMatch(/\p{Script=Han}{4}/u);
    expect(textOf(await discord.asks("market").answer())).not.toMatch(/\p{Script=Han}{4}/u);
  });

  it("lets an admin of the server choose for everybody there", async () => {
    const { discord } = await connected();
    await discord.asks("settings", { [languageOption]: "zh" }, { permissions: String(1 << 5) }).answer();
    expect(textOf(await discord.asks("market", {}, { id: "7" }).answer())).toMatch(/\p{Script=Han}{4}/u);
  });

  it("takes a schedule by a form, a mistake in it mended, and posts under a mark with an address", async () => {
    const { discord, program } = await connected();
    const asked = discord.asks("digest subscribe", {}, admin);
    expect((await asked.form()).components.map(({ component }) => component.custom_id)).toContain("when");
    const mistaken = await discord.fills(asked, { when: "25:00 sometimes" }, admin);
    const mistake = await mistaken.answer();
    expect(mistake.hidden).toBe(true);
    expect(textOf(mistake)).toContain("25:00 sometimes");
    const mended = await discord.fills(discord.taps(mistake, "Mend it", admin), { when: "weekdays 08:00" }, admin);
    expect(textOf(await mended.answer())).toContain("08:00");
    const list = await discord.asks("digest list", {}, admin).answer();
    const now = labelsOf(list).find((label) => /now/i.test(label)) ?? "";
    await discord.taps(list, now, admin).acknowledged();
    const posted = await discord.until(() => discord.called(/^POST \/channels\/\d+\/messages/)[0], "the post");
    expect(posted).toMatchObject({
      path: "/channels/333333333333333333/messages",
      body: { nonce: expect.stringMatching(/^[a-z2-7]{25}$/), enforce_nonce: true, allowed_mentions: { parse: [] } },
    });
    const id = [...discord.world.messages.values()].find(({ body }) => "nonce" in body)?.id;
    const address = `https://discord.com/channels/222222222222222222/333333333333333333/${id}`;
    await shown(discord, "digest status", (status) => JSON.stringify(status.body).includes(address));
    expect(program.err()).not.toContain('"level":"error"');
  });

  it("posts once although the answer to it was lost", async () => {
    const { discord } = await connected();
    await discord.asks("digest subscribe", { what: "market", when: "weekdays 08:00" }, admin).answer();
    discord.plan(/^POST \/channels/, { is: "drop" });
    const list = await discord.asks("digest list", {}, admin).answer();
    await discord.taps(list, "Send now", admin).acknowledged();
    const tries = await discord.until(() => {
      const made = discord.called(/^POST \/channels/);
      return made.length === 2 && made;
    }, "the second try");
    const nonces = tries.map(({ body }) => (body as { nonce: string }).nonce);
    expect(nonces[1]).toBe(nonces[0]);
    const posts = [...discord.world.messages.values()].filter(({ body }) => "nonce" in body);
    expect(posts).toHaveLength(1);
    await shown(discord, "digest status", ({ body }) => JSON.stringify(body).includes(`/${posts[0]?.id}`));
  });

  it("stops posting to a server it was removed from, and begins again when it is invited again", async () => {
    const { discord } = await connected();
    const saved = await discord.asks("digest subscribe", { what: "daily", when: "weekdays 08:00" }, admin).answer();
    expect(textOf(saved)).toContain("08:00");
    discord.gateway.dispatch("GUILD_DELETE", { id: "222222222222222222" });
    await shown(discord, "digest list", (list) => labelsOf(list).includes("Resume"));
    discord.gateway.dispatch("GUILD_CREATE", {
      ...{ id: "222222222222222222", name: "Traders", unavailable: false, roles: [], members: [], threads: [] },
      channels: [{ id: "333333333333333333", type: 0 }],
    });
    await shown(discord, "digest list", (list) => labelsOf(list).includes("Pause"));
  });

  it("comes back after its connection was cut, and answers what it missed", async () => {
    const { discord } = await connected();
    discord.gateway.hangUp(0);
    const answer = await discord.asks("movers", { class: "crypto" }).answer();
    expect(textOf(answer)).toContain("Crypto");
    expect(discord.gateway.resumed()).toBe(1);
  });

  it("says who it is and how to invite it, and ends when it is asked to", async () => {
    const { program } = await connected({ DISCORD_GUILD_ID: "222222222222222222" });
    await program.said("commands registered in server 222222222222222222");
    expect(program.out() + program.err()).toContain(
      "https://discord.com/oauth2/authorize?client_id=111111111111111111",
    );
    expect(await program.stop()).toBe(0);
  });

  it("ends with a clear word and code 1 when its token is wrong, and tells the token to nobody", async () => {
    const discord = await openDiscord();
    open.push(() => discord.close());
    const token = "MTExMTExMTExMTExMTExMTEx.Gwrong.a-token-that-nobody-should-ever-read";
    const program = await start({ DISCORD_TOKEN: token, DISCORD_API_URL: discord.url });
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/Discord refused the token.*Reset Token/);
    for (const form of [token, Buffer.from(token).toString("base64"), "nobody-should-ever"])
      expect(program.out() + program.err()).not.toContain(form);
  });

  it("is checked without a connection", async () => {
    const discord = await openDiscord();
    open.push(() => discord.close());
    const program = await start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url }, ["check"]);
    await program.ended;
    expect(program.out()).toContain("The token belongs to the bot Closing Bell.");
    expect(discord.gateway.identified()).toBe(0);
  });
});

function wordsOption(command: string): string {
  return (
    commands.find(({ name }) => name === command)?.options.find(({ completes }) => completes !== undefined)?.name ?? ""
  );
}
