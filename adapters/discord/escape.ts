/**
 * What may begin a control sequence of Discord's markdown anywhere: emphasis, code, spoilers, links, mentions, custom
 * emoji, timestamps. A backslash before punctuation shows it as it is.
 * https://docs.discord.com/developers/reference#message-formatting
 */
const anywhere = /[\\*_~`|[\]<>@#]/g;

/** A colon before a word or a slash makes an emoji or a link. */
const colon = /:(?=[\w+/-])/g;

/** At the start of a line: lists, small print and numbered lists. Headings and quotes are covered above. */
const lineStart = /^([-+•]|\d+(?=\.))/;

/** Text from outside, shown as it is and nothing else; a single line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(anywhere, "\\$&")
    .replace(colon, "\\:")
    .replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Backticks cannot end the block they stand in: a zero-width space keeps them apart. */
export function escapeCode(text: string): string {
  return text.replace(/`(?=`)/g, "`\u200b");
}
