import { describe, expect, it } from "vitest";
import { paragraph, table, title } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Suggestion } from "../../../src/platform/desk.ts";
import { documented } from "../../fakes/telegram/limits.ts";
import { ada, lin } from "../../fakes/telegram/people.ts";
import { answerTo, type ConnectOptions, cards, connect, digestCards } from "./connected.ts";

const names: readonly Suggestion[] = [
  { value: "NVDA.O", text: "NVDA.O · NVIDIA · 英伟达" },
  { value: "0700.HK", text: "0700.HK · Tencent · 腾讯控股" },
];

const answering = (more: Partial<ConnectOptions> = {}) =>
  connect({
    answer: ({ words }) => ({ document: answerTo(words) }),
    suggest: (typed) => names.filter(({ text }) => text.toLowerCase().includes(typed.toLowerCase())),
    ...more,
  });

interface Result {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly input_message_content: { readonly rich_message?: { readonly html: string }; readonly message_text?: string };
}

/** What is shown under the field while somebody types, once Telegram took it. */
async function shownFor(typed: string, { user = ada, ...more }: Partial<ConnectOptions> & { user?: typeof ada } = {}) {
  const world = await answering(more);
  const { id } = world.telegram.types(user, typed);
  const { payload } = await world.telegram.until(() =>
    world.telegram
      .called("answerInlineQuery")
      .find(({ payload, status }) => payload["inline_query_id"] === id && status === 200),
  );
  return { ...world, payload, results: payload["results"] as readonly Result[] };
}

