import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  type DefinedOption,
  type DefinedVerb,
  type Definition,
  defineCommands,
  sizeOf,
} from "../../../adapters/discord/commands.ts";
import { sameCommands } from "../../../adapters/discord/register.ts";
import { commands } from "../../../commands/index.ts";
import type { CommandCard } from "../../../src/platform/command.ts";
import { rules } from "../../fakes/discord/rules.ts";
import { speakerOf } from "../../fixtures/services.ts";
import { cards, registered, say, texts, verbs } from "./connected.ts";

const plainly = { traditional: (text: string) => text, inServer: false };
const define = (given: readonly CommandCard[], more = {}) =>
  defineCommands({ commands: given, speaker: (language) => texts[language], ...plainly, ...more });
const optionsOf = (definition: Definition | undefined) => (definition?.options ?? []) as readonly DefinedOption[];
const choices = (count: number, length = 5) =>
  Array.from({ length: count }, (_, at) => ({ value: `${at}`.padEnd(length, "x"), aliases: [] }));
const withChoices = (count: number, length?: number): CommandCard => ({
  name: "movers",
  aliases: [],
  options: [{ name: "class", zh: "类别", kind: "choice", choices: choices(count, length) }],
  examples: [],
});

describe("the commands of the program", () => {
  const defined = defineCommands({ commands, speaker: speakerOf, ...plainly });

  it("are taken by Discord as they are, everywhere and in one server", () => {
    expect(rules.commands(defined)).toEqual([]);
    expect(rules.commands(defineCommands({ commands, speaker: speakerOf, ...plainly, inServer: true }))).toEqual([]);
  });

  it("are all there, with their own text in each language", () => {
    const bare = commands.map(({ name }) => name).filter((name) => !name.includes(" "));
    expect(defined.map(({ name }) => name).sort()).toEqual(bare.sort());
    for (const { name, description, description_localizations: texts } of defined) {
      expect(texts["en-US"], name).toBe(description);
      expect(texts["zh-CN"], name).toMatch(/\p{Script=Han}/u);
    }
  });

  it("lose no description to the limit of 100 characters", () => {
    expect(JSON.stringify(defined)).not.toContain("…");
  });
});

describe("a command", () => {
  it("has flat options, the required ones first, named in four languages", () => {
    const [movers] = define(cards, { traditional: (text: string) => text.replaceAll("类别", "類別") });
    expect(optionsOf(movers).map(({ name, type, required }) => [name, type, required])).toEqual([
      ["class", 3, true],
      ["top", 4, false],
      ["all", 5, false],
    ]);
    expect(optionsOf(movers)[0]?.name_localizations).toEqual({
      "en-US": "class",
      "en-GB": "class",
      "zh-CN": "类别",
      "zh-TW": "類別",
    });
    expect(optionsOf(movers)[0]?.choices?.[1]).toMatchObject({
      name: "Crypto",
      name_localizations: { "zh-CN": "加密" },
    });
  });

  it("shows 25 choices, and completes 26", () => {
    const [few] = define([withChoices(25)]);
    const [many] = define([withChoices(26)]);
    expect(optionsOf(few)[0]?.choices).toHaveLength(25);
    expect(optionsOf(many)[0]).toMatchObject({ autocomplete: true });
    expect([...rules.commands([few]), ...rules.commands([many])]).toEqual([]);
  });

  it("stays within 8,000 characters by completing its longest choices", () => {
    const long: CommandCard = {
      ...withChoices(0),
      options: [1, 2, 3].map((at) => ({ name: "class", zh: `类别${at}`, kind: "choice", choices: choices(20, 95) })),
    };
    const [defined] = define([long]) as [Definition];
    expect(sizeOf(defined)).toBeLessThanOrEqual(8000);
    expect(optionsOf(defined).filter((option) => option.autocomplete === true)).toHaveLength(1);
  });

  it("keeps a name Discord would not take out of that language only", () => {
    const [odd] = define([{ ...withChoices(1), aliases: ["涨跌 榜"] }]);
    expect(odd?.name_localizations).toEqual({ "en-US": "movers", "en-GB": "movers" });
  });
});

