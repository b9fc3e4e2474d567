import { actions, pick } from "../src/document/build.ts";
import type { Action, Actions } from "../src/document/node.ts";
import { message, name } from "../src/i18n/value.ts";
import type { Choice, Option } from "../src/platform/command.ts";
import { choiceLabel } from "../src/platform/naming.ts";

export interface Pick {
  readonly option: Option;
  /** The values offered (default: all of the option). */
  readonly values?: readonly string[];
  /** The value now shown. */
  readonly current: string | undefined;
  /** The command a value stands for. */
  readonly line: (value: string) => string;
}

/** The values of an option as taps, the one now shown marked. */
export function pickOf({ option, values, current, line }: Pick): Actions {
  const choices = (option.choices ?? []).filter(({ value }) => values === undefined || values.includes(value));
  return pick(
    name({ en: option.name.charAt(0).toUpperCase() + option.name.slice(1), zh: option.zh }),
    choices.map((choice: Choice): Action => {
      const action = { id: `${option.name}-${choice.value}`, label: choiceLabel(choice), command: line(choice.value) };
      return choice.value === current ? { ...action, current: true } : action;
    }),
  );
}

/** Other commands a reader may want next. */
export function next(...items: readonly Omit<Action, "label">[]): Actions {
  return actions(items.map((item) => ({ ...item, label: message(`action.${item.id}`) })));
}

/** A command line from its words; what is not there leaves no gap. */
export function lineOf(...words: readonly (string | number | false | undefined)[]): string {
  return `/${words.filter((word) => word !== undefined && word !== false && word !== "").join(" ")}`;
}
