import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";

/** A speaker for one document, whose every value is put into words once however many forms of it are tried. */
export function remembering(speaker: Speaker): Speaker {
  const said = new Map<Value, string>();
  const told = new Map<Value, readonly string[]>();
  return {
    language: speaker.language,
    say: (value) => once(said, value, speaker.say),
    sentences: (value) => once(told, value, speaker.sentences),
  };
}

function once<T>(known: Map<Value, T>, value: Value, make: (value: Value) => T): T {
  const found = known.get(value);
  if (found !== undefined) return found;
  const made = make(value);
  known.set(value, made);
  return made;
}
