import type { Chat, Update, UserFromGetMe } from "grammy/types";
import type { Desk } from "../../src/platform/desk.ts";
import { createOnce } from "../../src/support/once.ts";
import { type Heard, hear } from "./hear.ts";
import { createInline } from "./inline.ts";
import { createLanes } from "./lanes.ts";
import type { Names } from "./places.ts";
import type { Post, RichFirst } from "./post.ts";
import { createRights, type Rights } from "./rights.ts";
import { createSiblings, type Siblings } from "./siblings.ts";
import { createTalk } from "./talk.ts";
import { createTaps } from "./taps.ts";
import { createWhereabouts, type Moves } from "./whereabouts.ts";
import type { Call } from "./wire.ts";

/** What has to be remembered while a lost connection is made again. */
export interface Memory {
  readonly rights: Rights;
  readonly siblings: Siblings;
  readonly moves: Moves;
  /** True the first time an update comes in. */
  readonly firstUpdate: (id: number) => boolean;
  readonly firstTap: (key: string) => boolean;
}

/** Telegram brings an update again for a day at most. */
const redeliveryMs = 24 * 60 * 60_000;
/** Two taps within this time are one. */
const doubleTapMs = 1000;

export function createMemory(call: Call, now: () => number): Memory {
  const once = createOnce(now);
  return {
    rights: createRights(call, now),
    siblings: createSiblings(),
    moves: new Map(),
    firstUpdate: (id) => once(`update ${id}`, redeliveryMs),
    firstTap: (key) => once(`tap ${key}`, doubleTapMs),
  };
}

export interface UpdatesOptions extends Memory {
  readonly call: Call;
  readonly post: Post;
  readonly richFirst: RichFirst;
  readonly names: Names;
  readonly desk: Desk;
  readonly me: UserFromGetMe;
  readonly now: () => number;
}

export interface Updates {
  /** Begins to handle an update and returns at once. Never throws: one bad update must not stop the others. */
  take(update: Update): void;
  /** Resolves when everything taken is done. */
  settled(): Promise<void>;
}

export function takeUpdates(options: UpdatesOptions): Updates {
  const { desk, me, names, firstUpdate } = options;
  const failed = (error: unknown) => desk.failed("handling an update", error);
  const lanes = createLanes(failed);
  const talk = createTalk(options);
  const tap = createTaps(options);
  const inline = createInline(options);
  const whereabouts = createWhereabouts(options);

  const handle = (heard: Heard): void => {
    switch (heard.kind) {
      case "command":
        void lanes.add(`chat ${heard.command.place.chat_id}`, () => talk(heard.command));
        return;
      case "tap": {
        const { id, message, inline_message_id } = heard.query;
        const shown = `message ${inline_message_id ?? `${message?.chat.id} ${message?.message_id}`}`;
        void lanes.add(`tap ${id}`, () => tap(heard.query, (task) => lanes.add(shown, task)));
        return;
      }
      case "inline":
        void lanes.add(`inline ${heard.query.id}`, () => inline(heard.query));
        return;
      case "moved": {
        const { from, to } = heard;
        const carried = lanes.add(`chat ${from}`, () => whereabouts.moved(from, to));
        // Whoever writes in the new chat finds it as the old one was left.
        void lanes.add(`chat ${to}`, () => carried);
        return;
      }
      case "left":
      case "back": {
        const { kind, chat } = heard;
        void lanes.add(`chat ${chat.id}`, () => whereabouts[kind](chat));
        return;
      }
      case "nothing":
        return;
    }
  };

  return {
    take(update) {
      try {
        if (!firstUpdate(update.update_id)) return;
        const chat = chatOf(update);
        if (chat !== undefined) names.learn(chat);
        handle(hear(update, me, desk.commands));
      } catch (error) {
        failed(error);
      }
    },
    settled: lanes.settled,
  };
}

function chatOf({ message, channel_post, callback_query, my_chat_member }: Update): Chat | undefined {
  return (message ?? channel_post ?? callback_query?.message ?? my_chat_member)?.chat;
}
