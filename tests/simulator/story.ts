import type { Place } from "../../src/platform/destination.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Ruled } from "./rules.ts";

/** What a person wants of a subscription. */
export interface Wish {
  readonly ruled: Ruled;
  readonly what: readonly string[];
  readonly missed: Subscription["missed"];
  readonly overlap: Subscription["overlap"];
  readonly doubt: Subscription["doubt"];
}

/** How a subscription stands from one command to the next. */
export interface Version {
  readonly wish: Wish;
  readonly active: boolean;
  /** What was due by then, on the machine's clock, is not wanted. */
  readonly after: number;
  /** When it was asked for, and when it was certainly so. */
  readonly askedAt: number;
  sureAt: number;
}

/** A subscription as the people who made it know it. */
export interface Followed {
  readonly place: Place;
  /** Where the chat went on. */
  readonly channels: string[];
  id?: string;
  readonly versions: Version[];
  /** Asked for, and never answered. */
  readonly pending: Version[];
  removed?: { readonly askedAt: number; sureAt: number };
}

/** A digest somebody asked for. */
export interface Asked {
  readonly key: string;
  readonly by: Followed;
  readonly origin: "manual" | "backfill";
  readonly dueAt: number | undefined;
  readonly askedAt: number;
  /** Answered with yes. */
  sure: boolean;
}

/** Somebody sent a digest again, or said that it had arrived. */
export interface Redone {
  readonly key: string;
  readonly is: "resent" | "confirmed";
  readonly askedAt: number;
}

export interface Story {
  readonly followed: Followed[];
  readonly asked: Asked[];
  readonly redone: Redone[];
}
