import { createHash } from "node:crypto";
import * as z from "zod";
import type { Part } from "../platform/adapter.ts";
import { Place } from "../subscription/subscription.ts";

/** Tables of the ledger. Rows carry all that `history` tells. */
export const tables = { entries: "ledger", deliveries: "deliveries", payloads: "payloads" } as const;

/** Where a digest stands. After `sent`, `expired`, `dead`, `cancelled` and `skipped` nothing more happens by itself. */
export const entryStates = ["planned", "rendered", "sent", "held", "expired", "dead", "cancelled", "skipped"] as const;
export type EntryState = (typeof entryStates)[number];

/** Why something was skipped, expired, cancelled or given up; each has words in both languages. */
export const reasons = [
  "holiday",
  "missed",
  "missed-more",
  "superseded",
  "still-sending",
  "too-late",
  "too-late-in-part",
  "paused",
  "removed",
  "refused",
  "too-large",
  "gone",
  "not-permitted",
  "no-platform",
  "in-doubt",
  "record-lost",
] as const;
export type Reason = (typeof reasons)[number];

/** One due time of one subscription, and what became of it. */
export const Entry = z
  .object({
    subscription: z.string(),
    origin: z.enum(["schedule", "manual", "backfill"]),
    /** What the clock of the zone was to show. */
    wall: z.string(),
    zone: z.string(),
    dueAt: z.number(),
    plannedAt: z.number(),
    /** Later than this it is not sent. */
    freshUntil: z.number(),
    place: Place,
    /** Where that channel goes on; the names of its messages stay as they were planned. */
    movedTo: z.string().optional(),
    state: z.enum(entryStates),
    reason: z.enum(reasons).optional(),
    /** The platform's own word for it, or how many more were missed. */
    detail: z.string().optional(),
    /** Rests on a market calendar that does not reach this day. */
    unverified: z.literal(true).optional(),
    /** A person wants it although its time is over or its subscription stands still. */
    asked: z.literal(true).optional(),
    /** Says when it was due, because it comes later than that. */
    late: z.literal(true).optional(),
    /** Key of the frozen messages, and how many they are. */
    payload: z.string().optional(),
    parts: z.number().int().optional(),
    edition: z.string().optional(),
    /** When the first byte may have left. */
    startedAt: z.number().optional(),
    settledAt: z.number().optional(),
    /** When its owner was told of that, where it is not what was hoped for. */
    toldAt: z.number().optional(),
    /** Of the first message. */
    messageId: z.string().optional(),
    attempts: z.number().int().optional(),
  })
  .readonly();
export type Entry = z.infer<typeof Entry>;

export const verdicts = [
  "sent",
  "found",
  "confirmed",
  "wait",
  "unsent",
  "unknown",
  "absent",
  "revoked",
  "refused",
] as const;
export type Verdict = (typeof verdicts)[number];

/** One message to one destination. */
export const Delivery = z
  .object({
    entry: z.string(),
    /** From 1. */
    part: z.number().int(),
    of: z.number().int(),
    /**
     * `sending`: bytes may have left, no verdict yet · `retry-wait`: certainly unsent · `uncertain`: to be looked up ·
     * `held`: nobody can know; a person decides.
     */
    state: z.enum(["planned", "sending", "retry-wait", "uncertain", "sent", "held", "dead"]),
    attempt: z.number().int(),
    /** When the bytes of the oldest try that is still in doubt may have left. */
    doubtSince: z.number().optional(),
    /** How often it was looked for since and not found, and when last. */
    absent: z.object({ times: z.number().int(), at: z.number() }).readonly().optional(),
    /** A second copy went out, marked as one. */
    repeated: z.literal(true).optional(),
    /** The word ahead of that copy is there. */
    warned: z.literal(true).optional(),
    messageId: z.string().optional(),
    log: z
      .array(z.object({ at: z.number(), verdict: z.enum(verdicts), detail: z.string().optional() }).readonly())
      .readonly(),
  })
  .readonly();
export type Delivery = z.infer<typeof Delivery>;

/** The messages of one digest as they are sent, however often. */
export interface Payload {
  readonly parts: readonly Part[];
  readonly frozenAt: number;
  readonly edition?: string;
  /** What goes ahead of a copy that may be a second one. */
  readonly warning?: readonly Part[];
}

/** The name of one message: the same whenever and wherever it is made out. */
export function deliveryKey(entryKey: string, { place }: Pick<Entry, "place">, part: number, of: number): string {
  const { platform, account, channel, thread = "" } = place;
  return `${entryKey}|${platform}|${account}|${channel}|${thread}|${part}/${of}`;
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** What a platform keeps with a message to know it again: base 32 of the key's hash. */
export function markOf(key: string): string {
  let [text, bits, held] = ["", 0, 0];
  for (const byte of createHash("sha256").update(key).digest()) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return text + alphabet.charAt((held << (5 - bits)) & 31);
}
