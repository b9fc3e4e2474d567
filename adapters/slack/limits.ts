import type { Pace } from "../../src/platform/pace.ts";

/** What Slack takes, from its documentation unless said otherwise; counted in UTF-16 units, the largest it may count in. */
export const limits = {
  /** Blocks of a message: docs "chat.postMessage". */
  blocks: 50,
  /** Text of all blocks together. Not documented: refused as msg_blocks_too_long from about 13,200 on, once at 11,341. */
  message: 10_000,
  /** docs "Header block". */
  header: 150,
  /** docs "Section block"; rich text has no limit of its own, so no block of ours is longer. */
  prose: 3000,
  /** docs "Text object": one element of a context block. */
  context: 2000,
  /** docs "Table block": rows include the headings; characters count over all tables of a message. */
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  /** `only_one_table_allowed`, of either kind. */
  tables: 1,
  /** docs "Actions block". */
  actions: 25,
  /** docs "Button element". */
  buttonText: 75,
  buttonValue: 2000,
  /** docs "Option object" and "Option group"; newer pages give 150 for the value, the typings 75. */
  options: 100,
  optionText: 75,
  optionValue: 75,
  placeholder: 150,
  /** docs "chat.postMessage": recommended length of the notification, cut by Slack only far beyond it. */
  text: 4000,
  /** docs "Handling user interaction": uses of a response_url, and how long it lives. */
  responses: 5,
  responseMs: 30 * 60_000,
  /** docs "Modal views": its title and the words on its buttons, and what it keeps for the app. */
  modalTitle: 24,
  metadata: 3000,
  /** docs "Input block". */
  label: 2000,
  hint: 2000,
  /** docs "Plain-text input". */
  typed: 3000,
  /** Of a mistake shown at a field; not documented, so no longer than a hint. */
  mistake: 2000,
  /** docs "App manifest". */
  commands: 50,
  usageHint: 1000,
  commandDescription: 2000,
} as const;

/** What we choose within those limits. */
export const choices = {
  /** Monospaced columns a small second table may take, so that a phone does not wrap it. */
  narrow: 38,
  /** Characters of a row of such a table where its cells follow each other, which a line may break. */
  line: 50,
  /** Rows of a small table. */
  fewRows: 12,
  /** Monospaced columns of a window on a desk. */
  wide: 76,
  /** Text of the first message of a long document: an overview, not the whole. */
  overview: 6000,
  /** A document this long is one message even when its further tables are monospaced. */
  short: 3500,
  /** Messages of an answer that only its asker sees; one use of its response_url stays in reserve. */
  messages: limits.responses - 1,
  /** Values of a choice shown as buttons; longer lists become a menu. */
  buttons: 4,
  /** Messages of a page of history (docs: at most 200): a hundred digests with their tables stay within what an answer may weigh. */
  page: 100,
  /** Pages read for one message in doubt: 2,000 messages since it was tried are no talk any more. */
  pages: 20,
  /** A pause this long before a page of history: look-ups are as good as forbidden (docs "Rate limits": one a minute). */
  longestLookMs: 30_000,
  /** How far Slack's clock may be behind ours. Slack itself refuses signatures older than this; reading more costs little. */
  clockSkewMs: 5 * 60_000,
  /** Room left in a message for buttons and a closing line. */
  reserve: 300,
} as const;

/**
 * How fast the token may post in one workspace: a message a second per channel, and "several hundred per minute" over all
 * (docs "Rate limits"). The latter is not told exactly; five a second after fifty at once are what we plan with.
 */
export const pace: Pace = { perSecond: 5, burst: 50, channelMs: 1000, inFlight: 8 };
