/** What an optional right buys; `check` and the README say it in words. */
export type Purpose = "lookup" | "places" | "direct";

export interface Scope {
  /** Something here fails without it. */
  readonly needed: boolean;
  /** Asked for in the manifest, where whoever installs the app may leave it out. */
  readonly buys?: Purpose;
}

/** Rights of the bot token, each with what it is for. */
export const scopes: Readonly<Record<string, Scope>> = {
  /** Slash commands, and posting an answer where the bot is no member. */
  commands: { needed: true },
  /** Posting digests, and answers to mentions and direct messages. */
  "chat:write": { needed: true },
  /** The language and the clock of a person's client, and who is an admin. */
  "users:read": { needed: true },
  /** Hearing `@bot movers crypto` in a channel. */
  "app_mentions:read": { needed: true },
  /** Hearing direct messages, and looking up a post there. */
  "im:history": { needed: true },
  /** Looking up a post whose outcome is unknown, by kind of channel. */
  "channels:history": { needed: false, buys: "lookup" },
  "groups:history": { needed: false, buys: "lookup" },
  "mpim:history": { needed: false, buys: "lookup" },
  /** Being told that a channel is gone or back, and telling whether the bot may post there. */
  "channels:read": { needed: false, buys: "places" },
  "groups:read": { needed: false, buys: "places" },
  /** Naming the direct message with a person, so that a post there can be looked up. */
  "im:write": { needed: false, buys: "direct" },
  /** Posting to public channels nobody invited the bot to. */
  "chat:write.public": { needed: false },
};

const all = Object.entries(scopes);

export const neededScopes = all.filter(([, { needed }]) => needed).map(([scope]) => scope);

/** Optional scopes by what they buy. */
export const optionalScopes = new Map(
  (["lookup", "places", "direct"] as const).map((purpose) => [
    purpose,
    all.filter(([, { buys }]) => buys === purpose).map(([scope]) => scope),
  ]),
);
