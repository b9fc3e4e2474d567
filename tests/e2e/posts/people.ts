import { readDiscord } from "../../adapters/discord/reader.ts";
import { openDiscord } from "../../fakes/discord/index.ts";
import { channelId, guildId } from "../../fakes/discord/world.ts";
import { controlsOf, credentials, openSlack } from "../../fakes/slack/index.ts";
import { readMessage } from "../../fakes/slack/reading.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada, buttonsOf } from "../../fakes/telegram/people.ts";
import { richText } from "../../fakes/telegram/rich.ts";
import type { Chat, Message } from "../../fakes/telegram/world.ts";

/** Somebody who runs a channel, and what they see, whatever the platform. */
export interface Somebody {
  readonly settings: Readonly<Record<string, string>>;
  /** Once the program hears. */
  readonly greeting: string;
  subscribe(what: string, when: string): Promise<string>;
  /** A verb of /digest without more words. */
  ask(verb: "list" | "status" | "history"): Promise<string>;
  /** Asks for a post at once, from wherever that can be done while the channel is shut. */
  askNow(id: string): Promise<void>;
  /** Scheduled posts in the channel. */
  posts(): readonly string[];
  /** The address of the newest post, or a part of it that no other has. */
  address(): string;
  /** The channel takes no messages any more, and no event tells so; or it does again. */
  shut(): void;
  unshut(): void;
  /** What the bot said in private. */
  told(): readonly string[];
  /** Taps what was said last in private. */
  taps(label: string): Promise<void>;
  close(): Promise<void>;
}

export const somebodies: Readonly<Record<"slack" | "discord" | "telegram", () => Promise<Somebody>>> = {
  slack: onSlack,
  discord: onDiscord,
  telegram: onTelegram,
};

async function onSlack(): Promise<Somebody> {
  const slack = await openSlack();
  const channel = "C0DESK";
  const posted = () => slack.workspace.posted.filter((one) => "metadata" in one.message);
  const direct = () => slack.workspace.posted.filter((one) => one.channel === "D0ADA");
  const ask = async (line: string) => {
    const command = slack.command(line);
    await slack.deliver(command);
    const url = String(command.payload["response_url"]);
    const { message } = await slack.when((all) => all.find(({ via }) => via !== undefined && url.endsWith(via)));
    return JSON.stringify(message);
  };
  return {
    settings: {
      SLACK_BOT_TOKEN: credentials.botToken,
      SLACK_APP_TOKEN: credentials.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    greeting: "/invite @closing-bell",
    subscribe: (what, when) => ask(`/digest subscribe ${what} ${when}`),
    ask: (verb) => ask(`/digest ${verb}`),
    askNow: async (id) => void (await ask(`/digest now ${id}`)),
    posts: () => posted().map(({ message }) => readMessage(message)),
    address: () => `p${posted().at(-1)?.ts.replace(".", "")}`,
    shut: () => slack.workspace.change(channel, { isArchived: true }),
    unshut: () => slack.workspace.change(channel, { isArchived: false }),
    told: () => direct().map(({ message }) => readMessage(message)),
    async taps(label) {
      const last = direct().at(-1);
      const control = controlsOf(last?.message ?? {}).find(({ value }) => value.includes(label.toLowerCase()));
      if (last === undefined || control === undefined) throw new Error(`There is no ${label} to tap.`);
      await slack.deliver(slack.tap(last, control));
    },
    close: slack.close,
  };
}

async function onDiscord(): Promise<Somebody> {
  const discord = await openDiscord();
  const admin = { permissions: String(1 << 5) };
  const said = (channel: string) =>
    [...discord.world.messages.values()].filter((one) => one.channel === channel && one.answers !== true);
  const posted = () => said(channelId).filter(({ body }) => "nonce" in body);
  const direct = () => said("9444444444444444444");
  const ask = async (verb: string, options = {}) => {
    await discord.until(() => discord.world.commands.size > 0, "the commands");
    const { body } = await discord.asks(`digest ${verb}`, options, admin).answer();
    return `${readDiscord([{ method: "", payload: body }])} ${JSON.stringify(body)}`;
  };
  return {
    settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
    greeting: "Discord: connected",
    subscribe: (what, when) => ask("subscribe", { what, when }),
    ask,
    askNow: async (id) => void (await ask("now", { id })),
    posts: () => posted().map(({ body }) => readDiscord([{ method: "", payload: body }])),
    address: () => `https://discord.com/channels/${guildId}/${channelId}/${posted().at(-1)?.id}`,
    shut: () => void discord.world.refusals.set(channelId, { status: 404, code: 10003 }),
    unshut: () => void discord.world.refusals.delete(channelId),
    told: () => direct().map(({ body }) => readDiscord([{ method: "", payload: body }])),
    async taps(label) {
      const last = direct().at(-1);
      if (last === undefined) throw new Error("Nothing was said in private.");
      await discord.taps(last, label, { where: "alone" }).acknowledged();
    },
    close: discord.close,
  };
}

const group: Chat = { id: -1001234567890, type: "supergroup", title: "Desk", members: { [ada.id]: "administrator" } };
const kicked = { status: 403, description: "Forbidden: bot was kicked from the supergroup chat" };

async function onTelegram(): Promise<Somebody> {
  const telegram = await openTelegram();
  telegram.privately(ada);
  telegram.chat(group);
  const { messages } = telegram.world;
  const isAnswer = ({ content }: Message) => content["reply_parameters"] !== undefined;
  const inChat = (id: number) => messages.filter(({ chat }) => chat?.id === id);
  const posted = () => inChat(group.id).filter((one) => !isAnswer(one));
  const textOf = ({ content }: Message) => {
    const rich = content["rich_message"] as { readonly html: string } | undefined;
    return rich === undefined ? String(content["text"]) : richText(rich.html);
  };
  const ask = async (line: string) => {
    const before = messages.length;
    telegram.says(ada, group, line);
    const answer = await telegram.until(() => messages.slice(before).find(isAnswer));
    return JSON.stringify(answer.content);
  };
  return {
    settings: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
    greeting: "connected as @closing_bell_bot",
    async subscribe(what, when) {
      // In a chat that is shut nobody could be asked whether this person is one of its admins.
      await ask("/settings everyone");
      return ask(`/digest subscribe ${what} ${when}`);
    },
    ask: (verb) => ask(`/digest ${verb}`),
    askNow: async (id) => void telegram.says(ada, group, `/digest now ${id}`),
    posts: () => posted().map(textOf),
    address: () => `https://t.me/c/1234567890/${posted().at(-1)?.message_id}`,
    shut: () => void telegram.chat({ ...group, closed: kicked }),
    unshut: () => void telegram.chat(group),
    told: () => inChat(ada.id).map(textOf),
    async taps(label) {
      const last = inChat(ada.id).at(-1);
      const button = last && buttonsOf(last).find(({ text }) => text === label);
      if (last === undefined || button === undefined) throw new Error(`There is no ${label} to tap.`);
      telegram.taps(ada, last, label);
    },
    close: telegram.close,
  };
}
