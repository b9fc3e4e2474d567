import { disclaimer, note, paragraph, title } from "../document/build.ts";
import type { Document, Node } from "../document/node.ts";
import { day, message, span, type Value } from "../i18n/value.ts";
import type { Snapshot, Window } from "../market/snapshot.ts";
import type { Statement } from "./statement.ts";

export interface EditionSection {
  readonly name: string;
  /** `gap`: nothing to show, and the node says why. */
  readonly status: "ok" | "gap" | "failed";
  readonly statements: readonly Statement[];
  readonly nodes: readonly Node[];
}

/** One digest of one moment, frozen. */
export interface Edition {
  readonly id: string;
  readonly digest: string;
  readonly window: Window;
  readonly demo: boolean;
  /** True when a heading of its own stands in place of the digest's. */
  readonly headed: boolean;
  readonly sections: readonly EditionSection[];
  /** What stands before and after the sections. */
  readonly head: readonly Node[];
  readonly foot: readonly Node[];
}

/** The heading of an edition: what it is, of when, from whom, and plainly when it is a demonstration. */
export function headOf(digest: string, heading: Value | undefined, snapshot: Snapshot): Node[] {
  const { window } = snapshot;
  const shown = window.from === window.to ? day(window.to) : span(window.from, window.to);
  const text = heading ?? message("edition.title", { digest: message(`digest.${digest}`), window: shown });
  return [title(text, 1), ...(snapshot.demo ? [paragraph(message("edition.demo", { day: day(window.to) }))] : [])];
}

export function footOf(id: string, snapshot: Snapshot): Node[] {
  const dropped = snapshot.faults.filter((fault) => fault.severity === "dropped");
  const ofFiles = dropped.filter(({ file }) => /\.(?:csv|json)$/.test(file)).length;
  const ofSources = dropped.length - ofFiles;
  return [
    ...(ofFiles === 0 ? [] : [note(message("edition.faults", { count: ofFiles }))]),
    ...(ofSources === 0 ? [] : [note(message("edition.unanswered", { count: ofSources }))]),
    note(message("edition.id", { id })),
    disclaimer(message("edition.disclaimer")),
  ];
}

/** A single section needs no heading under the edition's own, unless that one does not name it. */
function sectionTitle({ name }: EditionSection, { sections, headed }: Edition): Node[] {
  return headed && sections.length === 1 ? [] : [title(message(`${name}.title`))];
}

/** The edition as one tree, in the order a reader meets it. */
export function documentOf(edition: Edition): Document {
  return {
    nodes: [
      ...edition.head,
      ...edition.sections.flatMap((section) => [...sectionTitle(section, edition), ...section.nodes]),
      ...edition.foot,
    ],
  };
}
