import * as z from "zod";
import { languages } from "../i18n/locale.ts";
import type { Place } from "./destination.ts";

/** What a conversation or a person chose. */
export const Preferences = z.object({
  language: z.enum(languages).optional().catch(undefined),
  /** Who may change what concerns everybody here (default: admins). */
  manage: z.enum(["admins", "everyone"]).optional().catch(undefined),
  /** Symbols followed here, in the order they were added. */
  watchlist: z.array(z.string()).optional().catch(undefined),
  /** IANA name of the clock people here go by. */
  zone: z.string().optional().catch(undefined),
  /** Local times between which messages come without a sound, such as `22:00-07:00`. */
  quiet: z
    .string()
    .regex(/^\d\d:\d\d-\d\d:\d\d$/)
    .optional()
    .catch(undefined),
});
export type Preferences = z.infer<typeof Preferences>;

/** Where a command was given. In a conversation with nobody else, the conversation's choices are the person's own. */
export interface Conversation {
  readonly place: Place;
  /** Who asks: the platform's own id. */
  readonly person: string;
  /** The clock the asker goes by: what was chosen here, or else what the platform tells of the person. */
  readonly zone?: string;
  /** The platform's own id of this one command or tap. */
  readonly interaction?: string;
  readonly alone: boolean;
  /** What holds for everybody here. */
  readonly chosen: Preferences;
  /** Changes what holds here at this moment, and answers what holds from now on; resolves once it is kept. */
  choose(change: (now: Preferences) => Preferences): Promise<Preferences>;
  mayManage(): Promise<boolean>;
}