describe("a command with verbs", () => {
  const [digest] = define(verbs) as [Definition];
  const verbsOf = (definition: Definition) => definition.options as readonly DefinedVerb[];

  it("is one command, the bare one a verb among them, each with options of its own", () => {
    expect(rules.commands(define(verbs))).toEqual([]);
    expect(define(verbs)).toHaveLength(1);
    expect(
      verbsOf(digest).map(({ type, name, options }) => [type, name, options.map((option) => option.name)]),
    ).toEqual([
      [1, "show", ["name"]],
      [1, "subscribe", ["when", "what"]],
      [1, "list", []],
    ]);
  });

  it("names and describes its verbs in each language", () => {
    expect(verbsOf(digest)).toMatchObject([
      { name_localizations: { "en-US": "show", "zh-CN": "查看" }, description: "what digest does" },
      { name_localizations: { "en-US": "subscribe", "zh-CN": "订阅" }, description: "what digest.subscribe does" },
      { name_localizations: { "en-GB": "list", "zh-CN": "列表" } },
    ]);
    expect(verbsOf(digest)[1]?.options[0]?.description).toBe("what digest.subscribe.when does");
  });

  it("has at most 25 verbs and 25 options in each", () => {
    const options = Array.from({ length: 30 }, (_, at) => ({ name: `o${at}`, zh: `选${at}`, kind: "flag" as const }));
    const many = Array.from({ length: 30 }, (_, at) => ({ ...verbs[1], name: `digest v${at}`, aliases: [], options }));
    const speaker = () => ({ ...texts.en, say: () => "x" });
    const defined = defineCommands({
      commands: [verbs[0], ...many] as CommandCard[],
      speaker,
      ...plainly,
    }) as [Definition];
    expect(rules.commands(defined)).toEqual([]);
    expect(verbsOf(defined[0]).map((verb) => verb.options.length)).toEqual([
      1,
      ...Array.from({ length: 24 }, () => 25),
    ]);
  });

  it("stays within 8,000 characters over all its verbs", () => {
    const options = [{ name: "class", zh: "类别", kind: "choice" as const, choices: choices(20, 95) }];
    const long = ["digest a", "digest b", "digest c"].map((name) => ({ ...verbs[2], name, options }) as CommandCard);
    const speaker = () => ({ ...texts.en, say: () => "x" });
    const [defined] = defineCommands({ commands: [verbs[0] as CommandCard, ...long], speaker, ...plainly }) as [
      Definition,
    ];
    expect(sizeOf(defined)).toBeLessThanOrEqual(8000);
    expect(rules.commands([defined])).toEqual([]);
    const completed = verbsOf(defined)
      .flatMap((verb) => verb.options)
      .filter((option) => option.autocomplete === true);
    expect(completed).toHaveLength(1);
  });

  it("is heard with its verb, and bare when it is shown", async () => {
    const { discord, heard } = await registered({ commands: [...cards, ...verbs] });
    await discord.asks("digest show", { name: "daily" }).answer();
    await discord.asks("digest show").answer();
    await discord.asks("digest subscribe", { when: 'fri 17:00 "tz Asia/Shanghai"', what: "weekly" }).answer();
    expect(heard.map(({ words }) => words)).toEqual([
      ["digest", "name:daily"],
      ["digest"],
      ["digest", "subscribe", "when:fri", "when:17:00", "when:tz Asia/Shanghai", "what:weekly"],
    ]);
  });

  it("has a private placeholder for a verb that is the asker's alone", async () => {
    const slow = { commands: verbs, answer: () => pause(50).then(() => ({ personal: true })) };
    const { discord } = await registered(slow, { pace: { pauseMs: 1 } });
    const asked = discord.asks("digest list");
    expect(await asked.acknowledged()).toBe(5);
    expect(await asked.answer()).toMatchObject({ hidden: true, edits: 1 });
  });

  it("completes the options of a verb, and says where they are typed", async () => {
    const suggest = (typed: string) => [{ value: `${typed}ly`, text: `every ${typed}` }];
    const { discord, completed } = await registered({ commands: verbs, suggest });
    const choices = await discord.types("digest subscribe", "what", "week", { where: "thread" }).choices();
    expect(choices).toEqual([{ name: "every week", value: "weekly" }]);
    expect(completed).toEqual([
      { account: "111111111111111111", channel: "333333333333333333", thread: "777777777777777777" },
    ]);
  });

  it("is registered again only when a verb changed", async () => {
    const { discord } = await registered({ commands: verbs });
    const wanted = discord.world.commands.get("global") as unknown as Definition[];
    expect(sameCommands(structuredClone(wanted), wanted)).toBe(true);
    const [one] = structuredClone(wanted) as [Definition];
    const fewer = { ...one, options: one.options.slice(0, 2) };
    expect(sameCommands([fewer], wanted)).toBe(false);
  });
});

