import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { viewOf } from "../../../adapters/slack/form.ts";
import { gap } from "../../../src/document/build.ts";
import { literal, message, name, type Value } from "../../../src/i18n/value.ts";
import type { Reply } from "../../../src/platform/desk.ts";
import type { Field, Form } from "../../../src/platform/form.ts";
import { cleanText } from "../../../src/support/text.ts";
import { textsIn } from "../../fakes/slack/rules.ts";
import type { View } from "../../fakes/slack/views.ts";
import { wrongWithView } from "../../fakes/slack/views.ts";
import { saying } from "../../fixtures/desk.ts";
import { buttons, closeAll, listening, readPosted, speakers } from "./world.ts";

afterEach(closeAll);

const form: Form = {
  title: name({ en: "Post this here", zh: "在此定时发布" }),
  words: ["digest", "subscribe"],
  fields: [
    {
      name: "what",
      label: literal("What"),
      kind: "choice",
      choices: ["daily", "weekly"].map((value) => ({ value, label: literal(`The ${value}`) })),
      value: "daily",
      required: true,
    },
    { name: "when", label: literal("When"), hint: literal("Such as weekdays 08:00"), kind: "text", required: true },
    { name: "zone", label: literal("Clock"), kind: "text", value: "Asia/Shanghai" },
  ],
};

const asking: Partial<Reply> = { form, document: saying("Choose below."), personal: true };
/** A form first, then an answer. */
const formThen = (answer: (words: readonly string[]) => Partial<Reply> | Promise<Partial<Reply>>) => ({
  answer: ({ words }: { readonly words: readonly string[] }) => (words.length > 2 ? answer(words) : asking),
});
const done = formThen((words) => ({ document: saying(`Kept: ${words.slice(2).join(" | ")}`) }));
const mistake = (text: Parameters<typeof gap>[0]): Partial<Reply> => ({
  kind: "mistake",
  personal: true,
  document: { nodes: [gap(text)] },
  speaker: speakers.en,
});

const choice = (value: string) => ({ value, label: literal(value) });
/** As it is shown: cleaned, and blanks aside. */
const shown = (value: Value) => cleanText(speakers.en.say(value)).replace(/\s+/g, "");

async function withForm(...world: Parameters<typeof listening>) {
  const box = await listening(...world);
  await box.slack.deliver(box.slack.command("/digest subscribe"));
  return { ...box, view: await box.slack.form() };
}

