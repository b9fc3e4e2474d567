import type { Document } from "../document/node.ts";
import type { Speaker } from "../i18n/speaker.ts";

/**
 * The same work on the same document for the same reader, done once: an answer that serves many is rendered for the first
 * of them. What is remembered goes with the document.
 */
export function remembered<T>(
  make: (document: Document, speaker: Speaker) => T,
): (document: Document, speaker: Speaker) => T {
  const made = new WeakMap<Document, Map<Speaker, T>>();
  return (document, speaker) => {
    const known = made.get(document) ?? new Map<Speaker, T>();
    made.set(document, known);
    const found = known.get(speaker);
    if (found !== undefined) return found;
    const fresh = make(document, speaker);
    known.set(speaker, fresh);
    return fresh;
  };
}
