import type { Document } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Part, Render } from "../../src/platform/adapter.ts";

/** One answer serves many people: what was rendered is kept as long as its document is. */
export function keeping(render: Render): Render {
  const kept = new WeakMap<Document, WeakMap<Speaker, readonly Part[]>>();
  return (document, speaker) => {
    const spoken = kept.get(document) ?? new WeakMap<Speaker, readonly Part[]>();
    kept.set(document, spoken);
    const parts = spoken.get(speaker) ?? render(document, speaker);
    spoken.set(speaker, parts);
    return parts;
  };
}
