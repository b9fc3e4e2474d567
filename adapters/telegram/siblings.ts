/** Which messages are one answer, so that a tap on one of them changes all. */
export interface Siblings {
  remember(chat: number, ids: readonly number[]): void;
  /** The messages of the answer this one belongs to, in order; itself alone where nothing is known. */
  of(chat: number, id: number | string): readonly number[];
}

const most = 2000;

/** Kept in memory: after a restart a tap changes the message it was made on. */
export function createSiblings(): Siblings {
  const known = new Map<string, readonly number[]>();
  return {
    remember(chat, ids) {
      for (const id of ids) {
        known.delete(`${chat} ${id}`);
        if (ids.length > 1) known.set(`${chat} ${id}`, ids);
      }
      while (known.size > most) known.delete(known.keys().next().value as string);
    },
    of: (chat, id) => known.get(`${chat} ${id}`) ?? [Number(id)],
  };
}
