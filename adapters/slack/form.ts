import type { types } from "@slack/bolt";
import * as z from "zod";
import { clean } from "../../src/document/pen.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import type { Reply } from "../../src/platform/desk.ts";
import type { Field, Form } from "../../src/platform/form.ts";
import { cut } from "./actions.ts";
import { type Block, context, header, plainText } from "./blocks.ts";
import { typedText } from "./escape.ts";
import { limits } from "./limits.ts";
import type { Submission } from "./payloads.ts";
import { wording } from "./words.ts";

/** Tells our forms from other views. */
export const formId = "form";

/** Where a form was opened and what it is for: kept in it by Slack, and nothing secret. */
const Opened = z.object({
  words: z.array(z.string()).min(1),
  channel: z.string().min(1),
  thread: z.string().optional(),
});
export type Opened = z.infer<typeof Opened>;

/** A form as a modal; undefined where Slack has no room for it, so that its document has to do. */
export function viewOf(form: Form, speaker: Speaker, place: Omit<Opened, "words">): types.ModalView | undefined {
  const title = clean(speaker.say(form.title));
  const metadata = JSON.stringify({ words: form.words, ...place });
  if (metadata.length > limits.metadata || !form.fields.every(fits)) return undefined;
  return {
    type: "modal",
    callback_id: formId,
    private_metadata: metadata,
    title: plainText(cut(title, limits.modalTitle)),
    submit: plainText(cut(speaker.say(wording("slack.form.submit")), limits.modalTitle)),
    close: plainText(cut(speaker.say(wording("slack.form.close")), limits.modalTitle)),
    blocks: [
      ...(title.length > limits.modalTitle ? header(title) : []),
      ...form.fields.flatMap((field) => blocksOf(field, speaker)),
    ],
  };
}

function fits({ kind, choices = [], value = "" }: Field): boolean {
  if (kind === "text") return value.length <= limits.typed;
  const isLong = choices.some((choice) => choice.value === "" || choice.value.length > limits.optionValue);
  return choices.length > 0 && choices.length <= limits.options && !isLong;
}

/** A question; labels too long for a menu stand in full above it. */
function blocksOf(field: Field, speaker: Speaker): Block[] {
  const choices = field.kind === "choice" ? (field.choices ?? []) : [];
  const labels = choices
    .map(({ label }) => clean(speaker.say(label)))
    .filter((label) => label.length > limits.optionText);
  const hint = field.hint === undefined ? "" : clean(speaker.sentences(field.hint).join(" "));
  const question: types.InputBlock = {
    type: "input",
    block_id: field.name,
    label: plainText(cut(clean(speaker.say(field.label)), limits.label)),
    optional: field.required !== true,
    element: field.kind === "choice" ? menuOf(field, speaker) : lineOf(field),
    ...(hint === "" ? {} : { hint: plainText(cut(hint, limits.hint)) }),
  };
  return [...labels.flatMap(context), question];
}

function lineOf({ value = "" }: Field): types.PlainTextInput {
  const held = value === "" ? {} : { initial_value: value };
  return { type: "plain_text_input", action_id: "value", max_length: limits.typed, ...held };
}

function menuOf({ choices = [], value }: Field, speaker: Speaker): types.StaticSelect {
  const options = choices.map((choice) => ({
    text: plainText(cut(clean(speaker.say(choice.label)))),
    value: choice.value,
  }));
  const current = options.find((option) => option.value === value);
  return {
    type: "static_select",
    action_id: "value",
    options,
    ...(current === undefined ? {} : { initial_option: current }),
  };
}

/** What somebody filled in, as words of the command, and where it was opened; undefined for a form that is not ours. */
export function readSubmission({ metadata, answers }: Submission): { opened: Opened; words: string[] } | undefined {
  const opened = Opened.safeParse(jsonIn(metadata)).data;
  if (opened === undefined) return undefined;
  const filled = answers.filter(({ value }) => value !== "").map(({ name, value }) => `${name}:${typedText(value)}`);
  return { opened, words: [...opened.words, ...filled] };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A mistake at the field it is about, or else at the first; undefined where there is no field to show it at. */
export function mistakesOf({ document, speaker }: Reply, { answers }: Submission): Record<string, string> | undefined {
  const texts = document.nodes.flatMap((node) => ("text" in node ? [node.text] : []));
  const said = clean(texts.flatMap((text) => speaker.sentences(text)).join(" "));
  const named = texts.flatMap((text) => (text.is === "message" ? [text.args["option"]] : []));
  const words = texts.flatMap(wordsSaidBack);
  const about =
    answers.find(({ name }) => named.includes(name)) ??
    answers.find(({ value }) => value !== "" && words.includes(value)) ??
    answers.find(({ value }) => words.some((word) => value.includes(word))) ??
    answers[0];
  return about === undefined || said === "" ? undefined : { [about.name]: cut(said, limits.mistake) };
}

/** What a mistake repeats of what was typed: texts that stand in it as they came. */
function wordsSaidBack(value: Value): string[] {
  if (value.is === "literal") return value.text === "" ? [] : [value.text];
  if (value.is === "join") return value.items.flatMap(wordsSaidBack);
  if (value.is !== "message") return [];
  return Object.values(value.args).flatMap((arg) => (typeof arg === "object" ? wordsSaidBack(arg) : []));
}
