/** The parts of Discord's messages this adapter writes, as its API takes them. */
export interface Message {
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Row[];
  readonly allowed_mentions: typeof noMentions;
  /** Posting twice with the same one within minutes gives one message. */
  readonly nonce?: string;
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