describe("a form", () => {
  it("opens in place of the reply", async () => {
    const { slack, view } = await withForm(done);
    expect(view.view).toMatchObject({
      type: "modal",
      title: { text: "Post this here" },
      submit: { text: "Continue" },
      close: { text: "Cancel" },
      blocks: [
        {
          type: "input",
          block_id: "what",
          label: { text: "What" },
          optional: false,
          element: {
            type: "static_select",
            options: [{ value: "daily" }, { value: "weekly" }],
            initial_option: { text: { text: "The daily" }, value: "daily" },
          },
        },
        { block_id: "when", optional: false, hint: { text: "Such as weekdays 08:00" } },
        { block_id: "zone", optional: true, element: { type: "plain_text_input", initial_value: "Asia/Shanghai" } },
      ],
    });
    expect(slack.workspace.posted).toEqual([]);
  });

  it("keeps where it was opened, and no secret", async () => {
    const { slack, view } = await withForm(done);
    expect(JSON.parse(String(view.view["private_metadata"]))).toEqual({
      words: ["digest", "subscribe"],
      channel: "C0DESK",
    });
    expect(JSON.stringify(slack.callsOf("views.open")[0]?.args)).not.toContain("/respond/");
  });

  it("that is filled in comes back as options, each one word, and is answered where it was opened", async () => {
    const { slack, desk, view } = await withForm(done);
    expect(await slack.submit(view, { what: "weekly", when: " weekdays 08:00, 16:30 ", zone: "" })).toBeUndefined();
    const [answer] = await slack.written(1);
    expect(desk.heard[1]).toMatchObject({
      words: ["digest", "subscribe", "what:weekly", "when:weekdays 08:00, 16:30"],
      destination: { account: "T0TEAM", channel: "C0DESK" },
      person: { id: "U0ADA", locale: "en-US", zone: "America/New_York" },
      alone: false,
      id: `${view.id} ${view.hash}`,
    });
    expect(answer).toMatchObject({ channel: "C0DESK", onlyFor: "U0ADA" });
    expect(readPosted(answer as never)).toContain("Kept: what:weekly | when:weekdays 08:00, 16:30");
    expect(slack.views.opened()).toEqual([]);
  });

  it("takes characters as they were typed", async () => {
    const { slack, desk, view } = await withForm(done);
    await slack.submit(view, { when: "S&amp;P &lt;500&gt;" });
    await slack.written(1);
    expect(desk.heard[1]?.words).toContain("when:S&P <500>");
  });

  it.each([
    ["the field it names", message("slack.refused", { option: "zone", reason: "no such clock" }), "zone"],
    ["the field it says back", message("slack.refused", { reason: literal("every blue moon") }), "when"],
    ["the field it says a word back of", message("slack.refused", { reason: literal("blue") }), "when"],
    ["the first where it names none", literal("Not now."), "what"],
  ])("shows a mistake at %s, to be mended there", async (_, text, field) => {
    let tries = 0;
    const { slack, desk, view } = await withForm(
      formThen(() => (tries++ === 0 ? mistake(text) : { document: saying("Kept.") })),
    );
    const receipt = await slack.submit(view, { when: "every blue moon" });
    expect(receipt).toEqual({ response_action: "errors", errors: { [field]: expect.any(String) } });
    expect([slack.workspace.posted, slack.views.opened()]).toEqual([[], [view]]);
    expect(await slack.submit(view, { when: "weekdays 08:00" })).toBeUndefined();
    await slack.written(1);
    expect(desk.heard).toHaveLength(3);
  });

  it("sent twice at once, and once more later, is done once", async () => {
    let finish: () => void = () => undefined;
    const thought = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { slack, desk, view } = await withForm(
      formThen(async () => {
        await thought;
        return { document: saying("Kept.") };
      }),
    );
    const sendings = [slack.submit(view, { when: "08:00" }), slack.submit(view, { when: "08:00" })];
    await expect.poll(() => desk.heard.length).toBe(2);
    finish();
    expect(await Promise.all(sendings)).toEqual([undefined, undefined]);
    await slack.submit(view, { when: "08:00" });
    await slack.deliver(slack.command("/market open now"));
    await slack.written(2);
    expect(desk.heard.map(({ words }) => words[0])).toEqual(["digest", "digest", "market"]);
  });

  it("whose answer takes long closes in time, and is answered then", async () => {
    let finish: () => void = () => undefined;
    const thought = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { slack, view } = await withForm(
      formThen(async () => {
        await thought;
        return { document: saying("At last.") };
      }),
    );
    const since = performance.now();
    expect(await slack.submit(view, { when: "08:00" })).toBeUndefined();
    expect(performance.now() - since).toBeLessThan(2900);
    expect(slack.workspace.posted).toEqual([]);
    finish();
    expect(readPosted((await slack.written(1))[0] as never)).toContain("At last.");
  });

  it("may lead to the next questions", async () => {
    const next: Form = { ...form, words: ["digest", "subscribe", "weekly"], title: literal("And when?") };
    const { slack, desk, view } = await withForm(
      formThen((words) => (words.includes("weekly") ? { document: saying("Kept.") } : { ...asking, form: next })),
    );
    expect(await slack.submit(view, { when: "08:00" })).toMatchObject({ response_action: "update" });
    const second = await slack.form();
    expect([second.id, second.view["title"]]).toEqual([view.id, expect.objectContaining({ text: "And when?" })]);
    await slack.submit(second, { when: "09:00" });
    await slack.written(1);
    expect(desk.heard.map(({ words }) => words.at(-2))).toEqual(["digest", "when:08:00", "when:09:00"]);
    expect(new Set(desk.heard.map(({ id }) => id)).size).toBe(3);
  });

  it("is heard over HTTP as well", async () => {
    const { slack, adapter } = await listening(
      formThen(() => mistake(message("slack.refused", { option: "when", reason: "never" }))),
      { mode: "http" },
    );
    const knock = async (envelope: Parameters<typeof slack.requestOf>[0]) =>
      adapter.webhook?.handle(
        new Request("http://bot.example/slack/events", { method: "POST", ...slack.requestOf(envelope) }),
      );
    await knock(slack.command("/digest subscribe"));
    const view = await slack.form();
    const answer = await knock(slack.fillIn(view, { when: "never" }));
    expect([answer?.status, await answer?.json()]).toEqual([
      200,
      { response_action: "errors", errors: { when: expect.any(String) } },
    ]);
  });

  it("whose answer fails closes, and does not end the program", async () => {
    const { slack, desk, view } = await withForm(
      formThen(() => {
        throw new Error("no answer");
      }),
    );
    expect(await slack.submit(view, { when: "08:00" })).toBeUndefined();
    await slack.deliver(slack.command("/digest weekly now"));
    await expect.poll(() => desk.failures.length).toBe(2);
    expect(desk.failures.map(({ what }) => what)).toEqual(["answering a form on Slack", "answering /digest on Slack"]);
  });

  it("that is not ours has no effect", async () => {
    const { slack, desk, view } = await withForm(done);
    const strange = { ...view, id: "V0", view: { ...view.view, private_metadata: "{}" } };
    expect(await slack.submit(strange, { when: "08:00" })).toBeUndefined();
    const { type, payload } = slack.fillIn(view, { when: "08:00" });
    await slack.deliver({ type, payload: { ...payload, user: { id: "" } } });
    await expect
      .poll(() => desk.failures.map(({ error }) => String(error)))
      .toEqual(["Rejected: A form came that does not look like any Slack documents, and was not answered."]);
    expect(desk.heard).toHaveLength(1);
  });
});

