import { openDiscord } from "../../fakes/discord/index.ts";
import { applicationId, guildId } from "../../fakes/discord/world.ts";
import { bot, credentials, openSlack } from "../../fakes/slack/index.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada } from "../../fakes/telegram/people.ts";
import type { Heard } from "./distance.ts";
import type { Ledger } from "./state.ts";

/** One message that stands on the platform. */
export interface Stood {
  readonly channel: string;
  readonly id: string;
  /** What tells it from the others of its channel: the mark the platform keeps, or all it says. */
  readonly name: string;
}

/** A platform in a box with many channels, as a kill test sees it. */
export interface Board {
  readonly name: PlatformName;
  /** Where its API is, and the settings of a program that finds it there. */
  readonly origin: string;
  settings(origin: string): Readonly<Record<string, string>>;
  readonly account: string;
  readonly channels: readonly string[];
  /** Whoever owns all subscriptions there, and their private conversation with the bot. */
  readonly owner: string;
  readonly direct: string;
  /** The channel a call posts to; undefined where it posts nothing. */
  postsTo(heard: Heard): string | undefined;
  /** Everything in the order in which the platform took it. */
  truth(): readonly Stood[];
  /** The name a message of the ledger has there. */
  nameOf(mark: string, payload: unknown): string;
  /** Nobody can look there: what was under way when the program died is held. */
  readonly isBlind: boolean;
  /** Calls under way at a time. */
  readonly window: number;
  close(): Promise<void>;
}

export const platformNames = ["slack", "discord", "telegram"] as const;
export type PlatformName = (typeof platformNames)[number];

interface BoardOptions {
  readonly count: number;
  /** The bot may not read back what it posted. */
  readonly blind: boolean;
}

const openers: Readonly<Record<PlatformName, (options: BoardOptions) => Promise<Board>>> = {
  slack: openSlackBoard,
  discord: openDiscordBoard,
  telegram: openTelegramBoard,
};

export function openBoard(name: PlatformName, options: BoardOptions): Promise<Board> {
  return openers[name](options);
}

function many(count: number, name: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}

async function openSlackBoard({ count, blind }: BoardOptions): Promise<Board> {
  const channels = many(count, (index) => `C${String(index).padStart(5, "0")}`);
  const scopes = ["commands", "chat:write", "users:read", "im:write", "channels:read", "channels:history"];
  const slack = await openSlack({
    channels: channels.map((id) => ({ id, hasBot: true })),
    scopes: scopes.filter((scope) => !blind || !scope.endsWith(":history")),
  });
  const markOf = (message: unknown) =>
    (message as { metadata?: { event_payload?: { mark?: string } } }).metadata?.event_payload?.mark ??
    JSON.stringify(message);
  return {
    name: "slack",
    origin: new URL(slack.apiUrl).origin,
    settings: (origin) => ({
      SLACK_BOT_TOKEN: credentials.botToken,
      SLACK_APP_TOKEN: credentials.appToken,
      SLACK_API_URL: `${origin}/api/`,
    }),
    account: bot.team_id,
    channels,
    owner: "U0ADA",
    direct: "D0ADA",
    postsTo: ({ path, body }) =>
      path.endsWith("/chat.postMessage") ? (new URLSearchParams(body).get("channel") ?? undefined) : undefined,
    truth: () => slack.workspace.posted.map(({ channel, ts, message }) => ({ channel, id: ts, name: markOf(message) })),
    nameOf: (mark) => mark,
    isBlind: blind,
    window: 8,
    close: slack.close,
  };
}

const nonceLength = 25;
const readBackRight = String(1 << 16);

async function openDiscordBoard({ count, blind }: BoardOptions): Promise<Board> {
  const channels = many(count, (index) => `5${String(index).padStart(17, "0")}`);
  const discord = await openDiscord();
  const rules = blind ? [{ id: guildId, type: 0, allow: "0", deny: readBackRight }] : [];
  for (const id of channels)
    discord.world.channels.set(id, { id, type: 0, guild_id: guildId, permission_overwrites: rules });
  return {
    name: "discord",
    origin: new URL(discord.url).origin,
    settings: (origin) => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${origin}/api` }),
    account: applicationId,
    channels,
    owner: "501",
    direct: "9501",
    postsTo: ({ method, path }) => (method === "POST" ? /\/channels\/(\d+)\/messages$/.exec(path)?.[1] : undefined),
    truth: () =>
      Array.from(discord.world.messages.values(), ({ channel, id, body }) => ({
        channel,
        id,
        name: "nonce" in body ? String(body["nonce"]) : JSON.stringify(body),
      })),
    nameOf: (mark) => mark.slice(0, nonceLength),
    isBlind: blind,
    window: 16,
    close: discord.close,
  };
}

async function openTelegramBoard({ count }: BoardOptions): Promise<Board> {
  const telegram = await openTelegram();
  // Every other one is a group, which has a limit a minute.
  const channels = many(count, (index) => String(index % 2 === 0 ? 1000 + index : -1000 - index));
  for (const id of channels)
    telegram.chat({ id: Number(id), type: Number(id) < 0 ? "group" : "private", title: `Chat ${id}` });
  telegram.privately(ada);
  const [account = ""] = telegram.token.split(":");
  const said = ({ text, rich_message }: { text?: unknown; rich_message?: unknown }) =>
    JSON.stringify({ text, rich_message });
  return {
    name: "telegram",
    origin: telegram.url,
    settings: (origin) => ({ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: origin }),
    account,
    channels,
    owner: String(ada.id),
    direct: String(ada.id),
    postsTo: ({ path, body }) => (/\/send(?:Rich)?Message$/.test(path) ? String(JSON.parse(body).chat_id) : undefined),
    truth: () =>
      telegram.world.messages.map(({ chat, message_id, content }) => ({
        channel: String(chat?.id),
        id: String(message_id),
        name: said(content),
      })),
    nameOf: (_mark, payload) => said(payload as Parameters<typeof said>[0]),
    isBlind: true,
    window: 8,
    close: telegram.close,
  };
}

/** Messages of a digest in the ledger, by the names they have on the platform. */
export function namesOf(board: Board, key: string, { entries, payloads }: Ledger, markOf: (part: number) => string) {
  const payload = payloads.get(entries.get(key)?.payload ?? "");
  return (payload?.parts ?? []).map((part, index) => board.nameOf(markOf(index + 1), part.payload));
}
