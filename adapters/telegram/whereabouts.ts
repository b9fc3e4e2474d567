import type { Chat, UserFromGetMe } from "grammy/types";
import type { Desk } from "../../src/platform/desk.ts";

/** Chats that became others, by their old id; a group does so once in its life. */
export type Moves = Map<number, number>;

export interface WhereaboutsOptions {
  readonly desk: Desk;
  readonly me: UserFromGetMe;
  readonly moves: Moves;
}

/** Tells the desk where the bot can post. */
export function createWhereabouts({ desk, me, moves }: WhereaboutsOptions) {
  const account = String(me.id);
  return {
    /** Told twice, by the old chat and by the new one: carried over once. The bot goes along, whatever the old one said last. */
    async moved(from: number, to: number): Promise<void> {
      if (moves.get(from) === to) return;
      await desk.moved(account, String(from), String(to));
      moves.set(from, to);
      await desk.back(account, String(to));
    },
    /** What is left behind by a move is not lost. */
    async left({ id, type }: Chat): Promise<void> {
      if (!moves.has(id)) await desk.left(account, String(id), type === "private" ? "blocked" : "removed");
    },
    back: ({ id }: Chat): Promise<void> => desk.back(account, String(id)),
  };
}
