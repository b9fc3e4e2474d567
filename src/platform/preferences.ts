import type { Store } from "../store/store.ts";
import type { PreferenceBook } from "./answering.ts";
import { Preferences } from "./conversation.ts";

/** What was chosen in chat, over a store. A choice this version does not know is left out, the others kept. */
export function createPreferenceBook(store: Store): PreferenceBook {
  const of = (owner: string): Preferences => {
    const stored = store.read(`preferences ${owner}`);
    return Preferences.safeParse(stored ?? {}).data ?? {};
  };
  return { of, choose: (owner, change) => store.write(`preferences ${owner}`, { ...of(owner), ...change }) };
}
