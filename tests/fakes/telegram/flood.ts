import { documented } from "./limits.ts";

/** The limits of sending, as strictly as they can be read: a second and a minute count wherever they begin, and there are no bursts. */
export interface Flood {
  /** Milliseconds to wait where a send to this chat at this instant is one too many; it is counted otherwise. */
  refuse(chat: number, at: number): number | undefined;
}

export function createFlood(): Flood {
  const all: number[] = [];
  const chats = new Map<number, number[]>();
  /** When the next may go, of those that may be so many within a time. */
  const opens = (sends: readonly number[], most: number, withinMs: number) =>
    sends.length < most ? Number.NEGATIVE_INFINITY : (sends.at(-most) as number) + withinMs;
  return {
    refuse(chat, at) {
      const own = chats.get(chat) ?? [];
      chats.set(chat, own);
      const free = Math.max(
        opens(all, documented.perSecond, 1000),
        opens(own, 1, documented.chatMs),
        chat < 0 ? opens(own, documented.groupPerMinute, 60_000) : Number.NEGATIVE_INFINITY,
      );
      // A clock of fractions leaves crumbs behind.
      if (free > at + 1e-6) return free - at;
      all.push(at);
      own.push(at);
      return undefined;
    },
  };
}
