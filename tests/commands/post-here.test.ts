import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { isVerb } from "../../src/platform/naming.ts";
import { openChats } from "./chat.ts";

const label = { is: "message", id: "action.post-here", args: {} };
const tapOf = async (line: string) =>
  (await (await openChats()).chat().taps(line)).filter(({ id }) => id === "post-here");

const examples = commands
  .filter((one) => one.posts === true && !isVerb(one))
  .flatMap((command) => command.examples)
  .filter((line) => !/ (add|remove) /.test(line));

describe("every answer that can be given again offers to be posted here", () => {
  it.each([
    ["/digest", "/digest subscribe digest weekly"],
    ["/日报", "/digest subscribe digest daily"],
    ["/digest daily movers etf-flows", "/digest subscribe digest daily movers etf-flows"],
    ["/movers 加密 7日", "/digest subscribe movers crypto 7d"],
    ["/movers us day losers top:10 all", "/digest subscribe movers us day top:10 losers all"],
    ["/flows btc 10", "/digest subscribe flows btc days:10"],
    ["/earnings next watchlist", "/digest subscribe earnings next watchlist"],
    ["/market", "/digest subscribe market"],
    ["/quote NVDA 0700.HK", "/digest subscribe quote NVDA 0700.HK"],
    ["/watchlist", "/digest subscribe watchlist"],
    ["/watchlist show web3", "/digest subscribe watchlist show web3"],
    ["/snippet etf-flows", "/digest subscribe snippet etf-flows"],
  ])("%s: %s", async (line, command) => {
    expect(await tapOf(line)).toEqual([{ id: "post-here", label, command, changes: true }]);
  });

  it.each(["/watchlist add NVDA", "/help", "/settings", "/status", "/digest list", "/digest subscribe weekly"])(
    "but not %s",
    async (line) => {
      expect(await tapOf(line)).toEqual([]);
    },
  );

  it.each(examples)("and what %s offers leads to the very same post", async (example) => {
    const chats = await openChats();
    const chat = chats.chat();
    const tap = (await chat.taps(example)).find(({ id }) => id === "post-here");
    const { form } = await chat.ask(tap?.command ?? "");
    expect(form?.fields[0]?.value).toBeDefined();
    await chat.ask(`${tap?.command} fri 17:00`);
    const [kept] = chats.kept();
    const posted = await chats.services.posts.compose(kept as NonNullable<typeof kept>);
    const { edition } = await chat.ask(example);
    expect((posted.edition as { id?: string }).id).toBe((edition as { id?: string }).id);
  });
});
