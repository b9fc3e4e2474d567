import * as z from "zod";
import { languages } from "../i18n/locale.ts";
import { Schedule } from "../schedule/schedule.ts";

export const Place = z
  .object({
    platform: z.string().min(1),
    account: z.string(),
    channel: z.string(),
    thread: z.string().exactOptional(),
  })
  .readonly();

/** What happens to due times that passed while the program was down. */
export const missed = ["latest", "all", "none"] as const;
/** What happens when one is due while an earlier one of the same subscription is not out yet. */
export const overlaps = ["supersede", "queue", "skip-new"] as const;
/** What happens where nobody can know whether a message arrived: it waits for a person, or a second copy says it may be one. */
export const doubts = ["hold", "resend-marked"] as const;

/** Why a subscription stands still. */
export const whyPaused = ["asked", "archived", "deleted", "removed", "blocked", "not-permitted", "unreadable"] as const;

/** Who gets what, when: plain data. */
export const Subscription = z
  .object({
    version: z.literal(1),
    /** Short enough to be typed; the same in every list. */
    id: z.string().regex(/^[a-z2-9]{5}$/),
    place: Place,
    /** Words of the command whose answer is posted, such as `["digest", "weekly"]`. */
    what: z.array(z.string().min(1)).min(1).readonly(),
    schedule: Schedule,
    /** Language of the posts (default: what was chosen for the chat, or else what its people read). */
    language: z.enum(languages).optional(),
    missed: z.enum(missed).default("latest"),
    overlap: z.enum(overlaps).default("supersede"),
    doubt: z.enum(doubts).default("hold"),
    /** How late a post may be (default: a quarter of the shortest time between two). */
    windowMs: z.number().int().positive().optional(),
    /** The place is a conversation of its owner with the bot: what they chose for themselves holds there. */
    alone: z.literal(true).exactOptional(),
    /** The platform's id of whoever made it: told in private when something is wrong. */
    owner: z.string(),
    createdAt: z.number(),
    paused: z
      .object({ at: z.number(), why: z.enum(whyPaused) })
      .readonly()
      .optional(),
    /** Refusals for want of a right since the last post that went out. */
    refusals: z.object({ since: z.number(), count: z.number().int() }).readonly().optional(),
  })
  .readonly();
export type Subscription = z.infer<typeof Subscription>;

/** What a person decides about a subscription. */
export type Draft = Pick<Subscription, "place" | "what" | "schedule" | "owner"> &
  Partial<Pick<Subscription, "alone" | "language" | "missed" | "overlap" | "doubt" | "windowMs">>;
