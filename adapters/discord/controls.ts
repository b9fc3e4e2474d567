import type { Action, Actions } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import type { Button, Row } from "./message.ts";

/** Rows of controls, and what does not fit into any as words. */
export interface Controls {
  readonly rows: readonly { readonly row: Row; readonly says: string }[];
  readonly rest: readonly { readonly label: string; readonly command: string }[];
}

interface Item {
  readonly label: string;
  readonly id: string;
  readonly action: Action;
}

/**
 * A few values of a choice are buttons, more are a menu; anything else is a button. What is tapped carries its command, and
 * a number in front because two controls of a message may stand for the same one.
 */
export function controlsOf(node: Actions, speaker: Speaker, number: () => number): Controls {
  const asMenu = node.pick !== undefined && node.items.length > limits.buttonsInRow;
  const items = node.items.map(
    (action): Item => ({
      label: cleanText(speaker.say(action.label)) || cleanText(action.command),
      id: idOf(number(), action.command),
      action,
    }),
  );
  const mostLabel = asMenu ? limits.selectText : limits.buttonLabel - current.length;
  const [fitting, others] = divide(
    items,
    (item) => item.label.length <= mostLabel && item.id.length <= limits.customId,
  );
  const rows = chunk(fitting, asMenu ? limits.selectOptions : limits.buttonsInRow).map((some) => ({
    row: asMenu ? menu(some, number(), placeholderOf(node, speaker)) : buttons(some),
    says: some.map(({ label }) => label).join(" · "),
  }));
  return {
    rows,
    rest: others.map(({ label, action }) => ({ label, command: cleanText(action.command) })),
  };
}

/** The command a control stands for. */
export function commandOfId(id: string): string | undefined {
  return /^\d+:\/?(.+)$/su.exec(id)?.[1];
}

const idOf = (number: number, command: string): string => `${number}:${command}`;

/** Marks what is shown now: the colour of a button alone would not tell everybody. */
const current = "✓ ";

function buttons(items: readonly Item[]): Row {
  return {
    type: 1,
    components: items.map(
      ({ label, id, action }): Button =>
        action.current === true
          ? { type: 2, style: 1, label: current + label, custom_id: id }
          : { type: 2, style: 2, label, custom_id: id },
    ),
  };
}

function menu(items: readonly Item[], number: number, placeholder: string | undefined): Row {
  const options = items.map(({ label, id, action }) =>
    action.current === true ? { label, value: id, default: true as const } : { label, value: id },
  );
  const select = { type: 3 as const, custom_id: idOf(number, "menu") };
  return {
    type: 1,
    components: [placeholder === undefined ? { ...select, options } : { ...select, placeholder, options }],
  };
}

function placeholderOf({ pick }: Actions, speaker: Speaker): string | undefined {
  const text = pick === undefined ? "" : cleanText(speaker.say(pick));
  return text === "" || text.length > limits.selectPlaceholder ? undefined : text;
}

function chunk<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most));
}

function divide<T>(items: readonly T[], fits: (item: T) => boolean): [T[], T[]] {
  return [items.filter(fits), items.filter((item) => !fits(item))];
}
