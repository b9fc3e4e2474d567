import type { Value } from "../i18n/value.ts";

/** One question of a form. */
export interface Field {
  /** The option of the command it fills. */
  readonly name: string;
  readonly label: Value;
  readonly hint?: Value;
  readonly kind: "text" | "choice";
  /** What may be chosen; at most 25. */
  readonly choices?: readonly { readonly value: string; readonly label: Value }[];
  /** What it holds at first. */
  readonly value?: string;
  readonly required?: boolean;
}

/**
 * Questions that lead to a command: what a person filled in is given as its options, as if typed. Platforms with forms open
 * it where the person's last step allows that; others show the document beside it, whose taps lead the same way.
 */
export interface Form {
  readonly title: Value;
  /** Words of the command, to which `name:value` is added for each field. */
  readonly words: readonly string[];
  /** At most five. */
  readonly fields: readonly Field[];
}
