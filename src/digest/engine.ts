import { createHash } from "node:crypto";
import { gap } from "../document/build.ts";
import { message, type Value } from "../i18n/value.ts";
import { spanOfWindow } from "../market/changes.ts";
import type { Span } from "../market/quote.ts";
import type { Reference } from "../market/reference.ts";
import type { Dataset, Instruments, Snapshot, Window } from "../market/snapshot.ts";
import { createBreather } from "../support/breather.ts";
import type { DigestSpec } from "./digests.ts";
import { type Edition, type EditionSection, footOf, headOf } from "./edition.ts";
import type { Section, SectionContext, SectionOptions } from "./section.ts";
import { factKey } from "./statement.ts";

/** Brings a snapshot with the datasets asked for. The engine knows no provider. */
export type Gather = (needs: ReadonlySet<Dataset>, wanted: Wanted) => Promise<Snapshot>;

/** The days a reader named, or the newest stretch of a length. */
export interface Wanted {
  readonly window?: Window | undefined;
  readonly span?: "day" | "month" | undefined;
  readonly instruments?: Instruments | undefined;
}

export interface EngineOptions {
  readonly sections: readonly Section[];
  readonly reference: Reference;
  readonly gather: Gather;
  /** Told of a section that threw; the edition goes out with a named gap instead. */
  readonly onFailure?: (section: string, error: unknown) => void;
}

export interface ComposeRequest {
  readonly digest: DigestSpec;
  readonly window?: Window;
  /** A span other than the digest's own. */
  readonly span?: Span;
  /** Stands in place of the digest's own heading. */
  readonly heading?: Value;
}

export interface Engine {
  compose(request: ComposeRequest): Promise<Edition>;
}

export function createEngine({ sections, reference, gather, onFailure }: EngineOptions): Engine {
  const byName = new Map(sections.map((section) => [section.name, section]));
  return {
    async compose({ digest, window, span, heading }) {
      const chosen = digest.sections.flatMap(({ section, options }) => {
        const found = byName.get(section);
        return found === undefined ? [] : [{ section: found, options: options ?? {} }];
      });
      const wanted = span ?? digest.span;
      const stretch = wanted === "day" || wanted === "month" ? wanted : undefined;
      const snapshot = await gather(new Set(chosen.flatMap(({ section }) => section.needs)), {
        window,
        span: stretch,
        instruments: instrumentsOf(chosen, reference),
      });
      const about = digest.span === "window" ? spanOfWindow(snapshot.window) : digest.span;
      const breathe = createBreather();
      const built: EditionSection[] = [];
      for (const { section, options } of chosen) {
        const context: SectionContext = { window: snapshot.window, span: span ?? about, reference, options, breathe };
        built.push(await buildSection(section, snapshot, context, onFailure));
        await breathe();
      }
      const once = withoutRepeats(built);
      const id = editionId(digest.name, snapshot, once);
      return {
        id,
        digest: digest.name,
        window: snapshot.window,
        demo: snapshot.demo,
        headed: heading !== undefined,
        sections: once,
        head: headOf(digest.name, heading, snapshot),
        foot: footOf(id, snapshot),
      };
    },
  };
}

function instrumentsOf(
  chosen: readonly { readonly section: Section; readonly options: SectionOptions }[],
  reference: Reference,
): Instruments {
  const asked = chosen.map(({ section, options }) => section.instruments?.(options, reference) ?? {});
  return {
    universes: new Set(asked.flatMap((one) => one.universes ?? [])),
    symbols: new Set(asked.flatMap((one) => one.symbols ?? [])),
  };
}

async function buildSection(
  section: Section,
  snapshot: Snapshot,
  context: SectionContext,
  onFailure: EngineOptions["onFailure"],
): Promise<EditionSection> {
  try {
    const built = await section.build(snapshot, context);
    if ("absent" in built) return { name: section.name, status: "gap", statements: [], nodes: [gap(built.absent)] };
    return { name: section.name, status: "ok", ...built };
  } catch (error) {
    // One section's mistake must not cost the reader the whole digest.
    onFailure?.(section.name, error);
    return { name: section.name, status: "failed", statements: [], nodes: [gap(message("edition.failed"))] };
  }
}

/** A fact is stated once, by the first section that has it. */
function withoutRepeats(sections: readonly EditionSection[]): EditionSection[] {
  const seen = new Set<string>();
  return sections.map((section) => ({
    ...section,
    statements: section.statements.filter((statement) => {
      const key = factKey(statement);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
  }));
}

/** Equal figures give an equal id: the same digest composed twice is the same edition. */
function editionId(digest: string, snapshot: Snapshot, sections: readonly EditionSection[]): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([snapshot.id, snapshot.window, sections]))
    .digest("hex");
  return `${digest}-${snapshot.window.to}-${hash.slice(0, 8)}`;
}
