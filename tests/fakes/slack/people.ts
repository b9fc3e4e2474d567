import { randomUUID } from "node:crypto";
import { bot } from "./api.ts";
import type { Message } from "./rules.ts";
import type { Envelope } from "./socket.ts";
import { inputsOf, type View } from "./views.ts";
import type { Posted } from "./workspace.ts";

export interface Openings {
  /** Makes the address an answer may be sent to. */
  reply(channel: string, user: string, source?: string): string;
  /** Makes the id a form may be opened with. */
  trigger(): string;
}

/** What people do, as Slack tells the app of it. */
export function createPeople({ reply: openReply, trigger }: Openings) {
  let said = 0;
  return {
    /** What somebody types after the slash. */
    command(text: string, { channel = "C0DESK", user = "U0ADA" } = {}): Envelope {
      const [command = "", ...words] = text.split(" ");
      return {
        type: "slash_commands",
        payload: {
          command,
          text: words.join(" "),
          response_url: openReply(channel, user),
          trigger_id: trigger(),
          user_id: user,
          user_name: user,
          team_id: bot.team_id,
          team_domain: "acme",
          channel_id: channel,
          channel_name: "desk",
          api_app_id: "A0APP",
        },
      };
    },
    /** A tap on something in a message that was posted. */
    tap(on: Posted, { user = "U0ADA", value, action }: { user?: string; value: string; action?: string }): Envelope {
      const found = controlsOf(on.message).find(
        (one) => one.value === value && (action === undefined || one.action === action),
      );
      if (found === undefined) throw new Error(`Nothing to tap says ${value}.`);
      const ephemeral = on.onlyFor !== undefined;
      return {
        type: "interactive",
        payload: {
          type: "block_actions",
          user: { id: user, team_id: bot.team_id },
          team: { id: bot.team_id },
          channel: { id: on.channel },
          container: {
            type: "message",
            message_ts: on.ts,
            channel_id: on.channel,
            is_ephemeral: ephemeral,
            thread_ts: on.thread,
          },
          response_url: openReply(on.channel, user, on.ts),
          trigger_id: trigger(),
          actions: [
            { type: found.type, action_id: found.action, block_id: found.block, ...found.chosen, action_ts: "1.1" },
          ],
        },
      };
    },
    /** A form filled in and sent: what is not given keeps what it held at first. */
    fillIn(on: View, values: Readonly<Record<string, string>> = {}, { user = "U0ADA" } = {}): Envelope {
      const answers = inputsOf(on.view).map((input) => [input["block_id"], answerTo(input, values)]);
      return {
        type: "interactive",
        payload: {
          type: "view_submission",
          team: { id: bot.team_id },
          user: { id: user, team_id: bot.team_id },
          api_app_id: "A0APP",
          trigger_id: trigger(),
          view: { ...on.view, id: on.id, hash: on.hash, state: { values: Object.fromEntries(answers) } },
          response_urls: [],
        },
      };
    },
    /** Something that became of a channel or of the app. */
    event(type: string, fields: Readonly<Record<string, unknown>> = {}): Envelope {
      return {
        type: "events_api",
        payload: {
          type: "event_callback",
          event_id: `Ev${randomUUID()}`,
          team_id: bot.team_id,
          api_app_id: "A0APP",
          event: { type, ...fields, event_ts: "1722000000.000100" },
        },
      };
    },
    /** A message with the bot's name in it, or in a direct message with the bot. */
    saying(
      text: string,
      { channel = "C0DESK", user = "U0ADA", thread }: { channel?: string; user?: string; thread?: string } = {},
    ): Envelope {
      const direct = channel.startsWith("D");
      const event = {
        type: direct ? "message" : "app_mention",
        ...(direct ? { channel_type: "im" } : {}),
        user,
        text,
        channel,
        ts: `1722000000.${String(++said).padStart(6, "0")}`,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
      return {
        type: "events_api",
        payload: { type: "event_callback", event_id: randomUUID(), team_id: bot.team_id, api_app_id: "A0APP", event },
      };
    },
  };
}

/** The state of one question, as Slack sends it. */
function answerTo(input: Readonly<Record<string, unknown>>, values: Readonly<Record<string, string>>): object {
  const element = input["element"] as Readonly<Record<string, unknown>>;
  const [type, action] = [String(element["type"]), String(element["action_id"])];
  const given = values[String(input["block_id"])];
  if (type === "plain_text_input") {
    const value = given ?? element["initial_value"] ?? null;
    if (value === null && input["optional"] !== true)
      throw new Error(`${String(input["block_id"])} has to be filled in.`);
    return { [action]: { type, value } };
  }
  const options = element["options"] as readonly { readonly value: string }[];
  const chosen = given === undefined ? element["initial_option"] : options.find(({ value }) => value === given);
  if (given !== undefined && chosen === undefined) throw new Error(`${given} cannot be chosen.`);
  return { [action]: { type, selected_option: chosen ?? null } };
}

/** Something in a message that can be tapped. */
export interface Control {
  readonly type: string;
  readonly action: string;
  readonly block: string;
  readonly value: string;
  /** What a tap on it sends. */
  readonly chosen: object;
}

/** Buttons and menu entries of a message. */
export function controlsOf({ blocks }: Message): Control[] {
  const all = (blocks ?? []) as readonly {
    type: string;
    block_id?: string;
    elements?: readonly Record<string, unknown>[];
  }[];
  return all
    .filter(({ type }) => type === "actions")
    .flatMap(({ block_id: block = "b1", elements = [] }) => elements.flatMap((element) => controlsIn(element, block)));
}

function controlsIn(element: Readonly<Record<string, unknown>>, block: string): Control[] {
  const named = { type: String(element["type"]), action: String(element["action_id"]), block };
  const groups = element["option_groups"] as readonly { options: readonly { value: string }[] }[] | undefined;
  if (groups === undefined) return [{ ...named, value: String(element["value"]), chosen: { value: element["value"] } }];
  return groups.flatMap(({ options }) =>
    options.map((option) => ({ ...named, value: option.value, chosen: { selected_option: option } })),
  );
}
