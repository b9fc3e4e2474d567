import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Services } from "../../commands/services.ts";
import { renderPlain } from "../../src/document/plain.ts";
import type { Preferences } from "../../src/platform/conversation.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { isVerb } from "../../src/platform/naming.ts";
import { CommandError, splitWords } from "../../src/platform/parse.ts";
import { aloneWithBot } from "../fixtures/conversation.ts";
import { demoServices } from "../fixtures/posts.ts";
import { speakerOf } from "../fixtures/services.ts";

const services: Services = await demoServices();
const dispatcher = createDispatcher(commands);

/** A conversation that remembers what was chosen in it. */
function conversation(options: { alone?: boolean; admin?: boolean } = {}) {
  const { alone = false, admin = false } = options;
  let chosen: Preferences = {};
  const ask = async (line: string) =>
    dispatcher.understand(splitWords(line)).ask({
      services,
      language: "en",
      conversation: {
        ...aloneWithBot,
        alone,
        chosen,
        choose: async (change) => {
          chosen = change(chosen);
          return chosen;
        },
        mayManage: async () => alone || admin || chosen.manage === "everyone",
      },
    });
  const say = async (line: string) =>
    renderPlain((await ask(line)).document, { speaker: speakerOf("en"), width: 200, openDetails: true });
  return { ask, say, chosen: () => chosen };
}

describe("/quote", () => {
  it("tells one name with its price, its changes and where they come from", async () => {
    const text = await conversation().say("/quote nvda");
    expect(text).toContain("Nvidia: $113.06; Day ▲+0.69%, Week ▼-4.13%, MTD ▼-8.48%, YTD ▲+128.33%");
    expect(text).toMatch(/Source: Nasdaq, as of 26 Jul 2024/);
  });

  it.each([
    ["腾讯控股", "Tencent: HK$354.40"],
    ["txkg", "Tencent: HK$354.40"],
    ["700", "Tencent: HK$354.40"],
    ["btc", "Bitcoin: $67,924.08"],
  ])("knows %s", async (word, said) => {
    expect(await conversation().say(`/quote ${word}`)).toContain(said);
  });

  it("tells each of several once", async () => {
    const text = await conversation().say("/quote NVDA nvda.o BTC");
    expect(text.match(/^Nvidia {2,}/gm)).toHaveLength(1);
    expect(text).toMatch(/^Bitcoin {2,}/m);
  });

  it("asks which one was meant, and says when there is none", async () => {
    await expect(conversation().ask("/quote tx")).rejects.toThrow('"tx" may be several instruments.');
    await expect(conversation().ask("/quote zzzz")).rejects.toThrow('No instrument is named "zzzz".');
    await expect(conversation().ask("/quote")).rejects.toThrow(CommandError);
  });
});