describe("typing @closing_bell_bot", () => {
  it("and a name offers what it may be, with the answer to send", async () => {
    const { results, heard, payload } = await shownFor("腾讯");
    expect(results.map(({ title }) => title)).toEqual(["0700.HK · Tencent · 腾讯控股"]);
    expect(results[0]?.description).toBe("Nothing moved.");
    expect(results[0]?.input_message_content.rich_message?.html).toContain("<h1>Answer to quote 0700.HK</h1>");
    expect(heard.map(({ words }) => words)).toEqual([["quote", "0700.HK"]]);
    expect(payload).toMatchObject({ is_personal: true, cache_time: 20 });
  });

  it("and a command offers its answer", async () => {
    const { results, heard } = await shownFor("movers crypto");
    expect(results.map(({ title }) => title)).toEqual(["Answer to movers crypto"]);
    expect(heard.map(({ words }) => words)).toEqual([["movers", "crypto"]]);
  });

  it("and a command in Chinese offers its answer in the reader's language", async () => {
    const { heard } = await shownFor("涨跌 加密", { user: lin });
    expect(heard).toMatchObject([{ words: ["涨跌", "加密"], person: { locale: "zh-hans" } }]);
  });

  it("and nothing more offers what is useful, but nothing of one's own", async () => {
    const { results } = await shownFor("", { user: lin });
    expect(results.map(({ title }) => title)).toEqual(["Answer to movers 加密", "Answer to quote NVDA"]);
  });

  it("and what is about the schedules of a chat offers nothing: there is no chat here", async () => {
    const commands = [...cards, ...digestCards];
    const { results, heard } = await shownFor("digest subscribe daily 08:00", { commands });
    expect([results, heard]).toEqual([[], []]);
    const digest = await shownFor("digest weekly", { commands });
    expect(digest.results.map(({ title }) => title)).toEqual(["Answer to digest weekly"]);
    const nothing = await shownFor("", { commands });
    expect(nothing.heard.map(({ words }) => words.join(" "))).toEqual(["movers crypto", "quote NVDA", "digest weekly"]);
  });

  it("and something unknown says what can be typed", async () => {
    const { results, payload } = await shownFor("zzzz", { user: lin });
    expect(results).toEqual([]);
    expect(payload["button"]).toEqual({ text: "请输入名称、代码或命令", start_parameter: "inline" });
  });

  it("and a mistake offers nothing to send by accident", async () => {
    const { results } = await shownFor("movers cry", { answer: () => ({ kind: "mistake" }) });
    expect(results).toEqual([]);
  });

  it("can change nothing: it is asked in no chat, by nobody who manages one", async () => {
    const { heard } = await shownFor("movers crypto");
    expect(heard).toMatchObject([{ alone: false, destination: { account: "123456", channel: "inline 501" } }]);
    expect(await heard[0]?.person.mayManage()).toBe(false);
  });

  it.each(["unknown", "refused"] as const)("offers ordinary messages where rich ones are %s", async (rich) => {
    const { results } = await shownFor("movers crypto", { telegram: { rich } });
    expect(results[0]?.input_message_content.message_text).toContain("<b><u>Answer to movers crypto</u></b>");
  });

  it("says of an answer longer than one message that it is shortened, and stays within the limit", async () => {
    const rows = Array.from({ length: 450 }, (_, index) => ({ name: `Instrument ${index}` }));
    const tables = Array.from({ length: 3 }, () =>
      table(rows, [{ key: "n", label: literal("N"), cell: (row) => literal(row.name) }]),
    );
    const document = { nodes: [title(literal("Long"), 1), paragraph(literal("It begins.")), ...tables] };
    const rich = await shownFor("movers crypto", { answer: () => ({ document }) });
    expect(rich.results[0]?.input_message_content.rich_message?.html).toMatch(
      /^<h1>Long<\/h1><p>It begins.<\/p><table.*Shortened here: ask @closing_bell_bot for the whole answer/,
    );
    const ordinary = await shownFor("movers crypto", { answer: () => ({ document }), telegram: { rich: "refused" } });
    expect(ordinary.results[0]?.input_message_content.message_text).toBe(
      "<b><u>Long</u></b>\nIt begins.\n\n<i>Shortened here: ask @\u2060closing_bell_bot for the whole answer.</i>",
    );
  });

  it("takes at most as many results as fit, each with an id of its own", async () => {
    const many = Array.from({ length: 80 }, (_, index) => ({ value: `S${index}`, text: `S${index}` }));
    const { results } = await shownFor("s", { suggest: () => many });
    expect(results.length).toBeLessThanOrEqual(documented.inlineResults);
    expect(new Set(results.map(({ id }) => id)).size).toBe(results.length);
  });

  it("is answered no more when the question is too old", async () => {
    let clock = 0;
    let finish: (() => void) | undefined;
    const world = await answering({
      now: () => clock,
      answer: ({ words }) =>
        words.includes("slow")
          ? new Promise((resolve) => {
              finish = () => resolve({ document: answerTo(words) });
            })
          : { document: answerTo(words) },
    });
    const old = world.telegram.types(ada, "movers slow");
    const { id } = world.telegram.types(ada, "movers quick");
    const quick = await world.telegram.until(() => world.telegram.called("answerInlineQuery")[0]);
    expect(quick.payload["inline_query_id"]).toBe(id);
    clock += 30_000;
    finish?.();
    world.telegram.types(ada, "movers last");
    await world.telegram.until(() => world.telegram.called("answerInlineQuery")[1]);
    expect(world.telegram.called("answerInlineQuery").map(({ payload }) => payload["inline_query_id"])).not.toContain(
      old.id,
    );
  });

  it("that Telegram has forgotten meanwhile is told to the operator and not tried again", async () => {
    const world = await answering();
    const late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    world.telegram.fault("answerInlineQuery", { status: 400, description: late });
    world.telegram.types(ada, "movers crypto");
    await world.telegram.until(() => world.telegram.called("answerInlineQuery")[0]);
    world.telegram.types(ada, "movers us");
    await world.telegram.until(() => world.telegram.called("answerInlineQuery")[1]);
    expect(world.failures.map(({ what }) => what)).toEqual(["answering an inline query"]);
  });
});