describe("a form opened by a tap", () => {
  it("leaves the message as it is, and is answered to the tapper in its thread", async () => {
    const { slack } = await listening({
      answer: ({ words }) =>
        words.includes("week") ? asking : { document: words.length > 2 ? saying("Kept.") : buttons("Movers") },
    });
    await slack.deliver(slack.saying("<@U0BOT> movers"));
    const [post] = await slack.written(1);
    await slack.deliver(slack.tap(post as never, { value: "/movers crypto week", user: "U0MING" }));
    await slack.submit(await slack.form(), { when: "08:00" }, { user: "U0MING" });
    const [first, answer] = await slack.written(2);
    expect(first?.edits).toBe(0);
    expect(answer).toMatchObject({ channel: "C0DESK", onlyFor: "U0MING", thread: post?.thread });
  });
});

describe("a form that cannot be opened has its document shown", () => {
  it("because the answer took too long", async () => {
    let now = 1_722_000_000_000;
    const { slack, desk } = await listening(
      {
        answer: () => {
          now += 3500;
          return asking;
        },
      },
      { now: () => now },
    );
    await slack.deliver(slack.command("/digest subscribe"));
    expect(readPosted((await slack.written(1))[0] as never)).toContain("Choose below.");
    expect([slack.views.opened(), desk.failures]).toEqual([[], []]);
  });

  it("because Slack refuses it, which the operator is told", async () => {
    const { slack, desk } = await listening(done);
    slack.fault("views.open", { error: "internal_error" });
    await slack.deliver(slack.command("/digest subscribe"));
    expect(readPosted((await slack.written(1))[0] as never)).toContain("Choose below.");
    expect(desk.failures.map(({ what }) => what)).toEqual(["opening a form on Slack"]);
  });

  it("because a message opens none", async () => {
    const { slack } = await listening(done);
    await slack.deliver(slack.saying("digest subscribe", { channel: "D0ADA" }));
    expect(readPosted((await slack.written(1))[0] as never)).toContain("Choose below.");
    expect(slack.callsOf("views.open")).toEqual([]);
  });

  it.each([
    ["a choice longer than a menu takes", { choices: [{ value: "x".repeat(76), label: literal("Long") }] }],
    ["more choices than a menu takes", { choices: Array.from({ length: 101 }, (_, at) => choice(`c${at}`)) }],
    ["no choices", { choices: [] }],
  ])("because it has %s", async (_, wrong) => {
    const fields: Field[] = [{ name: "what", label: literal("What"), kind: "choice", ...wrong }];
    const { slack } = await listening({ answer: () => ({ ...asking, form: { ...form, fields } }) });
    await slack.deliver(slack.command("/digest subscribe"));
    expect(readPosted((await slack.written(1))[0] as never)).toContain("Choose below.");
  });
});

