/** Rights of the bot token, each with what it is for. Without the needed ones something here fails. */
export const scopes: Readonly<Record<string, { readonly needed: boolean }>> = {
  /** Slash commands, and posting an answer where the bot is no member. */
  commands: { needed: true },
  /** Posting digests, and answers to mentions and direct messages. */
  "chat:write": { needed: true },
  /** The language of a person's client, and who is an admin. */
  "users:read": { needed: true },
  /** Hearing `@bot movers crypto` in a channel. */
  "app_mentions:read": { needed: true },
  /** Hearing direct messages. */
  "im:history": { needed: true },
  /** Posting to public channels nobody invited the bot to. */
  "chat:write.public": { needed: false },
};

export const neededScopes = Object.keys(scopes).filter((scope) => scopes[scope]?.needed === true);
