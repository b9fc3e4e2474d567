import type { Reader, Store } from "../store/store.ts";
import { Preferences } from "./conversation.ts";

/** Choices of conversations and persons, kept by name. */
export interface PreferenceBook {
  of(owner: string): Preferences;
  /** Changes what was chosen, as it stands at this moment; resolves with it once it is kept. */
  choose(owner: string, change: (now: Preferences) => Preferences): Promise<Preferences>;
  /** Carries over to another name what was chosen under one, unless something was chosen there already. */
  move(from: string, to: string): Promise<void>;
}

const table = "preferences";

/** What was chosen in chat, over a store. A choice this version does not know is left out, the others kept. */
export function createPreferenceBook(store: Store): PreferenceBook {
  const chosenIn = (rows: Reader, owner: string): Preferences =>
    Preferences.safeParse(rows.get(table, owner) ?? {}).data ?? {};
  return {
    of: (owner) => chosenIn(store, owner),
    async choose(owner, change) {
      let chosen: Preferences = {};
      await store.commit((newest) => {
        chosen = change(chosenIn(newest, owner));
        // What a later version keeps under other names stays.
        return [{ table, key: owner, value: { ...(newest.get(table, owner) as object | undefined), ...chosen } }];
      });
      return chosen;
    },
    async move(from, to) {
      await store.commit((newest) => {
        const value = newest.get(table, from);
        if (value === undefined) return undefined;
        const kept = newest.get(table, to);
        return [{ table, key: from }, ...(kept === undefined ? [{ table, key: to, value }] : [])];
      });
    },
  };
}
