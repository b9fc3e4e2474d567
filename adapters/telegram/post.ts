import type { Chat, InlineKeyboardButton, Message } from "grammy/types";
import type { Part } from "../../src/platform/adapter.ts";
import { RateLimited } from "../../src/support/errors.ts";
import type { Place } from "./hear.ts";
import { limits } from "./limits.ts";
import { cannotBeEdited, isUnchanged, lacksRich, namelessMessage, refusesForm, sentInPart } from "./verdicts.ts";
import type { Call, Method, Result } from "./wire.ts";

/** A message to be edited: in a chat, or sent by somebody through inline mode. */
export type Handle = { readonly chat_id: number; readonly message_id: number } | { readonly inline_message_id: string };

export interface Post {
  /** Sends one part; answers the ids of its messages. */
  send(place: object, part: Part): Promise<number[]>;
  /** Sends an answer part by part, the first as a reply where something is replied to; answers the ids of all messages. */
  reply(place: Place, parts: readonly Part[], replyTo?: number): Promise<number[]>;
  /**
   * Puts an answer in the place of an old one, message by message; old messages left over go. Answers how many were changed and
   * the parts that found no room: all of them where the old ones cannot be edited any more.
   */
  edit(handles: readonly Handle[], parts: readonly Part[]): Promise<Edited>;
}

export interface Edited {
  readonly changed: number;
  readonly left: readonly Part[];
}

/** Tries rich content first, and what stands for it where the server refuses that. */
export type RichFirst = <T>(rich: () => Promise<T>, ordinary: () => Promise<T>) => Promise<T>;

/** Whether a server knows rich messages at all is found out once. */
export function createRichFirst(): RichFirst {
  let rich = true;
  return async (first, second) => {
    if (!rich) return second();
    try {
      return await first();
    } catch (error) {
      if (!refusesForm(error)) throw error;
      if (lacksRich(error)) rich = false;
      return second();
    }
  };
}

export interface PostOptions {
  readonly call: Call;
  readonly richFirst: RichFirst;
  /** Told the chat of every message that was sent. */
  readonly seen?: (chat: Chat) => void;
  /** Calls with which a message that goes on after another is sent (default: `call`). */
  readonly further?: Call;
}

export function createPost({ call, richFirst, seen = () => undefined, further = call }: PostOptions): Post {
  const sendAs = async (send: Call, place: object, { method, payload }: Part): Promise<number> => {
    const message = (await send(method as Method, { ...place, ...(payload as object) })) as Partial<Message> | null;
    if (typeof message?.message_id !== "number") throw namelessMessage(method);
    if (message.chat !== undefined) seen(message.chat);
    return message.message_id;
  };
  /** In order. A failure after the first one is no refusal any more: some of it stands there. */
  const sendAll = async (place: object, [first, ...others]: readonly Part[]): Promise<number[]> => {
    const ids = first === undefined ? [] : [await sendAs(call, place, first)];
    for (const part of others)
      ids.push(
        await sendAs(further, withoutReply(place), part).catch((error) => {
          throw sentInPart(error, ids.length, others.length + 1);
        }),
      );
    return ids;
  };
  const send: Post["send"] = async (place, part) => {
    const { fallback } = part;
    if (fallback === undefined) return sendAll(place, [part]);
    return richFirst(
      () => sendAll(place, [part]),
      () => sendAll(place, fallback),
    );
  };
  const reply: Post["reply"] = async (place, parts, replyTo) => {
    const ids: number[] = [];
    for (const part of parts)
      ids.push(
        ...(await send(ids.length > 0 || replyTo === undefined ? place : { ...place, ...replying(replyTo) }, part)),
      );
    return ids;
  };
  const editAs = async (handle: Handle, { payload }: Part): Promise<void> => {
    await call("editMessageText", { ...handle, ...(payload as object) }).catch((error) => {
      if (!isUnchanged(error)) throw error;
    });
  };
  /** Answers what found no room in this message. */
  const editOne = async (handle: Handle, part: Part): Promise<readonly Part[]> => {
    const [start = part, ...more] = part.fallback ?? [];
    return richFirst(
      () => editAs(handle, part).then(() => []),
      () => editAs(handle, start).then(() => more),
    );
  };
  const edit: Post["edit"] = async (handles, parts) => {
    let left = [...parts];
    let changed = 0;
    for (const handle of handles) {
      const [part, ...others] = left;
      if (part === undefined) {
        // A message too old to be deleted stays; that harms nobody.
        await call("deleteMessage", handle).catch(() => undefined);
        continue;
      }
      try {
        left = [...(await editOne(handle, part)), ...others];
        changed++;
      } catch (error) {
        if (!cannotBeEdited(error)) throw error;
        break;
      }
    }
    return { changed, left };
  };
  return { send, reply, edit };
}

/** A person waits: one pause as long as Telegram asks for is better than no answer. */
const longestPauseMs = 60_000;

/** Calls that wait once where Telegram asks for a pause; for answers, which nobody else would try again. */
export function patient(call: Call, pause: (ms: number) => Promise<void>): Call {
  return async <M extends Method>(method: M, payload: object, signal?: AbortSignal): Promise<Result<M>> => {
    try {
      return await call(method, payload, signal);
    } catch (error) {
      if (!(error instanceof RateLimited) || error.retryAfterMs > longestPauseMs) throw error;
      await pause(error.retryAfterMs);
      return call(method, payload, signal);
    }
  };
}

/** Calls at the pace of one chat, each after a pause. */
export function paced(call: Call, pauseMs: number, pause: (ms: number) => Promise<void>): Call {
  return async <M extends Method>(method: M, payload: object, signal?: AbortSignal): Promise<Result<M>> => {
    await pause(pauseMs);
    return call(method, payload, signal);
  };
}

/** A message that is gone meanwhile must not keep its answer back. */
function replying(message_id: number) {
  return { reply_parameters: { message_id, allow_sending_without_reply: true } };
}

function withoutReply(place: object): object {
  const { reply_parameters: _, ...rest } = place as { readonly reply_parameters?: unknown };
  return rest;
}

/** Parts with one more row of buttons under the last message, in either form. */
export function withRow(parts: readonly Part[], row: readonly InlineKeyboardButton[]): Part[] {
  return parts.map((part, index) => (index < parts.length - 1 ? part : rowUnder(part, row)));
}

function rowUnder(part: Part, row: readonly InlineKeyboardButton[]): Part {
  const { reply_markup, ...payload } = part.payload as { readonly reply_markup?: { inline_keyboard: object[][] } };
  const rows = [...(reply_markup?.inline_keyboard ?? []), [...row]];
  if (rows.flat().length > limits.keyboard.buttons) return part;
  return {
    ...part,
    payload: { ...payload, reply_markup: { inline_keyboard: rows } },
    ...(part.fallback === undefined ? {} : { fallback: withRow(part.fallback, row) }),
  };
}
