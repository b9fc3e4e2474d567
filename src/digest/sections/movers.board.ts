import type { Names } from "../../market/instrument.ts";
import type { PublishedList, Quote, Span, Universe } from "../../market/quote.ts";
import { universeNames } from "../../market/reference.ts";
import { type Exclusion, exclusion, openScreen, screens } from "../../market/screen.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { marketOf } from "../../market/symbol.ts";
import { own as ownProperty } from "../../support/own.ts";
import { chosenQuotes } from "../chosen.ts";
import { spanWithReadings, standIns } from "../say.ts";
import type { SectionContext } from "../section.ts";

/** A universe ready to be ranked, with the lists somebody published about it. */
export interface Board {
  readonly id: string;
  readonly names: Names;
  /** Members of the universe itself: breadth and every claim about "only" or "all" speak of these. */
  readonly quotes: readonly Quote[];
  /** Names that only a published list has: it was drawn from a wider set. They stand in top lists and nowhere else. */
  readonly extra: readonly Quote[];
  readonly curated: boolean;
  /** Members were chosen for their moves: their number, and "only" and "all", would be claims about the choice. */
  readonly chosenByMove: boolean;
  readonly published: readonly PublishedList[];
  /** Places in a top list where the reader asked for none. */
  readonly size: number;
  readonly source: string;
  /** Why a quote may not stand in a top list. */
  readonly refuse: (quote: Quote) => Exclusion | undefined;
}

const usualSize = 5;

/** The universes asked for, or the themes of the snapshot; without themes, every universe there is. */
export function boardsOf(snapshot: Snapshot, context: SectionContext): Board[] {
  const asked = context.options.universes;
  const themes = snapshot.themes.filter((theme) => snapshot.universes.some((universe) => universe.id === theme));
  const curated = snapshot.universes.filter((universe) => universe.curated).map((universe) => universe.id);
  const lists = snapshot.published.map((list) => list.universe);
  const usual = [...new Set([...(themes.length > 0 ? themes : curated), ...lists])];
  const wide = (context.options.wide ?? []).filter((id) => snapshot.universes.some((universe) => universe.id === id));
  const all =
    usual.length + wide.length > 0 ? [...new Set([...usual, ...wide])] : snapshot.universes.map((one) => one.id);
  const boards = (asked ?? all).flatMap((id) => boardOf(id, snapshot, context) ?? []);
  if (asked !== undefined || context.options.wide === undefined) return boards;
  // Of lists added for width, those without a reading over the span are not worth a line each.
  const read = boards.filter((board) => hasReadings(board, context.span));
  return read.length > 0 ? read : boards;
}

function hasReadings({ quotes, extra }: Board, span: Span): boolean {
  return [quotes, extra].some((some) => spanWithReadings(some, span, standIns[span]) !== undefined);
}

function boardOf(id: string, snapshot: Snapshot, context: SectionContext): Board | undefined {
  const own = id === "watchlist" ? context.options.symbols : undefined;
  const found = own === undefined ? membersOf(id, snapshot) : chosenMembers(snapshot, own);
  // A list of the week says nothing about the month.
  const published = snapshot.published.filter((list) => list.universe === id && list.span === context.span);
  if (found.quotes.length === 0 && published.length === 0) return undefined;
  const screen =
    found.curated || context.options.unscreened === true
      ? undefined
      : found.screened === true
        ? openScreen
        : (ownProperty(screens, id) ?? openScreen);
  return {
    id,
    names:
      found.screened === true && found.names !== undefined
        ? found.names
        : universeNames(context.reference, own === undefined ? id : "own"),
    quotes: found.quotes,
    extra: onlyPublished(published, found.quotes),
    curated: found.curated,
    chosenByMove: found.screened === true,
    published,
    size: Math.max(usualSize, ...published.map((list) => list.size)),
    source: found.source,
    refuse: screen === undefined ? () => undefined : (quote) => exclusion(quote, screen),
  };
}

type Members = Pick<Universe, "quotes" | "curated" | "source" | "screened"> & { readonly names?: Names };

/** The names somebody follows, as a list to rank. */
function chosenMembers(snapshot: Snapshot, symbols: readonly string[]): Members {
  return { quotes: chosenQuotes(snapshot, symbols).quotes, curated: true, source: "" };
}

/** A universe by name; a market nobody listed as such is put together from the lists that hold its names. */
function membersOf(id: string, snapshot: Snapshot): Members {
  const exact = snapshot.universes.find((universe) => universe.id === id);
  if (exact !== undefined) return exact;
  const lists = snapshot.universes.filter((universe) => universe.curated);
  const wanted = id === "watchlist" ? () => true : (quote: Quote) => marketOf(quote.instrument.symbol) === id;
  const bySymbol = new Map<string, Quote>();
  for (const universe of lists) {
    for (const quote of universe.quotes)
      if (wanted(quote) && !bySymbol.has(quote.instrument.symbol)) bySymbol.set(quote.instrument.symbol, quote);
  }
  return {
    quotes: [...bySymbol.values()],
    curated: true,
    source: lists[0]?.source ?? "",
  };
}

/** Names a publisher ranked that are not in the universe's table: its list was drawn from a wider set. */
function onlyPublished(lists: readonly PublishedList[], own: readonly Quote[]): Quote[] {
  if (lists.length === 0) return [];
  const known = new Set(own.map((quote) => quote.instrument.symbol));
  return lists.flatMap((list) =>
    list.members.flatMap(({ instrument, change, close, relative }) => {
      if (change === undefined || known.has(instrument.symbol)) return [];
      known.add(instrument.symbol);
      return [
        {
          instrument,
          changes: { [list.span]: change },
          ...(close === undefined ? {} : { level: close }),
          ...(relative === undefined ? {} : { relative }),
        },
      ];
    }),
  );
}
