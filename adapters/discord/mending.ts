import { note } from "../../src/document/build.ts";
import { join, literal, message } from "../../src/i18n/value.ts";
import type { Render } from "../../src/platform/adapter.ts";
import type { Desk, Reply } from "../../src/platform/desk.ts";
import { asFilled, type Filled, type Forms } from "./forms.ts";
import type { Tap } from "./heard.ts";
import { limits } from "./limits.ts";
import { type Message, type Modal, noMentions, onlyForAsker, type Row } from "./message.ts";
import { shortened } from "./short.ts";

export interface Mending {
  /** Names the form that is kept. */
  readonly name: string;
  readonly filled: Filled;
  readonly forms: Forms;
  readonly render: Render;
}

/** As much as tells a person what was typed. */
const longestTyped = 1000;

/** A mistake in a form: what is wrong, what was typed, and a button that opens the form again as it was filled in. */
export function withRemedy({ name, filled, forms, render }: Mending, { document, speaker }: Reply): Message[] {
  const said = note(message("discord.typed", { typed: typedIn(filled) }));
  const messages = render({ nodes: [...document.nodes, said] }, speaker).map(({ payload }) => payload as Message);
  const last = messages.at(-1);
  // Only what is left of a form whose questions are known can be asked again.
  if (last === undefined || last.components.length >= limits.rows || filled.form.fields.length === 0) return messages;
  forms.keep(name, asFilled(filled), speaker);
  const label = shortened(speaker.say(message("discord.mend")), limits.buttonLabel);
  const row: Row = { type: 1, components: [{ type: 2, style: 1, label, custom_id: `mend:${name}` }] };
  return [...messages.slice(0, -1), { ...last, components: [...last.components, row] }];
}

function typedIn({ form, values }: Filled) {
  const items = Array.from(values, ([name, value]) => {
    const label = form.fields.find((field) => field.name === name)?.label ?? literal(name);
    return message("discord.typed.one", { label, value: literal(shortened(value, longestTyped)) });
  });
  return join(items, "list");
}

/** The form a tap opens again; "gone" where the program no longer knows it, nothing for other taps. */
export function reopened(tap: Tap, forms: Forms): Modal | "gone" | undefined {
  const name = /^mend:(\d+)$/.exec(tap.data.custom_id)?.[1];
  if (name === undefined) return undefined;
  const kept = forms.again(name);
  // Under the name of this tap: a form may be opened, closed and opened again.
  return (kept && forms.open(kept.form, kept.speaker, tap.id)) ?? "gone";
}

/** The program began anew since the form was opened. */
export function formGone(heard: { readonly locale: string }, desk: Desk) {
  const speaker = desk.speaker(desk.languageOf(heard.locale));
  return { content: speaker.say(message("discord.form-gone")), allowed_mentions: noMentions, flags: onlyForAsker };
}
