import { describe, expect, it } from "vitest";
import { withScope } from "../../../adapters/telegram/scope.ts";
import type { Call } from "../../../adapters/telegram/wire.ts";
import { RateLimited, Rejected } from "../../../src/support/errors.ts";

/** Sends to chats at a time, each refused for so long or let through; answers whom each refusal is taken to mean. */
function scopes(sends: readonly { chat: number; at?: number; forMs?: number | undefined; method?: string }[]) {
  let now = 0;
  let answer: () => Promise<never> = () => Promise.reject(new Rejected("Nobody asked."));
  const call = withScope((() => answer()) as unknown as Call, () => now);
  return sends.reduce<Promise<(string | undefined)[]>>(
    async (before, { chat, at = 0, forMs, method = "sendMessage" }) => {
      const told = await before;
      now = at;
      answer = async () => {
        if (forMs !== undefined) throw new RateLimited("Too many.", forMs, "429");
        return undefined as never;
      };
      const error = await call(method as "sendMessage", { chat_id: chat }).catch((thrown) => thrown);
      return [...told, error instanceof RateLimited ? error.scope : undefined];
    },
    Promise.resolve([]),
  );
}

const refused = (chat: number, at = 0) => ({ chat, at, forMs: 5000 });

describe("a pause Telegram asks for", () => {
  it("holds for the one chat, however often it is refused", async () => {
    expect(await scopes([refused(1), refused(1), refused(1), refused(1)])).toEqual(Array(4).fill("channel"));
  });

  it("holds for the bot once several chats are refused and nothing gets through", async () => {
    expect(await scopes([refused(1), refused(2), refused(3), refused(4)])).toEqual([
      "channel",
      "channel",
      "account",
      "account",
    ]);
  });

  it("holds for single chats while others get through", async () => {
    const sends = [refused(1), { chat: 9 }, refused(2), { chat: 9 }, refused(3), { chat: 9 }, refused(4)];
    expect((await scopes(sends)).filter((scope) => scope !== undefined)).toEqual(Array(4).fill("channel"));
  });

  it("counts those alone that still hold", async () => {
    expect(await scopes([refused(1, 0), refused(2, 100), refused(3, 5100)])).toEqual(Array(3).fill("channel"));
    expect((await scopes([refused(1, 0), refused(2, 100), refused(3, 4999)])).at(-1)).toBe("account");
  });

  it("is not ended by looking something up", async () => {
    const look = { chat: 9, method: "getChatMember" };
    expect((await scopes([refused(1), look, refused(2), look, refused(3)])).at(-1)).toBe("account");
  });
});
