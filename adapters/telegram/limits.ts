/** What the Bot API takes. Where its documentation leaves the unit open, the narrower reading is used. */
export const limits = {
  /** A rich message ("Rich Message Limits" of InputRichMessage, Bot API 10.1). */
  rich: {
    /** "32768 UTF-8 characters" of text; counted here in bytes and with its markup. */
    bytes: 32_768,
    /** Nested blocks, list items and table rows count. */
    blocks: 500,
    columns: 20,
    /** 16 levels of blocks and formatting; a table inside details takes four. */
    detailsDeep: 10,
  },
  /** An ordinary message (sendMessage). */
  ordinary: {
    /** After entity parsing, in UTF-16 units. */
    length: 4096,
    /** The server refuses longer text before it parses it. */
    bytes: 32_768,
    /** Formatting beyond about a hundred entities is dropped without a word. */
    entities: 100,
    /** Monospaced columns a telephone shows without breaking lines. */
    columns: 32,
  },
  /** An inline keyboard: not in the documentation, as reported by those who tried. */
  keyboard: { perRow: 8, buttons: 100, rowWidth: 40, comfortable: 5 },
  /** InlineKeyboardButton.callback_data. */
  callbackBytes: 64,
  /** answerCallbackQuery.text, in characters. */
  alert: 200,
  /** InlineKeyboardButton.switch_inline_query: as long as a query may be. */
  query: 256,
  /** answerInlineQuery. */
  inline: { results: 50, offered: 8, cacheSeconds: 20 },
  /** BotCommand. */
  command: { name: /^[a-z0-9_]{1,32}$/, description: 256, perList: 100 },
  /** getUpdates: the server ends a long poll after 50 seconds. */
  poll: { seconds: 50, updates: 100 },
  /** "about 30 messages per second", "one message per second" in a chat (bot FAQ, "My bot is hitting limits"). */
  pace: { perSecond: 30, channelMs: 1000, inFlight: 8 },
  /** "not more than 20 messages per minute to the same group" (there too). */
  groupMost: { messages: 20, withinMs: 60_000 },
} as const;
