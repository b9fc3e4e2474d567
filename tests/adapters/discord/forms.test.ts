import { describe, expect, it } from "vitest";
import { literal, name } from "../../../src/i18n/value.ts";
import type { Reply } from "../../../src/platform/desk.ts";
import type { Field, Form } from "../../../src/platform/form.ts";
import { controlsIn } from "../../fakes/discord/rules.ts";
import type { Posted } from "../../fakes/discord/world.ts";
import { saying } from "../../fixtures/desk.ts";
import { registered, texts } from "./connected.ts";

const field = (more: Partial<Field> = {}): Field => ({ name: "when", label: literal("When"), kind: "text", ...more });
const formOf = (...fields: readonly Field[]): Form => ({
  title: name({ en: "Post this every day", zh: "每天发布" }),
  words: ["digest", "subscribe"],
  fields,
});
const language: Field = {
  name: "lang",
  label: literal("Language"),
  hint: literal("of the posts"),
  kind: "choice",
  choices: ["en", "zh"].map((value) => ({ value, label: literal(value.toUpperCase()) })),
  value: "zh",
};

const textOf = ({ body }: Posted) =>
  [
    body["content"],
    ...((body as { embeds?: { description: string }[] }).embeds ?? []).map((one) => one.description),
  ].join(" ");

/** A bot that asks first, and answers what was filled in with a reply. */
const asking = (form: Form, after: Partial<Reply> = {}) =>
  registered({
    answer: ({ words }) =>
      words[1] === "subscribe"
        ? { document: saying(words.slice(2).join(" / ")), speaker: texts.en, ...after }
        : { form, document: saying("or type it") },
  });

describe("a reply that asks first", () => {
  it("opens its questions as the first answer, within Discord's limits", async () => {
    const { discord } = await asking(
      formOf(field({ hint: literal("like 08:00"), value: "09:00", required: true }), language),
    );
    const asked = discord.asks("movers", { class: "us" });
    expect(await asked.form()).toEqual({
      custom_id: `form:${asked.exchange.id}:["digest","subscribe"]`,
      title: "Post this every day",
      components: [
        {
          type: 18,
          label: "When",
          description: "like 08:00",
          component: { type: 4, custom_id: "when", style: 1, value: "09:00", required: true },
        },
        {
          type: 18,
          label: "Language",
          description: "of the posts",
          component: {
            type: 3,
            custom_id: "lang",
            required: false,
            min_values: 0,
            options: [
              { label: "EN", value: "en" },
              { label: "ZH", value: "zh", default: true },
            ],
          },
        },
      ],
    });
    expect(await asked.acknowledged()).toBe(9);
  });

  it("does so after a tap as well, and leaves the message it is on", async () => {
    const { discord } = await registered({
      answer: ({ words }) =>
        words[0] === "movers"
          ? {
              document: {
                nodes: [{ node: "actions", items: [{ id: "p", label: literal("Post this"), command: "/follow" }] }],
              },
            }
          : { form: formOf(field()) },
    });
    const message = await discord.asks("movers", { class: "us" }).answer();
    const tapped = discord.taps(message, "Post this");
    expect((await tapped.form()).title).toBe("Post this every day");
    expect(discord.world.messages.get(message.id)?.edits).toBe(0);
  });

  it("shortens what is too long to be read there, and types what is too long to be chosen", async () => {
    const long = "长".repeat(60);
    const choices = [{ value: "v".repeat(101), label: literal("x") }];
    const { discord } = await asking({
      ...formOf(field({ label: literal(long), hint: literal("h".repeat(120)), value: "v".repeat(5000) }), {
        ...language,
        choices,
      }),
      title: literal(long),
    });
    const { title, components } = await discord.asks("movers", { class: "us" }).form();
    expect([title, components[0]?.label]).toEqual([`${"长".repeat(44)}…`, `${"长".repeat(44)}…`]);
    expect(components.map(({ component }) => component.type)).toEqual([4, 4]);
  });

  it.each([
    ["has more questions than fit", Array.from({ length: 6 }, (_, at) => field({ name: `q${at}` }))],
    ["has no question", []],
  ])("shows its document where it %s", async (_name, fields) => {
    const { discord } = await asking(formOf(...fields));
    const asked = discord.asks("movers", { class: "us" });
    expect(textOf(await asked.answer())).toContain("or type it");
    expect(await asked.acknowledged()).toBe(4);
  });

  it("shows its document where Discord refuses the questions", async () => {
    const { discord, failures } = await asking(formOf(field()));
    discord.plan(/callback/, { is: "status", status: 400, code: 50035 });
    expect(textOf(await discord.asks("movers", { class: "us" }).answer())).toContain("or type it");
    expect(failures).toEqual([]);
  });

  it("shows its document where it comes too late to ask", async () => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { discord } = await registered(
      { answer: () => opened.then(() => ({ form: formOf(field()), document: saying("or type it") })) },
      { pace: { pauseMs: 1 } },
    );
    const asked = discord.asks("movers", { class: "us" });
    expect(await asked.acknowledged()).toBe(5);
    open();
    expect(textOf(await asked.answer())).toContain("or type it");
  });
});

