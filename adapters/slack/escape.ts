/** Characters that begin a mention, a link, a date or an entity in Slack's own markup; nothing else needs escaping there. */
const dangerous: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const entities = Object.fromEntries(Object.entries(dangerous).map(([plain, entity]) => [entity, plain]));

/** Text for a field that Slack reads as markup, such as the notification. Plain and rich text must not be escaped. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>]/g, (character) => dangerous[character] as string);
}

/** What somebody typed: entities as characters, links as the words they were made from, other references as they came. */
export function typedText(text: string): string {
  return text
    .replace(/<(?:https?:\/\/|mailto:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replace(/<((?:https?:\/\/|mailto:)[^<>|]*)>/g, "$1")
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] as string);
}
