import type { Node } from "../document/node.ts";
import type { Catalog } from "../i18n/catalog.ts";
import type { Value } from "../i18n/value.ts";
import type { Span } from "../market/quote.ts";
import type { Reference } from "../market/reference.ts";
import type { Dataset, Snapshot, Window } from "../market/snapshot.ts";
import type { Breathe } from "../support/breather.ts";
import type { Statement } from "./statement.ts";

/** What the reader asked of a section; each section uses what concerns it. */
export interface SectionOptions {
  /** Names in a top list (default 5). */
  readonly top?: number;
  /** Universes to rank (default: the themes of the snapshot). */
  readonly universes?: readonly string[];
  /** Wide markets to rank as well, where the snapshot has them. */
  readonly wide?: readonly string[];
  readonly direction?: "gainers" | "losers";
  /** Symbols somebody chose; they stand in place of the watch lists of the market. */
  readonly symbols?: readonly string[];
  /** Include what the default screens leave out. */
  readonly unscreened?: boolean;
  /** Assets whose fund flows are wanted (default: all that have any). */
  readonly assets?: readonly string[];
  /** The last so many sessions instead of the window. */
  readonly lastDays?: number;
  /** First and last day of upcoming events (default: two weeks after the window for earnings). */
  readonly from?: string;
  readonly to?: string;
  /** Days relative to the market's last one. */
  readonly when?: "today" | "tomorrow" | "week" | "next";
  /** Market of upcoming reports, or `watchlist` for names on a list. */
  readonly market?: string;
}

export interface SectionContext {
  readonly window: Window;
  /** The span the digest is about; a section falls back to another when this one has no reading. */
  readonly span: Span;
  readonly reference: Reference;
  readonly options: SectionOptions;
  readonly breathe: Breathe;
}

export interface Built {
  readonly statements: readonly Statement[];
  readonly nodes: readonly Node[];
}

/** Nothing to show, with the reason a reader gets. */
export interface Absent {
  readonly absent: Value;
}

/**
 * One block of a digest. `build` is pure: the same snapshot and context give the same statements and nodes. It is
 * async only so that a very large universe can let the event loop breathe.
 */
export interface Section {
  readonly name: string;
  readonly needs: readonly Dataset[];
  /** Wide universes and single instruments it speaks of; lists somebody chose come without asking. */
  instruments?(
    options: SectionOptions,
    reference: Reference,
  ): { readonly universes?: readonly string[]; readonly symbols?: readonly string[] };
  build(snapshot: Snapshot, context: SectionContext): Promise<Built | Absent> | Built | Absent;
  /** Texts of the section; ids start with its name. `<name>.title` is required. */
  readonly messages: Catalog;
}
