import { createHash } from "node:crypto";
import * as z from "zod";

/** What of Slack's payloads is read here; everything else in them is left alone. */

const Id = z.string().min(1);

/** Both are made anew for every command and tap, and stay the same when it is delivered again; the address is a secret. */
function idOf(trigger: string | undefined, responseUrl: string): string {
  return trigger ?? createHash("sha256").update(responseUrl).digest("base64url").slice(0, 22);
}

export const Command = z
  .object({
    command: z.string(),
    text: z.string().default(""),
    response_url: z.string(),
    trigger_id: z.string().optional(),
    user_id: Id,
    channel_id: Id,
  })
  .transform((raw) => ({
    name: raw.command,
    text: raw.text,
    responseUrl: raw.response_url,
    id: idOf(raw.trigger_id, raw.response_url),
    trigger: raw.trigger_id,
    user: raw.user_id,
    channel: raw.channel_id,
  }));
export type Command = z.infer<typeof Command>;

/** A tap on a button or a choice in a menu. */
export const Tap = z
  .object({
    response_url: z.string(),
    trigger_id: z.string().optional(),
    user: z.object({ id: Id }),
    channel: z.object({ id: Id }).optional(),
    container: z
      .object({
        message_ts: z.string().default(""),
        channel_id: z.string().default(""),
        is_ephemeral: z.boolean().default(false),
        thread_ts: z.string().optional(),
      })
      .prefault({}),
    actions: z.tuple(
      [
        z.object({
          action_id: z.string(),
          block_id: z.string().default(""),
          value: z.string().optional(),
          selected_option: z.object({ value: z.string() }).nullish(),
        }),
      ],
      z.unknown(),
    ),
  })
  .transform(({ actions: [action], container, ...raw }) => ({
    responseUrl: raw.response_url,
    id: idOf(raw.trigger_id, raw.response_url),
    trigger: raw.trigger_id,
    user: raw.user.id,
    channel: raw.channel?.id ?? container.channel_id,
    message: container.message_ts,
    thread: container.thread_ts,
    ephemeral: container.is_ephemeral,
    action: action.action_id,
    block: action.block_id,
    value: action.selected_option?.value ?? action.value ?? "",
  }));
export type Tap = z.infer<typeof Tap>;

/** A message to the bot from a person: a mention, or anything said in a direct message. */
export const Said = z
  .object({
    user: Id,
    text: z.string(),
    channel: Id,
    ts: z.string(),
    thread_ts: z.string().optional(),
    bot_id: z.undefined().optional(),
    subtype: z.undefined().optional(),
  })
  .transform((raw) => ({ user: raw.user, text: raw.text, channel: raw.channel, at: raw.ts, thread: raw.thread_ts }));
export type Said = z.infer<typeof Said>;

/** A form somebody filled in. */
export const Submission = z
  .object({
    user: z.object({ id: Id }),
    view: z.object({
      id: Id,
      hash: z.string().default(""),
      private_metadata: z.string().default(""),
      blocks: z.array(z.object({ type: z.string(), block_id: z.string().default("") })).default([]),
      state: z
        .object({
          values: z.record(
            z.string(),
            z.record(
              z.string(),
              z.object({
                value: z.string().nullish(),
                selected_option: z.object({ value: z.string() }).nullish(),
              }),
            ),
          ),
        })
        .prefault({ values: {} }),
    }),
  })
  .transform(({ user, view }) => ({
    user: user.id,
    view: view.id,
    // A view that was put in place of another keeps its id, and has a new hash.
    id: `${view.id} ${view.hash}`,
    metadata: view.private_metadata,
    /** In the order they are asked; empty ones as well. */
    answers: view.blocks
      .filter(({ type }) => type === "input")
      .map(({ block_id: name }) => ({ name, value: answerIn(view.state.values[name]) })),
  }));
export type Submission = z.infer<typeof Submission>;

interface Input {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
}

function answerIn(inputs: Readonly<Record<string, Input>> = {}): string {
  const [input] = Object.values(inputs);
  return (input?.selected_option?.value ?? input?.value ?? "").trim();
}

/** Something that became of a place, with Slack's own id of the event. */
export const Happened = z
  .object({ event_id: Id, event: z.looseObject({ type: z.string() }) })
  .transform(({ event_id: id, event }) => ({ id, event }));
export type Happened = z.infer<typeof Happened>;