describe("the answer to a form opened before the program was started again", () => {
  const reopened = async (channel: string, options: Parameters<typeof listening>[1] = {}) => {
    const box = await listening(done, options);
    const view = viewOf(form, speakers.en, { channel });
    const opened = box.slack.views.open(box.slack.views.trigger(), { ...view }) as View;
    await box.slack.submit(opened, { when: "08:00" });
    return (await box.slack.written(1))[0];
  };

  it("is shown in the channel to whoever filled it in", async () => {
    expect(await reopened("C0DESK")).toMatchObject({ channel: "C0DESK", onlyFor: "U0ADA" });
  });

  it("is shown in the direct message it was opened in", async () => {
    expect(await reopened("D0ADA")).toMatchObject({ channel: "D0ADA", onlyFor: undefined });
  });

  it("is told in private where the bot is not in the channel", async () => {
    expect(await reopened("C0OUTSIDE")).toMatchObject({ channel: "D0ADA", onlyFor: undefined });
  });
});

describe("any form", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 120 }).map(literal);
  const field: fc.Arbitrary<Field> = fc.record(
    {
      name: fc.stringMatching(/^[a-z]{1,12}$/),
      label: text,
      kind: fc.constantFrom("text" as const, "choice" as const),
      hint: text,
      required: fc.boolean(),
      value: fc.constantFrom("", "v0", "v3"),
      choices: fc
        .array(text, { maxLength: 25 })
        .map((labels) => labels.map((label, at) => ({ value: `v${at}`, label }))),
    },
    { requiredKeys: ["name", "label", "kind"] },
  );
  const anyForm = fc.record({
    title: text,
    words: fc.constant(["digest", "subscribe"]),
    fields: fc.uniqueArray(field, { minLength: 1, maxLength: 5, selector: (one) => one.name }),
  });

  it("is taken by Slack or not opened, and nothing in it is lost", () => {
    let opened = 0;
    fc.assert(
      fc.property(anyForm, fc.constantFrom("en" as const, "zh" as const, "both" as const), (any, language) => {
        const view = viewOf(any, speakers[language], { channel: "C0DESK" });
        if (view === undefined) return;
        opened++;
        expect(wrongWithView({ ...view })).toEqual([]);
        const seen = textsIn(view).join(" ");
        for (const { label, choices = [], kind } of any.fields) {
          for (const one of kind === "choice" ? [label, ...choices.map((each) => each.label)] : [label])
            expect(seen.replace(/\s+/g, "")).toContain(shown(one));
        }
        expect(seen.replace(/\s+/g, "")).toContain(shown(any.title));
      }),
    );
    expect(opened).toBeGreaterThan(20);
  });
});
