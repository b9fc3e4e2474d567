import type { types } from "@slack/bolt";
import type { Action, Actions } from "../../src/document/node.ts";
import { clean } from "../../src/document/pen.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { graphemes } from "../../src/support/text.ts";
import { type Block, context, plainText } from "./blocks.ts";
import { choices, limits } from "./limits.ts";

/** What a tap is for: `run` gives a command in place of the message, `share` posts its answer for everybody. */
export const actionIds = { run: "run", share: "share" } as const;

/** Follow-ups as buttons, the values of a longer choice as a menu. */
export function actionBlocks(node: Actions, speaker: Speaker): Block[] {
  const say = (item: Action) => clean(speaker.say(item.label));
  const pick = node.pick === undefined ? "" : clean(speaker.say(node.pick));
  const told = cutLabels(node, pick, say).flatMap(context);
  const menu = menuOf(node, pick, say);
  if (menu !== undefined) return [...told, { type: "actions", elements: [menu] }];
  return [...told, ...rows(node.items.filter(fits).map((item, index) => button(item, index, say, pick)))];
}

/** What no button or menu shows in full, to be printed above them. */
function cutLabels({ items }: Actions, pick: string, say: (item: Action) => string): string[] {
  const longest = Math.max(0, ...items.map((item) => say(item).length));
  const labels = items.filter((item) => !fits(item) || say(item).length > limits.buttonText).map(say);
  return [...(pick.length + 2 + longest > limits.buttonText ? [pick] : []), ...labels].filter((text) => text !== "");
}

function fits({ command }: Action): boolean {
  return command.length <= limits.buttonValue;
}

/** A menu with its name above the values; undefined where buttons are quicker or a value is too long for a menu. */
function menuOf(
  { pick, items }: Actions,
  label: string,
  say: (item: Action) => string,
): types.StaticSelect | undefined {
  if (pick === undefined || items.length <= choices.buttons || items.length > limits.options) return undefined;
  if (items.some(({ command }) => command.length > limits.optionValue)) return undefined;
  const options = items.map((item) => ({ item, option: { text: plainText(cut(say(item))), value: item.command } }));
  const current = options.find(({ item }) => item.current === true)?.option;
  return {
    type: "static_select",
    action_id: `${actionIds.run}:menu`,
    placeholder: plainText(cut(label)),
    option_groups: [{ label: plainText(cut(label)), options: options.map(({ option }) => option) }],
    ...(current === undefined ? {} : { initial_option: current }),
  };
}

function button(item: Action, index: number, say: (item: Action) => string, pick: string): types.Button {
  const text = say(item);
  return {
    type: "button",
    action_id: `${actionIds.run}:${index}`,
    text: plainText(cut(text)),
    value: item.command,
    ...(pick === "" ? {} : { accessibility_label: cut(`${pick}: ${text}`) }),
    ...(item.current === true ? { style: "primary" } : {}),
  };
}

/** Menus that follow each other stand side by side. */
export function joinedMenus(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (isMenus(block) && last !== undefined && isMenus(last) && last.elements.length < limits.actions) {
      const elements = [...last.elements, ...block.elements];
      found.splice(-1, 1, {
        ...last,
        elements: elements.map((one, at) => ({ ...one, action_id: `${actionIds.run}:menu${at}` })),
      });
    } else found.push(block);
  }
  return found;
}

function isMenus(block: Block): block is types.ActionsBlock {
  return block.type === "actions" && block.elements.every(({ type }) => type === "static_select");
}

/** A button that posts the answer of a command for everybody. */
export function shareBlock(label: string, command: string): Block {
  return {
    type: "actions",
    elements: [{ type: "button", action_id: actionIds.share, text: plainText(cut(label)), value: command }],
  };
}

function rows(elements: readonly types.Button[]): Block[] {
  return Array.from({ length: Math.ceil(elements.length / limits.actions) }, (_, row) => ({
    type: "actions" as const,
    elements: elements.slice(row * limits.actions, (row + 1) * limits.actions),
  }));
}

/** A label that fits; what is cut here stands in full beside it. */
export function cut(text: string, most: number = limits.buttonText): string {
  if (text === "") return "–";
  if (text.length <= most) return text;
  let start = "";
  for (const character of graphemes(text)) {
    if (start.length + character.length > most - 1) break;
    start += character;
  }
  return `${start}…`;
}