describe("/watchlist", () => {
  it("shows the market's lists until the conversation has one of its own", async () => {
    const { say } = conversation({ alone: true });
    expect(await say("/watchlist")).toContain("AI watch list");
    expect(await say("/watchlist add NVDA 腾讯控股")).toContain("Added: NVDA.O, 0700.HK.");
    const own = await say("/watchlist");
    expect([own.includes("Nvidia"), own.includes("Tencent"), own.includes("AI watch list")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await say("/watchlist show web3")).toContain("Web3 watch list");
  });

  it("is what /movers watchlist and /earnings watchlist speak of", async () => {
    const { say } = conversation({ alone: true });
    await say("/watchlist add NVDA AAPL BTC");
    const movers = await say("/movers watchlist week");
    expect([movers.includes("Own watch list"), movers.includes("Nvidia"), movers.includes("Salesforce")]).toEqual([
      true,
      true,
      false,
    ]);
    const earnings = await say("/earnings watchlist");
    expect([earnings.includes("Apple"), earnings.includes("Microsoft")]).toEqual([true, false]);
  });

  it("adds a name once, keeps the order, removes it again, and then is the market's", async () => {
    const { say, chosen } = conversation({ alone: true });
    await say("/watchlist add NVDA BTC");
    await say("/watchlist add btc AAPL");
    expect(chosen().watchlist).toEqual(["NVDA.O", "BTC.CC", "AAPL.O"]);
    expect(await say("/watchlist remove NVDA BTC AAPL")).toContain("AI watch list");
    expect(chosen().watchlist).toEqual([]);
  });

  it("changes nothing when one of the names is unclear", async () => {
    const { ask, chosen } = conversation({ alone: true });
    await expect(ask("/watchlist add NVDA tx")).rejects.toThrow(CommandError);
    expect(chosen()).toEqual({});
  });

  it("says what came and went, and nothing else", async () => {
    const { say } = conversation({ alone: true });
    expect(await say("/watchlist add nvda NVDA.O btc")).toContain("Added: NVDA.O, BTC.CC.");
    expect(await say("/watchlist add nvda")).toContain("Nothing to add: already on the list.");
    expect(await say("/watchlist remove AAPL")).toContain("Nothing to remove: not on the list.");
  });

  it("asks for names where none are given", async () => {
    expect(await conversation({ alone: true }).say("/watchlist add")).toContain(
      "Name what to add, for example /watchlist add NVDA.",
    );
  });

  it("of a chat is changed by its admins, or by everyone where an admin said so", async () => {
    await expect(conversation().ask("/watchlist add NVDA")).rejects.toThrow(
      "Only an admin of this chat may change this.",
    );
    const { ask, chosen } = conversation({ admin: true });
    await ask("/watchlist add NVDA");
    expect(chosen()).toEqual({ watchlist: ["NVDA.O"] });
  });
});

describe("/settings", () => {
  it("shows what holds, and offers the other values with the current one marked", async () => {
    const text = await conversation({ admin: true }).say("/settings");
    expect(text).toContain("• Language: as each reader's app");
    expect(text).toContain("Language: English · Chinese · Both · [As each reader's app]");
    expect(text).toContain("Manage: [Admins] · Everyone");
  });

  it.each([
    ["/settings zh", { language: "zh" }],
    ["/settings both", { language: "both" }],
    ["/设置 中文", { language: "zh" }],
    ["/settings everyone", { manage: "everyone" }],
    ["/settings en everyone", { language: "en", manage: "everyone" }],
  ])("%s is kept", async (line, kept) => {
    const { ask, chosen } = conversation({ admin: true });
    await ask(line);
    expect(chosen()).toEqual(kept);
  });

  it.each([
    ["/settings zone Asia/Shanghai", { zone: "Asia/Shanghai" }],
    ["/settings america/new_york", { zone: "America/New_York" }],
    ["/settings zone:utc", { zone: "UTC" }],
    ["/设置 时区 北京", { zone: "Asia/Shanghai" }],
    ["/设置 纽约", { zone: "America/New_York" }],
    ["/settings quiet 22:00-07:00", { quiet: "22:00-07:00" }],
    ["/settings 22-7", { quiet: "22:00-07:00" }],
    ["/设置 免打扰 9:30-11", { quiet: "09:30-11:00" }],
    ["/settings quiet off", { quiet: undefined }],
    ["/settings zone auto", { zone: undefined }],
    ["/settings zh Asia/Tokyo 23-6", { language: "zh", zone: "Asia/Tokyo", quiet: "23:00-06:00" }],
  ])("%s is kept as a clock and quiet hours", async (line, kept) => {
    const { ask, chosen } = conversation({ admin: true });
    await ask(line);
    expect(chosen()).toStrictEqual(kept);
  });

  it.each([
    ["/settings zone Asia/Shanghia", 'There is no time zone "asia/shanghia". Did you mean "Asia/Shanghai"?'],
    ["/settings quiet 25-7", '"25-7" is no stretch of hours such as 22:00-07:00.'],
    ["/settings quiet 7-7", '"7-7" is no stretch of hours such as 22:00-07:00.'],
    ["/settings quiet night", '"night" is no stretch of hours such as 22:00-07:00.'],
    ["/settings zhh", 'Did you mean "zh"?'],
  ])("%s changes nothing and says why", async (line, said) => {
    const { ask, chosen } = conversation({ admin: true });
    await expect(ask(line)).rejects.toThrow(said);
    expect(chosen()).toEqual({});
  });

  it("tells the clock and the quiet hours", async () => {
    const { say } = conversation({ admin: true });
    expect(await say("/settings zone Europe/Berlin")).toContain("• Clock: Europe/Berlin");
    expect(await say("/settings quiet 22-7")).toContain("• Quiet hours: 22:00-07:00, by the clock of Europe/Berlin");
    expect(await say("/settings quiet off")).toContain("• Quiet hours: none");
  });

  it("auto forgets the choice", async () => {
    const { ask, chosen } = conversation({ admin: true });
    await ask("/settings zh");
    await ask("/settings auto");
    expect(chosen().language).toBeUndefined();
  });

  it("of a chat is looked at by anyone and changed by admins; alone everyone changes their own", async () => {
    expect(await conversation().say("/settings")).toContain("These hold for this chat.");
    await expect(conversation().ask("/settings zh")).rejects.toThrow("Only an admin of this chat may change this.");
    const alone = conversation({ alone: true });
    expect(await alone.say("/settings zh")).toContain("These are yours");
    expect(alone.chosen()).toEqual({ language: "zh" });
  });
});

describe("what can be tapped next", () => {
  const picksOf = async (line: string) =>
    (await conversation({ alone: true }).ask(line)).document.nodes.flatMap((node) =>
      node.node === "actions" && node.pick !== undefined
        ? [node.items.map(({ command, current }) => (current === true ? `[${command}]` : command))]
        : [],
    );

  it("keeps everything else as it was asked", async () => {
    expect((await picksOf("/movers crypto 7d losers 10")).slice(1)).toEqual([
      [
        "/movers crypto 1h losers top:10",
        "/movers crypto 24h losers top:10",
        "[/movers crypto 7d losers top:10]",
        "/movers crypto 30d losers top:10",
      ],
      ["/movers crypto 7d both top:10", "/movers crypto 7d gainers top:10", "[/movers crypto 7d losers top:10]"],
    ]);
  });

  it("marks what is shown where nothing was said", async () => {
    expect((await picksOf("/market"))[0]).toEqual(["/market day", "[/market week]", "/market month"]);
    expect((await picksOf("/flows"))[0]).toEqual(["/flows btc", "/flows eth", "[/flows both]"]);
  });

  it("marks a window that is not usual for the class as well", async () => {
    expect((await picksOf("/movers us 24h"))[1]).toContain("[/movers us 24h]");
  });

  it("is there for an answer without figures as well: nobody is left without a way back", async () => {
    expect((await picksOf("/movers tw")).length).toBe(3);
  });

  it("fits what every platform can carry in a button: 64 bytes", async () => {
    const lines = commands.filter((command) => !isVerb(command)).flatMap((command) => command.examples);
    const offered = (await Promise.all(lines.map(picksOf))).flat(2).map((line) => line.replace(/^\[|\]$/g, ""));
    expect(offered.length).toBeGreaterThan(50);
    expect(offered.filter((line) => Buffer.byteLength(line) > 64)).toEqual([]);
  });
});