describe("what was filled in", () => {
  it("is heard as the command with its options, each one word, in the same place by the same person", async () => {
    const { discord, heard } = await asking(formOf(field({ required: true }), field({ name: "note" }), language));
    const who = { id: "42", locale: "zh-CN", where: "thread" } as const;
    const asked = discord.asks("movers", { class: "us" }, who);
    const sent = await discord.fills(asked, { when: "  weekdays 08:00, 16:30 ", note: "" }, who);
    expect(textOf(await sent.answer())).toContain("weekdays 08\\:00, 16\\:30 / lang\\:zh");
    expect(heard[1]).toMatchObject({
      words: ["digest", "subscribe", "when:weekdays 08:00, 16:30", "lang:zh"],
      destination: heard[0]?.destination,
      person: { id: "42", locale: "zh-CN" },
      id: sent.exchange.id,
      alone: false,
    });
  });

  it("is answered for everybody or for the asker alone, like other commands", async () => {
    for (const personal of [false, true]) {
      const { discord } = await asking(formOf(field()), { personal });
      const sent = await discord.fills(discord.asks("movers", { class: "us" }), { when: "daily 08:00" });
      expect(await sent.answer()).toMatchObject({ hidden: personal });
    }
  });

  it("is heard after the program began anew, where the words fit the form", async () => {
    const first = await asking(formOf(field()));
    const asked = first.discord.asks("movers", { class: "us" });
    await asked.form();
    const again = await registered();
    const sent = await again.discord.fills(asked, { when: "daily 08:00" });
    await sent.answer();
    expect(again.heard[0]?.words).toEqual(["digest", "subscribe", "when:daily 08:00"]);
  });

  it("is remembered where the words are longer than a form may carry, and asked for again when forgotten", async () => {
    const words = ["digest", "subscribe", `what:${"x".repeat(200)}`];
    const { discord, heard } = await asking({ ...formOf(field()), words });
    const asked = discord.asks("movers", { class: "us" });
    expect((await asked.form()).custom_id.length).toBeLessThanOrEqual(100);
    await (await discord.fills(asked, { when: "daily 08:00" })).answer();
    expect(heard[1]?.words).toEqual([...words, "when:daily 08:00"]);
    const again = await registered();
    const sent = await again.discord.fills(asked, { when: "daily 08:00" });
    expect(await sent.answer()).toMatchObject({
      hidden: true,
      body: { content: expect.stringContaining("give the command again") },
    });
  });

  it("never asks again by itself, as Discord takes no questions in answer to questions", async () => {
    const { discord, failures } = await registered({
      answer: () => ({ form: formOf(field()), document: saying("or type it") }),
    });
    const sent = await discord.fills(discord.asks("movers", { class: "us" }), { when: "daily 08:00" });
    expect(textOf(await sent.answer())).toContain("or type it");
    expect(failures).toEqual([]);
  });
});

describe("a mistake in a form", () => {
  const mistaken = async () => {
    const bot = await asking(formOf(field(), language), {
      kind: "mistake",
      personal: true,
      document: saying("No such time."),
    });
    const sent = await bot.discord.fills(bot.discord.asks("movers", { class: "us" }), {
      when: "dayly 25:00 *now*",
      lang: "en",
    });
    return { ...bot, sent, answer: await sent.answer() };
  };

  it("is shown to the asker alone, with what was typed", async () => {
    const { answer } = await mistaken();
    expect(answer.hidden).toBe(true);
    expect(textOf(answer)).toContain("No such time.");
    expect(textOf(answer)).toContain("You typed: When: dayly 25\\:00 \\*now\\*, Language: en");
  });

  it("is mended in the form as it was filled in, as often as it takes", async () => {
    const { discord, answer, heard } = await mistaken();
    for (const _ of [1, 2]) {
      const tapped = discord.taps(answer, "Mend it");
      const { components } = await tapped.form();
      expect(components.map(({ component }) => component)).toMatchObject([
        { value: "dayly 25:00 *now*" },
        { options: [{ value: "en", default: true }, { value: "zh" }] },
      ]);
      const sent = await discord.fills(tapped, { when: "daily 08:00" });
      await discord.until(() => sent.exchange.acknowledged, "the answer");
    }
    expect(heard.at(-1)?.words).toEqual(["digest", "subscribe", "when:daily 08:00", "lang:en"]);
    expect(controlsIn(answer.body).map(({ label }) => label)).toEqual(["Mend it"]);
  });

  it("from before the program began anew can no longer be mended, and says so", async () => {
    const { answer } = await mistaken();
    const { discord } = await registered();
    const shown = await discord.taps(answer, "Mend it").answers();
    expect(shown.map(textOf).join()).toContain("give the command again");
  });

  it("speaks the language of its reader", () => {
    expect(texts.zh.say({ is: "message", id: "discord.mend", args: {} })).toBe("修改");
  });
});
