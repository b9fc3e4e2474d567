import type { Names } from "./instrument.ts";
import type { Snapshot } from "./snapshot.ts";

/** An instrument a person may mean. */
export interface Found {
  readonly symbol: string;
  readonly names: Names;
}

/** Instruments by what people type: code, English name, Chinese name, or its sound in Latin letters. */
export interface Lookup {
  /** Those that may be meant, the likeliest first. */
  near(typed: string, most: number): readonly Found[];
  /** The one a word names beyond doubt: by its code with or without the market, or by its whole name. */
  exactly(word: string): Found | undefined;
}

/** How a Chinese name sounds: its syllables in Latin letters, without tones. */
export type Syllables = (name: string) => readonly string[];

/** Every instrument a market holds, the larger ones first. */
export function instrumentsOf(snapshot: Snapshot): readonly Found[] {
  const quotes = [
    ...snapshot.universes.flatMap((universe) => universe.quotes),
    ...snapshot.quotes,
    ...snapshot.indices,
  ];
  return quotes
    .toSorted((a, b) => (b.marketCap?.number ?? 0) - (a.marketCap?.number ?? 0))
    .map(({ instrument: { symbol, names } }) => ({ symbol, names }));
}

interface Entry extends Found {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  readonly initials: string;
  readonly sound: string;
}

/** What one types as it would be written in the names, such as traditional characters as simplified ones. */
export type Fold = (typed: string) => string;

/** An index over instruments, larger ones first, so that of two equal hits the better known comes first. */
export function createLookup(
  instruments: Iterable<Found>,
  syllables: Syllables,
  fold: Fold = (typed) => typed,
): Lookup {
  const entries = new Map<string, Entry>();
  for (const { symbol, names } of instruments) {
    if (entries.has(symbol)) continue;
    const sounds = names.zh === "" ? [] : syllables(names.zh);
    entries.set(symbol, {
      symbol,
      names,
      code: symbol.toLowerCase(),
      en: plain(names.en),
      zh: plain(names.zh),
      initials: plain(sounds.map((sound) => sound.slice(0, 1)).join("")),
      sound: plain(sounds.join("")),
    });
  }
  const all = [...entries.values()];
  const near: Lookup["near"] = (typed, most) => {
    const wanted = plain(fold(typed));
    if (wanted === "") return all.slice(0, most).map(foundOf);
    const code = codeIn(typed);
    return all
      .map((entry, place) => ({ entry, place, rank: rankOf(entry, wanted, code) }))
      .filter(({ rank }) => rank < nowhere)
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, most)
      .map(({ entry }) => foundOf(entry));
  };
  return {
    near,
    exactly(word) {
      const [wanted, code] = [plain(fold(word)), codeIn(word)];
      if (wanted === "") return undefined;
      const hits = near(word, 20);
      const named = hits.find(
        ({ symbol, names }) =>
          symbol.toLowerCase() === code || plain(names.en) === wanted || plain(names.zh) === wanted,
      );
      if (named !== undefined) return named;
      const coded = hits.filter(({ symbol }) => bareCode(symbol.toLowerCase()) === code);
      return coded.length === 1 ? coded[0] : undefined;
    },
  };
}

function foundOf({ symbol, names }: Entry): Found {
  return { symbol, names };
}

function codeIn(typed: string): string {
  return typed.normalize("NFKC").trim().toLowerCase();
}

const nowhere = 9;

/** The lower, the likelier; `nowhere` when nothing in it was meant. */
function rankOf(entry: Entry, wanted: string, code: string): number {
  if (entry.code === code || bareCode(entry.code) === code) return 0;
  if (entry.en === wanted || entry.zh === wanted) return 1;
  if (entry.initials === wanted) return 2;
  if (entry.code.startsWith(code)) return 3;
  if (entry.en.startsWith(wanted) || entry.zh.startsWith(wanted)) return 4;
  if (entry.initials.startsWith(wanted) || entry.sound.startsWith(wanted)) return 5;
  if (wanted.length > 1 && (` ${entry.en}`.includes(` ${wanted}`) || entry.zh.includes(wanted))) return 6;
  if (wanted.length > 2 && entry.en.includes(wanted)) return 7;
  return nowhere;
}

/** The code without its market: `nvda` of `nvda.o`, `700` of `0700.hk`. */
function bareCode(code: string): string {
  const bare = code.replace(/\.[a-z]+$/, "");
  return /^0+\d+$/.test(bare) ? bare.replace(/^0+/, "") : bare;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[\s.,'’&()（）·-]+/g, " ")
    .trim();
}
