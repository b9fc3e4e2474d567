/** What HTML would read as markup. Both kinds of message know these four names. */
const markup: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML that says exactly this text. Half a surrogate pair, which no request may hold, becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"]/g, (character) => markup[character] as string);
}

/** Where an app makes a link by itself: mentions and tags · commands and schemes · addresses · numbers that look like one. */
const linking = [
  /[@＠#＃$](?=[\p{L}\p{N}_])/gu,
  /(?<![\p{L}\p{N}_])\/(?=[\p{L}\p{N}_])/gu,
  /\.(?=\p{L})/gu,
  /(?<=\d\.\d{1,3})\.(?=\d)/gu,
];

/** Invisible, and no part of any link. */
const joiner = "\u2060";

/**
 * Text an app makes no link of. Rich messages can say so with one field; ordinary ones cannot, so an invisible character
 * parts what would become a mention, a tag, a command or an address. Not needed inside `pre` and `code`.
 */
export function withoutLinks(text: string): string {
  return linking.reduce((rest, pattern) => rest.replace(pattern, `$&${joiner}`), text);
}