describe("registering", () => {
  it("says how many commands were made known, in Traditional characters too", async () => {
    const { discord, notices } = await registered();
    await discord.asks("help").answer();
    expect(notices.map(say)[1]).toBe("Discord: 3 commands registered everywhere.");
    const quote = discord.world.commands.get("global")?.find(({ name }) => name === "quote");
    expect(quote?.description_localizations).toMatchObject({
      "zh-CN": "quote的内容与软件",
      "zh-TW": "quote的內容與軟體",
    });
  });

  it("happens again only when something changed", async () => {
    const { discord } = await registered();
    const wanted = discord.world.commands.get("global");
    const known = (wanted ?? [])
      .map((command, at) => ({ ...command, id: `${at}`, version: "3", nsfw: false }))
      .reverse();
    expect(sameCommands(known, wanted as unknown as Definition[])).toBe(true);
    const [one, ...others] = known;
    expect(sameCommands(others, wanted as unknown as Definition[])).toBe(false);
    expect(sameCommands([{ ...one, description: "other" }, ...others], wanted as unknown as Definition[])).toBe(false);
    const renamed = { ...one, name_localizations: { ...one?.name_localizations, "zh-TW": "其他" } };
    expect(sameCommands([renamed, ...others], wanted as unknown as Definition[])).toBe(false);
  });

  it("spends none of the 200 creations a day on a restart", async () => {
    const { discord, adapter, desk, over } = await registered();
    await adapter.stop?.();
    await over;
    void adapter.listen?.(desk);
    await discord.until(() => discord.called(/^GET \/applications/).length === 2, "the second look");
    await discord.asks("help").answer();
    expect(discord.called(/^PUT/)).toHaveLength(1);
  });

  it("is for one server where that is asked for, and without contexts", async () => {
    const { discord } = await registered({}, { settings: { DISCORD_GUILD_ID: "222222222222222222" } });
    expect([...discord.world.commands.keys()]).toEqual(["222222222222222222"]);
    expect(discord.world.commands.get("222222222222222222")?.[0]).not.toHaveProperty("contexts");
  });

  it("that fails is told, and the commands of yesterday are answered", async () => {
    const { discord, failures } = await registered(
      {},
      {
        prepare: ({ plan, world }) => {
          plan(/^PUT/, { is: "status", status: 403, code: 50001 });
          world.commands.set("global", [{ name: "help" }]);
        },
      },
    );
    await discord.until(() => discord.called(/^PUT/).length === 1, "the attempt");
    await discord.asks("help").answer();
    expect(failures).toMatchObject([{ what: "registering the commands on Discord", error: { detail: "50001" } }]);
  });
});
