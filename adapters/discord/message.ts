/** The parts of Discord's messages this adapter writes, as its API takes them. */
export interface Message {
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Row[];
  readonly allowed_mentions: typeof noMentions;
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly color: number;
}

export interface Row {
  readonly type: 1;
  readonly components: readonly (Button | Select)[];
}

export interface Button {
  readonly type: 2;
  /** 1 stands out, 2 does not. */
  readonly style: 1 | 2;
  readonly label: string;
  readonly custom_id: string;
}

export interface Select {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder?: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly default?: true }[];
}

/** Stands on every message and every edit: without it, an edit is read with the server's usual mentions again. */
export const noMentions = { parse: [] as readonly [] } as const;

/** Seen by the asker alone. */
export const onlyForAsker = 1 << 6;

/** Shows a badge, and neither rings nor pushes. */
export const withoutSound = 1 << 12;

/** Questions as Discord opens them: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Label[];
}

export interface Label {
  readonly type: 18;
  readonly label: string;
  readonly description?: string;
  readonly component: TextInput | ModalSelect;
}

export interface TextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** One line. */
  readonly style: 1;
  readonly value?: string;
  readonly required: boolean;
}

export interface ModalSelect extends Select {
  readonly required: boolean;
  readonly min_values: 0 | 1;
}
