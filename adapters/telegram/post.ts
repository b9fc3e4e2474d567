import type { InlineKeyboardButton } from "grammy/types";
import type { Part } from "../../src/platform/adapter.ts";
import { RateLimited } from "../../src/support/errors.ts";
import type { Place } from "./hear.ts";
import { limits } from "./limits.ts";
import { cannotBeEdited, isUnchanged, lacksRich, refusesForm } from "./verdicts.ts";
import type { Call, Method, Result } from "./wire.ts";

/** A message to be edited: in a chat, or sent by somebody through inline mode. */
export type Handle = { readonly chat_id: number; readonly message_id: number } | { readonly inline_message_id: string };

export interface Post {
  /** Sends one part; answers the id of its first message. */
  send(place: object, part: Part): Promise<number>;
  /** Sends an answer part by part, the first as a reply where something is replied to. */
  reply(place: Place, parts: readonly Part[], replyTo?: number): Promise<void>;
  /**
   * Puts an answer in the place of an old one and answers the parts that found no room there. Undefined: the old one
   * cannot be edited any more.
   */
  edit(handle: Handle, parts: readonly Part[]): Promise<readonly Part[] | undefined>;
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

export function createPost(call: Call, richFirst: RichFirst): Post {
  const sendAs = async (place: object, { method, payload }: Part): Promise<number> => {
    const sent = await call(method as Method, { ...place, ...(payload as object) });
    return (sent as { readonly message_id: number }).message_id;
  };
  const sendAll = async (place: object, [first, ...others]: readonly Part[]): Promise<number> => {
    const id = first === undefined ? 0 : await sendAs(place, first);
    for (const part of others) await sendAs(withoutReply(place), part);
    return id;
  };
  const send: Post["send"] = async (place, part) => {
    const { fallback } = part;
    if (fallback === undefined) return sendAs(place, part);
    return richFirst(
      () => sendAs(place, part),
      () => sendAll(place, fallback),
    );
  };
  const reply: Post["reply"] = async (place, parts, replyTo) => {
    for (const [index, part] of parts.entries())
      await send(index > 0 || replyTo === undefined ? place : { ...place, ...replying(replyTo) }, part);
  };
  const editAs = async (handle: Handle, { payload }: Part): Promise<void> => {
    await call("editMessageText", { ...handle, ...(payload as object) }).catch((error) => {
      if (!isUnchanged(error)) throw error;
    });
  };
  const edit: Post["edit"] = async (handle, [first, ...others]) => {
    if (first === undefined) return [];
    const [start = first, ...more] = first.fallback ?? [];
    try {
      const rest = await richFirst(
        () => editAs(handle, first).then(() => []),
        () => editAs(handle, start).then(() => more),
      );
      return [...rest, ...others];
    } catch (error) {
      if (cannotBeEdited(error)) return undefined;
      throw error;
    }
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
