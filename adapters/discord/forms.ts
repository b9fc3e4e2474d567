import type { APIModalSubmission } from "discord.js";
import * as z from "zod";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { literal } from "../../src/i18n/value.ts";
import type { Field, Form } from "../../src/platform/form.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import type { Label, Modal, ModalSelect } from "./message.ts";
import { shortened } from "./short.ts";

/** What a person filled in. */
export interface Filled {
  readonly form: Form;
  readonly values: ReadonlyMap<string, string>;
}

/** Forms that are open somewhere, so that one with a mistake in it can be opened again as it was filled in. */
export interface Forms {
  /** A form as Discord opens it; undefined where it has no place there. `name` is used once. */
  open(form: Form, speaker: Speaker, name: string): Modal | undefined;
  /** What comes back; undefined where nobody knows any more what it was. */
  filled(data: APIModalSubmission): Filled | undefined;
  /** Keeps what was filled in, to be opened again under this name. */
  keep(name: string, form: Form, speaker: Speaker): void;
  again(name: string): { readonly form: Form; readonly speaker: Speaker } | undefined;
}

/** More forms than people leave open at a time; the oldest goes first. */
const mostKept = 1000;

export function createForms(): Forms {
  const kept = new Map<string, { readonly form: Form; readonly speaker: Speaker }>();
  const keep: Forms["keep"] = (name, form, speaker) => {
    kept.set(name, { form, speaker });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
  };
  return {
    keep,
    again: (name) => kept.get(name),
    open(form, speaker, name) {
      if (form.fields.length === 0 || form.fields.length > limits.modalFields) return undefined;
      if (form.fields.some((field) => field.name.length > limits.customId)) return undefined;
      keep(name, form, speaker);
      return {
        custom_id: idOf(name, form.words),
        title: shortened(cleanText(speaker.say(form.title)), limits.modalTitle) || "–",
        components: form.fields.map((field) => labelOf(field, speaker)),
      };
    },
    filled(data) {
      const [, name = "", written = ""] = /^form:([^:]*):(.*)$/su.exec(data.custom_id) ?? [];
      const form = kept.get(name)?.form ?? formOf(written);
      return form === undefined ? undefined : { form, values: valuesIn(data.components) };
    },
  };
}

/** The words stand in the form itself where they fit, and survive the program; longer ones are remembered. */
function idOf(name: string, words: readonly string[]): string {
  const whole = `form:${name}:${JSON.stringify(words)}`;
  return whole.length <= limits.customId ? whole : `form:${name}:`;
}

const Words = z.array(z.string()).min(1);

function formOf(written: string): Form | undefined {
  const { data: words } = Words.safeParse(fromJson(written));
  return words === undefined ? undefined : { title: literal(words.join(" ")), words, fields: [] };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function labelOf(field: Field, speaker: Speaker): Label {
  const label = shortened(cleanText(speaker.say(field.label)), limits.labelText) || field.name;
  const hint = field.hint === undefined ? "" : shortened(cleanText(speaker.say(field.hint)), limits.labelHint);
  return {
    type: 18,
    label,
    ...(hint === "" ? {} : { description: hint }),
    component: selectOf(field, speaker) ?? inputOf(field),
  };
}

function inputOf({ name, value = "", required = false }: Field): Label["component"] {
  const prefilled = value === "" ? {} : { value: value.slice(0, limits.inputValue) };
  return { type: 4, custom_id: name, style: 1, ...prefilled, required };
}

/** A menu, where all that may be chosen has a place in one; otherwise the word is typed. */
function selectOf(
  { kind, name, choices = [], value, required = false }: Field,
  speaker: Speaker,
): ModalSelect | undefined {
  const fits = choices.length > 0 && choices.length <= limits.selectOptions;
  if (kind !== "choice" || !fits || choices.some((choice) => !isValue(choice.value))) return undefined;
  const options = choices.map((choice) => ({
    label: shortened(cleanText(speaker.say(choice.label)), limits.selectText) || choice.value,
    value: choice.value,
    ...(choice.value === value ? { default: true as const } : {}),
  }));
  return { type: 3, custom_id: name, options, required, min_values: required ? 1 : 0 };
}

function isValue(text: string): boolean {
  return text !== "" && text.length <= limits.selectText;
}

/** What was left empty was not given. */
function valuesIn(components: APIModalSubmission["components"]): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of components) {
    const component = "component" in one ? one.component : undefined;
    if (component === undefined || !("custom_id" in component)) continue;
    const given = "values" in component ? component.values[0] : "value" in component ? component.value : undefined;
    const value = typeof given === "string" ? given.trim() : "";
    if (value !== "") found.set(component.custom_id, value);
  }
  return found;
}

/** The command a filled-in form stands for. A value is one word, whatever blanks it has. */
export function wordsOf({ form, values }: Filled): string[] {
  return [...form.words, ...Array.from(values, ([name, value]) => `${name}:${value}`)];
}

/** The same form with what was typed in it. */
export function asFilled({ form, values }: Filled): Form {
  const fields = form.fields.map(({ value: _, ...field }): Field => {
    const value = values.get(field.name);
    return value === undefined ? field : { ...field, value };
  });
  return { ...form, fields };
}
