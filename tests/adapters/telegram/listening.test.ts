import { describe, expect, it } from "vitest";
import { registerCommands } from "../../../adapters/telegram/register.ts";
import { createWire } from "../../../adapters/telegram/wire.ts";
import { Rejected, Unauthorized } from "../../../src/support/errors.ts";
import { ada } from "../../fakes/telegram/people.ts";
import { answering, handled, message } from "./chatting.ts";
import { connect } from "./connected.ts";

describe("connecting to Telegram", () => {
  it("tells who the bot is and how it is added to a group", async () => {
    const world = await answering();
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    expect(world.told()).toEqual([
      "Telegram: connected as @closing_bell_bot. Add it to a group: https://t.me/closing_bell_bot?startgroup=closing_bell · In groups it hears commands only, best written as /movers@closing_bell_bot.",
    ]);
  });

  it("says how inline mode is turned on where it is off", async () => {
    const world = await answering({
      telegram: { me: { supports_inline_queries: false, can_read_all_group_messages: true } },
    });
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    expect(world.told()[0]).toMatch(/Inline mode is off: turn it on with \/setinline at @BotFather/);
    expect(world.told()[0]).not.toMatch(/hears commands only/);
  });

  it("asks for the kinds of updates it understands and no others", async () => {
    const { telegram } = await answering();
    const { payload } = await telegram.until(() => telegram.called("getUpdates")[0]);
    expect(payload).toEqual({
      limit: 100,
      timeout: 50,
      allowed_updates: ["message", "channel_post", "callback_query", "inline_query", "my_chat_member"],
    });
  });

  it("makes every command known in every list, in both languages, and not again while nothing changed", async () => {
    const world = await answering();
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    const [english, chinese] = [
      ["Top gainers and losers", "One name", "What can be asked"],
      ["涨跌榜", "单个标的", "可以问什么"],
    ].map((texts) => ["movers", "quote", "help"].map((command, index) => ({ command, description: texts[index] })));
    expect(Object.fromEntries(world.telegram.menus)).toEqual({
      default: english,
      "default zh": chinese,
      all_private_chats: english,
      "all_private_chats zh": chinese,
      all_group_chats: english,
      "all_group_chats zh": chinese,
    });
    const { calls } = world.telegram;
    const before = calls.length;
    await registerCommands(createWire({ token: world.telegram.token, root: world.telegram.url }), world.desk);
    expect(calls.slice(before).map(({ method }) => method)).toEqual(Array(6).fill("getMyCommands"));
  });

  it("ends for good where the token is wrong", async () => {
    const { telegram, listening } = await connect({ settings: { TELEGRAM_TOKEN: "999:other" } });
    await expect(listening).rejects.toBeInstanceOf(Unauthorized);
    await expect(listening).rejects.toThrow(/Put the token @BotFather shows into TELEGRAM_TOKEN/);
    expect(telegram.calls.map(({ method }) => method)).toEqual(["getMe"]);
  });

  it("says that another program fetches the updates", async () => {
    const { telegram, listening } = await answering();
    await telegram.until(() => telegram.called("getUpdates")[0]);
    const other = fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, { method: "POST", body: "{}" });
    await expect(listening).rejects.toThrow(/Another program fetches the updates of this bot. Only one may/);
    await expect(listening).rejects.toBeInstanceOf(Rejected);
    await telegram.close();
    await other.catch(() => undefined);
  });

  it("can be taken up again where it broke off, and answers nothing twice", async () => {
    const world = await answering();
    const chat = world.telegram.privately(ada);
    const update = world.telegram.says(ada, chat, "/movers crypto");
    await message(world, "movers crypto");
    await handled(world, update);
    world.telegram.mailbox.interrupt();
    await expect(world.listening).rejects.toThrow(/Telegram answered getUpdates with 500/);
    const again = world.adapter.listen?.(world.desk);
    world.telegram.mailbox.leaveAgain(update);
    world.telegram.says(ada, chat, "/movers us");
    await message(world, "movers us");
    expect(world.heard.map(({ words }) => words)).toEqual([
      ["movers", "crypto"],
      ["movers", "us"],
    ]);
    await world.adapter.stop?.();
    await again;
  });

  it("confirms what it took when it is stopped", async () => {
    const world = await answering();
    const update = world.telegram.says(ada, world.telegram.privately(ada), "/movers");
    await message(world, "movers");
    await world.adapter.stop?.();
    await world.listening;
    await handled(world, update);
  });
});
