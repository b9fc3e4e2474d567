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

/** The address of a message, which readers follow; it can lead nowhere but to Discord. */
const messageLink = /(https:\/\/discord\.com\/channels\/(?:\d{15,20}|@me)\/\d{15,20}\/\d{15,20})(?![\w/@])/;

/** Text from outside, shown as it is and nothing else but an address of a message; a single line. */
export function escapeMarkdown(text: string): string {
  if (!text.includes("https://discord.com/channels/")) return escapeAll(text);
  const pieces = text.split(messageLink);
  return pieces.map((piece, at) => (at % 2 === 1 ? piece : escapeAll(piece, at > 0))).join("");
}

/** What goes on after an address stands at no start of a line. */
function escapeAll(text: string, goesOn = false): string {
  const escaped = text.replace(anywhere, "\\$&").replace(colon, "\\:");
  return goesOn ? escaped : escaped.replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Backticks cannot end the block they stand in: a zero-width space keeps them apart. */
export function escapeCode(text: string): string {
  return text.replace(/`(?=`)/g, "`\u200b");
}
