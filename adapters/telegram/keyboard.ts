import type { InlineKeyboardButton } from "grammy/types";
import type { Action, Actions, Node } from "../../src/document/node.ts";
import { pack } from "../../src/document/split.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { cleanText, displayWidth } from "../../src/support/text.ts";
import { dataOf } from "./callback.ts";
import { limits } from "./limits.ts";

type Row = InlineKeyboardButton[];

/** True when a tap can carry the command; others are written out for a person to type. */
export function canBeTapped({ command }: Action): boolean {
  return dataOf(command) !== undefined;
}

export function actionsIn(nodes: readonly Node[]): Actions[] {
  return nodes.filter((node) => node.node === "actions");
}

/** Buttons in rows a telephone shows without cutting their labels; the value now shown has a tick. */
export function keyboardOf(nodes: readonly Actions[], speaker: Speaker): Row[] {
  return nodes.flatMap((node) => rowsOf(node.items.flatMap((item) => button(item, speaker))));
}

function button(item: Action, speaker: Speaker): InlineKeyboardButton[] {
  const data = dataOf(item.command);
  if (data === undefined) return [];
  const label = cleanText(speaker.say(item.label)) || "•";
  return [{ text: item.current === true ? `✓ ${label}` : label, callback_data: data }];
}

/** As few rows as fit, with about as many buttons in each; one long label does not part the short ones. */
function rowsOf(buttons: readonly InlineKeyboardButton[]): Row[] {
  for (let perRow: number = limits.keyboard.comfortable; perRow > 1; perRow--) {
    const size = Math.ceil(buttons.length / Math.ceil(buttons.length / perRow));
    const rows = chunk(buttons, size);
    if (rows.every(fits)) return rows;
  }
  return pack(buttons, (row) => row.length <= limits.keyboard.comfortable && fits(row));
}

function chunk(buttons: readonly InlineKeyboardButton[], size: number): Row[] {
  return Array.from({ length: Math.ceil(buttons.length / size) || 0 }, (_, row) =>
    buttons.slice(row * size, (row + 1) * size),
  );
}

/** Every button is as wide as the widest of its row, and has some room at its sides. */
function fits(row: readonly InlineKeyboardButton[]): boolean {
  const widest = Math.max(...row.map(({ text }) => displayWidth(text) + 2));
  return widest * row.length <= limits.keyboard.rowWidth;
}

/** What stands between a name and what is chosen. */
export function colonOf({ language }: Speaker): string {
  return language === "zh" ? "：" : ": ";
}
