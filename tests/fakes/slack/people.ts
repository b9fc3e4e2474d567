import { randomUUID } from "node:crypto";
import { bot } from "./api.ts";
import type { Message } from "./rules.ts";
import type { Envelope } from "./socket.ts";
import type { Posted } from "./workspace.ts";

/** What people do, as Slack tells the app of it. `openReply` makes the address an answer may be sent to. */
export function createPeople(openReply: (channel: string, user: string, source?: string) => string) {
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
          trigger_id: randomUUID(),
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
          trigger_id: randomUUID(),
          actions: [
            { type: found.type, action_id: found.action, block_id: found.block, ...found.chosen, action_ts: "1.1" },
          ],
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
