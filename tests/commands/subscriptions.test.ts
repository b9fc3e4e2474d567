import { describe, expect, it } from "vitest";
import { nodesIn } from "../../src/document/map.ts";
import { literal } from "../../src/i18n/value.ts";
import type { Adapter } from "../../src/platform/adapter.ts";
import { printSchedule } from "../../src/schedule/grammar/print.ts";
import { mostPerChannel } from "../../src/subscription/book.ts";
import { ids, openChats, type Who } from "./chat.ts";

const [first] = ids;

/** What a line keeps: the words that are posted, when, and what else was told. */
async function keptBy(line: string, who: Who = {}) {
  const chats = await openChats();
  await chats.chat(who).ask(line);
  return chats.kept().map(({ what, schedule, language, missed, overlap, doubt }) => ({
    what: what.join(" "),
    when: printSchedule(schedule, "en"),
    // Where the chat chose none, it is the asker's own.
    ...(language === (who.language ?? "en") ? {} : { language: language ?? "the chat's" }),
    ...(missed === "latest" ? {} : { missed }),
    ...(overlap === "supersede" ? {} : { overlap }),
    ...(doubt === "hold" ? {} : { doubt }),
  }));
}

describe("/digest subscribe keeps", () => {
  it.each([
    ["/digest subscribe weekly fri 17:00", "digest weekly", "fri 17:00 tz Asia/Shanghai", {}],
    ["/digest subscribe movers crypto 7d weekdays 08:00", "movers crypto 7d", "weekdays 08:00 tz Asia/Shanghai", {}],
    [
      "/digest subscribe weekly fri 17:00 tz Europe/Berlin lang zh sections movers,etf-flows skip holidays us",
      "digest weekly movers etf-flows",
      "fri 17:00 tz Europe/Berlin skip holidays us",
      { language: "zh" },
    ],
    ["/digest subscribe daily weekdays 08:00", "digest daily", "weekdays 08:00 tz Asia/Shanghai", {}],
    ["/digest subscribe market 30m after us close", "market", "30m after us close tz Asia/Shanghai", {}],
    [
      '/digest subscribe flows btc cron "0 8 * * 1-5" missed all',
      "flows btc",
      'cron "0 8 * * 1-5" tz Asia/Shanghai',
      { missed: "all" },
    ],
    [
      "/digest subscribe quote NVDA 0700.HK fri 17:00 lang both",
      "quote NVDA 0700.HK",
      "fri 17:00 tz Asia/Shanghai",
      { language: "both" },
    ],
    ["/digest subscribe watchlist show web3 daily 9am", "watchlist show web3", "daily 09:00 tz Asia/Shanghai", {}],
    ["/digest subscribe digest earnings mon 7:00", "digest earnings", "mon 07:00 tz Asia/Shanghai", {}],
    ["/digest subscribe earnings week mon 7:00", "earnings week", "mon 07:00 tz Asia/Shanghai", {}],
    ["/digest subscribe snippet etf-flows daily 08:00", "snippet etf-flows", "daily 08:00 tz Asia/Shanghai", {}],
    ["/digest sub movers us day top:10 weekdays 16:30", "movers us day top:10", "weekdays 16:30 tz Asia/Shanghai", {}],
    ["/订阅 日报 每天 08:00", "digest daily", "daily 08:00 tz Asia/Shanghai", {}],
    ["/订阅 每周五17:00 周报", "digest weekly", "fri 17:00 tz Asia/Shanghai", {}],
    [
      "/订阅 涨跌 加密 7日 工作日 8点半 语言 中文",
      "movers crypto 7d",
      "weekdays 08:30 tz Asia/Shanghai",
      { language: "zh" },
    ],
    [
      "/简报 订阅 周报 本周最后交易日 17:00 板块 涨跌 资金流",
      "digest weekly movers etf-flows",
      "last us session of week 17:00 tz Asia/Shanghai",
      {},
    ],
    [
      "/订阅 资金流 比特币 美股收盘后30分钟 时区 纽约 错过 不补",
      "flows btc",
      "30m after us close tz America/New_York",
      { missed: "none" },
    ],
    [
      "/digest subscribe weekly fri 17:00 overlap queue doubt resend missed all",
      "digest weekly",
      "fri 17:00 tz Asia/Shanghai",
      { overlap: "queue", doubt: "resend-marked", missed: "all" },
    ],
    [
      "/digest subscribe weekly fri 17:00 doubt hold overlap supersede",
      "digest weekly",
      "fri 17:00 tz Asia/Shanghai",
      {},
    ],
    [
      '/digest subscribe what:weekly "when:fri 17:00" overlap:skip-new doubt:resend',
      "digest weekly",
      "fri 17:00 tz Asia/Shanghai",
      { overlap: "skip-new", doubt: "resend-marked" },
    ],
    [
      "/订阅 周报 每周五 17:00 重叠 排队 存疑 重发",
      "digest weekly",
      "fri 17:00 tz Asia/Shanghai",
      { overlap: "queue", doubt: "resend-marked" },
    ],
  ])("%s", async (line, what, when, more) => {
    expect(await keptBy(line)).toEqual([{ what, when, ...more }]);
  });

  it.each([
    ["fri 17:00", "digest weekly"],
    ["last session of week 17:00", "digest weekly"],
    ["monthly last 17:00", "digest monthly"],
    ["monthly 1 09:00", "digest monthly"],
    ["daily 08:00", "digest daily"],
    ["mon,thu 08:00", "digest daily"],
    ["30m after us close", "digest daily"],
    ["每周一 9:00", "digest weekly"],
    ["digest fri 17:00", "digest weekly"],
    ["digest weekdays 08:00", "digest daily"],
    ["digest daily fri 17:00", "digest daily"],
    ["简报 月报 每月1日 9:00", "digest monthly"],
    ["简报 每月1日 9:00", "digest monthly"],
  ])("the digest that fits %s: %s", async (when, what) => {
    expect((await keptBy(`/digest subscribe ${when}`)).map((one) => one.what)).toEqual([what]);
  });

  it("what was given option by option, as forms do", async () => {
    const chats = await openChats();
    const chat = chats.chat();
    await chat.ask('/digest subscribe what:market language:auto "when:fri 17:00" zone:Europe/Berlin');
    await chat.ask(
      '/digest subscribe "what:movers crypto 7d" "when:weekdays 08:00,16:30" zone: language:zh missed:none',
    );
    expect(
      chats.kept().map(({ what, schedule, language }) => [what.join(" "), printSchedule(schedule, "en"), language]),
    ).toEqual([
      ["market", "fri 17:00 tz Europe/Berlin", undefined],
      ["movers crypto 7d", "weekdays 08:00,16:30 tz Asia/Shanghai", "zh"],
    ]);
  });

  it("the place, the thread and whoever asked", async () => {
    const chats = await openChats();
    await chats.chat({ person: "bob", place: { thread: "t1" } }).ask("/digest subscribe weekly fri 17:00");
    expect(chats.kept().map(({ place, owner }) => ({ place, owner }))).toEqual([
      { place: { platform: "chat", account: "team", channel: "room", thread: "t1" }, owner: "bob" },
    ]);
  });

  it("the zone of the program, where nobody told one", async () => {
    expect((await keptBy("/digest subscribe weekly fri 17:00", { zone: "none" }))[0]?.when).toBe(
      "fri 17:00 tz Asia/Shanghai",
    );
  });
});

describe("/digest subscribe answers", () => {
  it("with what is posted, the next three by the reader's clock and the schedule's, and the post as it will be", async () => {
    const chat = (await openChats()).chat({ zone: "Europe/Berlin" });
    const text = await chat.say("/digest subscribe weekly fri 17:00 tz Asia/Shanghai lang zh");
    expect(
      text
        .split("\n")
        .filter((line) => line !== "" && !/^[═─]+$/.test(line))
        .slice(0, 7),
    ).toEqual([
      `Subscribed: ${first}`,
      "digest weekly is posted here: fri 17:00 tz Asia/Shanghai. In Chinese.",
      "Next, by the clock of Europe/Berlin:",
      "• Friday 20 Nov, 10:00 (Friday 20 Nov, 17:00 in Asia/Shanghai)",
      "• Friday 27 Nov, 10:00 (Friday 27 Nov, 17:00 in Asia/Shanghai)",
      "• Friday 4 Dec, 10:00 (Friday 4 Dec, 17:00 in Asia/Shanghai)",
      `[Change] /digest edit ${first}   [Pause] /digest pause ${first}   [Remove] /digest remove ${first}`,
    ]);
  });

  it("in Chinese", async () => {
    const text = await (await openChats()).chat({ language: "zh" }).say("/订阅 日报 工作日 08:00");
    expect(
      text
        .split("\n")
        .filter((line) => line !== "" && !/^[═─]+$/.test(line))
        .slice(0, 7),
    ).toEqual([
      `已订阅：${first}`,
      "将在此发送简报 日报：工作日 08:00 时区 Asia/Shanghai。使用中文。",
      "接下来（Asia/Shanghai时间）：",
      "• 11月23日（周一）08:00",
      "• 11月24日（周二）08:00",
      "• 11月25日（周三）08:00",
      `[修改] /digest edit ${first}   [暂停] /digest pause ${first}   [删除] /digest remove ${first}`,
    ]);
    expect(text).toContain("市场日报 · 2024/7/26");
  });

  it("with the preview of exactly what is posted, without taps of the answer", async () => {
    const chats = await openChats();
    const { document } = await chats.chat().ask("/digest subscribe movers crypto 7d weekdays 08:00");
    const [kept] = chats.kept();
    const post = await chats.services.posts.compose(kept as NonNullable<typeof kept>);
    const divider = document.nodes.findIndex(({ node }) => node === "divider");
    expect(document.nodes.slice(divider + 1)).toEqual(nodesIn("en", post.document.nodes));
    expect(post.document.nodes.filter(({ node }) => node === "actions")).toEqual([]);
  });

  it.each(["/digest subscribe weekly fri 17:00", `/digest edit ${first} mon 18:00`])(
    "%s: what was saved and its taps first, then the preview",
    async (line) => {
      const chat = (await openChats()).chat();
      await chat.ask("/digest subscribe weekly fri 16:00");
      const kinds = (await chat.ask(line)).document.nodes.map(({ node }) => node);
      const divider = kinds.indexOf("divider");
      expect(kinds.slice(0, divider + 2)).toEqual([
        "title",
        "paragraph",
        "paragraph",
        "list",
        "actions",
        "divider",
        "title",
      ]);
      expect(kinds.lastIndexOf("actions")).toBe(divider - 1);
    },
  );

  it.each([
    ["daily 08:10 tz UTC tz Asia/Tokyo", "“tz utc” and “tz asia/tokyo” say the same thing twice"],
    ["daily 08:00 skip holidays us hk", "“hk” has no place beside “daily”"],
    ["daily 8h", "“8h” is no time of day. Write 00:00 to 23:59, 8am or 5pm; perhaps “08:00”."],
    ["monthly 15,30 09:00", "Monthly takes one, 1 to 31 or last"],
    ["monthly first monday 9:00", "first monday” is not one day of the month."],
    ["monthly monthly first monday 9:00", "first monday” is not one day of the month."],
    ["every other friday 9:00", "“every other friday” is not possible"],
    ["weekly fri 17:00 both", "Did you mean “lang both”?"],
    ["daily 08:00 tz UTC+8", "For that clock all year round write “Asia/Shanghai”; where clocks"],
    ["daily 08:00 tz UTC-5", "write “Etc/GMT+5” (in these names the sign is turned round); where clocks"],
    ["weekly fri 8h", "“8h” is no time of day. Write 00:00 to 23:59, 8am or 5pm; perhaps “08:00”."],
    ["movers us 08:10 tz UTC tz Asia/Tokyo", "“tz utc” and “tz asia/tokyo” say the same thing twice"],
  ])("%s: the mistake, and no question beside it", async (line, said) => {
    const chats = await openChats();
    expect(await chats.chat().say(`/digest subscribe ${line}`)).toContain(said);
    expect(chats.kept()).toEqual([]);
  });

  it.each([
    ["日报 08:10 时区 东京 时区 北京", "“时区 东京”和“时区 北京”说的是同一件事"],
    ["周报 每周五 17:00 双语", "您是指“语言 双语”吗？"],
    ["月报 每月1日、15日 09:00", "每月只能指定一天：1 至 31 日或最后一天"],
    ["周报 隔周五 9:00", "无法设置“隔周五”：只能按每周或每月发送。"],
    ["日报 每天 08:00 时区 UTC+8", "全年使用这一时差请写“Asia/Shanghai”；"],
    ["日报 8小时", "“8小时”不是一天中的时刻。请写 00:00 至 23:59，或 8点、下午5点；也许是“08:00”。"],
  ])("%s: the mistake in Chinese", async (line, said) => {
    expect(await (await openChats()).chat({ language: "zh" }).say(`/订阅 ${line}`)).toContain(said);
  });

  it.each([
    ["/digest subscribe wekly fri 17:00", "“wekly” is nothing that can be posted. Did you mean “weekly”?"],
    ["/digest subscribe weekly fri 25:00", "“25:00” is no time of day."],
    ["/digest subscribe weekly fri 17:00 tz Asia/Shanghia", "Did you mean “Asia/Shanghai”?"],
    ["/digest subscribe weekdys 08:00", "Did you mean “weekdays”?"],
    ["/digest subscribe daily every 1m", "a schedule keeps at least 5 minutes between two messages"],
    ["/digest subscribe settings zh daily 08:00", "/settings cannot be posted on a schedule"],
    ["/digest subscribe watchlist add NVDA daily 08:00", "/watchlist cannot be posted on a schedule"],
    ["/digest subscribe digest pause daily 08:00", "“pause” is nothing that can be posted."],
    ["/digest subscribe help daily 08:00", "/help cannot be posted on a schedule"],
    ["/digest subscribe /digest daily 08:00 25:00", "“25:00” is no time of day."],
    ["/digest subscribe quote zzzz daily 08:00", "No instrument here is named “zzzz”."],
    ["/digest subscribe weekly fri 17:00 lang fr", "“fr” does not fit language."],
    ["/digest subscribe weekly fri 17:00 sections mover", "Did you mean “movers”?"],
    ["/digest subscribe weekly fri 17:00 sections", "/digest subscribe needs"],
    ["/digest subscribe movers us fri 17:00 sections news", "/movers does not know “news”."],
    ["/digest subscribe weekly fri 17:00 missed some", "“some” does not fit missed."],
    ["/digest subscribe weekly fri 17:00 overlap some", "“some” does not fit overlap."],
    ["/digest subscribe weekly fri 17:00 doubt hld", "Did you mean “hold”?"],
  ])("%s keeps nothing and says why", async (line, said) => {
    const chats = await openChats();
    expect(await chats.chat().say(line)).toContain(said);
    expect(chats.kept()).toEqual([]);
  });

  it("where the bot may not post, with what is to be mended, and keeps nothing", async () => {
    const chats = await openChats({
      adapters: [platform({ reach: async () => ({ ok: false, text: literal("Invite me first.") }) })],
    });
    expect(await chats.chat().say("/digest subscribe weekly fri 17:00")).toBe("Invite me first.");
    expect(chats.kept()).toEqual([]);
  });

  it("the same a second time with the id of the first, however it is typed", async () => {
    const chats = await openChats();
    const chat = chats.chat();
    await chat.ask("/digest subscribe weekly fri 17:00");
    for (const line of ["/digest subscribe weekly fri 17:00", "/订阅 周报 每周五 17:00", "/digest subscribe fri 5pm"])
      expect(await chat.say(line)).toContain(`${first} posts the same here already`);
    await chat.ask("/digest subscribe weekly fri 17:00 lang zh");
    await chats.chat({ place: { thread: "t" } }).ask("/digest subscribe weekly fri 17:00");
    expect(chats.kept().length).toBe(3);
  });

  it("a command that is delivered twice at once is kept once", async () => {
    const chats = await openChats();
    const chat = chats.chat();
    const said = await Promise.all(Array.from({ length: 5 }, () => chat.say("/digest subscribe weekly fri 17:00")));
    expect([said.filter((text) => text.startsWith("Subscribed")).length, chats.kept().length]).toEqual([1, 1]);
  });

  it("the twenty-first of a chat is refused", async () => {
    const chats = await openChats();
    const chat = chats.chat();
    for (let minute = 10; minute < 10 + mostPerChannel; minute++)
      await chat.ask(`/digest subscribe market fri 17:${minute}`);
    expect(await chat.say("/digest subscribe market fri 18:00")).toContain("This chat has 20 subscriptions");
    expect(chats.kept().length).toBe(mostPerChannel);
    await chats.chat({ place: { channel: "other" } }).ask("/digest subscribe market fri 18:00");
  });
});

describe("step by step", () => {
  const tapsNamed = async (line: string) => {
    const chats = await openChats();
    return (await chats.chat().taps(line)).map(({ command, changes }) => (changes === true ? `${command} *` : command));
  };

  it("asks what, on which days and at what time, each tap a whole line, and keeps at the end", async () => {
    expect(await tapsNamed("/digest subscribe")).toContain("/digest subscribe weekly");
    expect(await tapsNamed("/digest subscribe weekly")).toContain("/digest subscribe weekly fri");
    expect(await tapsNamed("/digest subscribe weekly")).toContain("/digest subscribe weekly 30m after us close *");
    expect(await tapsNamed("/digest subscribe weekly fri")).toContain("/digest subscribe weekly fri 17:00 *");
    expect(await keptBy("/digest subscribe weekly fri 17:00")).toEqual([
      { what: "digest weekly", when: "fri 17:00 tz Asia/Shanghai" },
    ]);
  });

  it("asks only for what is missing", async () => {
    expect(await tapsNamed("/digest subscribe movers us 17:00")).toContain(
      "/digest subscribe movers us weekdays 17:00 *",
    );
    expect(await tapsNamed("/订阅 周报 每周五")).toContain("/digest subscribe weekly 每周五 08:00 *");
  });

  it("carries along what was told in between", async () => {
    expect(
      await tapsNamed("/digest subscribe weekly fri tz Europe/Berlin lang zh missed all overlap queue doubt resend"),
    ).toContain("/digest subscribe weekly fri tz Europe/Berlin 17:00 lang zh missed all overlap queue doubt resend *");
    expect(await keptBy("/digest subscribe weekly fri tz Europe/Berlin 17:00 lang zh missed all")).toEqual([
      { what: "digest weekly", when: "fri 17:00 tz Europe/Berlin", language: "zh", missed: "all" },
    ]);
  });

  it("offers the same as a form, filled in as far as it is known", async () => {
    const { form } = await (await openChats())
      .chat({ zone: "Europe/Berlin" })
      .ask("/digest subscribe movers crypto 7d fri lang zh");
    expect([form?.words, form?.fields.map(({ name, value }) => [name, value])]).toEqual([
      ["digest", "subscribe"],
      [
        ["what", "movers crypto 7d"],
        ["when", "fri"],
        ["zone", "Europe/Berlin"],
        ["language", "zh"],
      ],
    ]);
    expect(form?.fields[0]?.choices?.map(({ value }) => value)).toContain("movers crypto 7d");
  });

  it("changes one in the same way, with the form holding what is kept", async () => {
    const chats = await openChats();
    const chat = chats.chat();
    await chat.ask("/digest subscribe weekly fri 17:00 tz Europe/Berlin lang zh");
    const { form } = await chat.ask("/digest edit");
    expect([form?.words, form?.fields.map(({ name, value }) => [name, value])]).toEqual([
      ["digest", "edit", first],
      [
        ["what", "digest weekly"],
        ["when", "fri 17:00"],
        ["zone", "Europe/Berlin"],
        ["language", "zh"],
      ],
    ]);
    const days = (await chat.taps("/digest edit")).find(({ command }) => command === `/digest edit ${first} fri`);
    expect(days?.changes).toBe(true);
    await chat.ask("/digest edit every 4h");
    expect((await chat.taps("/digest edit mon")).map(({ command }) => command)).toContain(
      `/digest edit ${first} mon 09:00`,
    );
  });
});

describe("what becomes of two at once, and of one in doubt", () => {
  it.each([
    [
      "en",
      [
        "Where one is due before the one before went out, both are sent. Where nobody can tell whether it arrived, it is sent again, marked as a possible repeat.",
        "• Due before the one before went out: both are sent",
        "• In doubt whether it arrived: it is sent again, marked as a possible repeat",
      ],
    ],
    [
      "zh",
      [
        "上一份未发出时新的一份已到期，则依次发送。无法确认是否送达时，标明可能重复后重发。",
        "• 上一份未发出时新的一份已到期：依次发送",
        "• 无法确认是否送达时：标明可能重复后重发",
      ],
    ],
  ] as const)("is told where it is not as usual: %s", async (language, [saved, ...card]) => {
    const chat = (await openChats()).chat({ language });
    const said = async (line: string) => (await chat.say(line)).replaceAll("\n", " ");
    await chat.ask("/digest subscribe weekly fri 17:00");
    for (const line of card) expect(await said("/digest status")).not.toContain(line);
    expect(await said("/digest edit overlap queue doubt resend")).toContain(saved);
    for (const line of card) expect(await said("/digest status")).toContain(line);
    expect(await said("/digest edit overlap supersede doubt hold")).not.toContain(saved);
    for (const line of card) expect(await said("/digest status")).not.toContain(line);
  });
});

/** A platform that takes every message and remembers it. */
function platform(more: Partial<Adapter> = {}): Adapter {
  let count = 0;
  return {
    name: "chat",
    render: (document) => [{ method: "say", payload: document.nodes.length }],
    send: async () => ({ messageId: `m${++count}` }),
    link: async (place, id) => `https://chat.example/${place.channel}/${id}`,
    ...more,
  };
}

it("a person subscribes, looks, changes, pauses, resumes, looks again and removes", async () => {
  const chats = await openChats();
  const chat = chats.chat();
  const said = async (line: string) => (await chat.say(line)).replace(/ {2,}/g, "  ");
  await said("/digest subscribe weekly fri 17:00");
  expect(await said("/digest list")).toContain(
    `• ${first}: digest weekly · fri 17:00 tz Asia/Shanghai · English · next: Friday 20 Nov, 17:00`,
  );
  expect(await said(`/digest edit ${first} mon 9:30 lang zh`)).toContain(
    "digest weekly is posted here: mon 09:30 tz Asia/Shanghai. In Chinese.",
  );
  expect(await said("/digest edit movers us")).toContain(
    "movers us is posted here: mon 09:30 tz Asia/Shanghai. In Chinese.",
  );
  expect(await said("/digest pause")).toContain(`${first} is paused: nothing is posted until it is resumed.`);
  expect(await said("/digest pause")).toContain(`${first} stood still already.`);
  expect(await said("/digest list")).toContain("Paused: somebody asked for it");
  expect(await said(`/digest resume ${first}`)).toContain("• Next: Monday 23 Nov, 09:30");
  expect(await said("/digest status")).toContain("Nothing was due yet.");
  expect(await said("/status")).toContain(`• movers us (${first}). Next: Monday 23 Nov, 09:30`);
  const sure = await chat.taps("/digest remove");
  expect(sure.map(({ command, changes }) => [command, changes])).toEqual([
    [`/digest remove ${first} yes`, true],
    ["/digest list", undefined],
  ]);
  expect(chats.kept().length).toBe(1);
  expect(await said(`/digest remove ${first} yes`)).toContain(`${first} is removed: movers us.`);
  expect(chats.kept()).toEqual([]);
  expect(await said("/digest list")).toContain("Nothing yet.");
});

it("the same in Chinese", async () => {
  const chats = await openChats();
  const chat = chats.chat({ language: "zh" });
  await chat.say("/订阅 周报 每周五 17:00");
  expect(await chat.say("/简报 列表")).toContain("11月20日（周五）17:00");
  expect(await chat.say("/简报 修改 每周一 9:30 语言 双语")).toContain(
    "将在此发送简报 周报：每周一 09:30 时区 Asia/Shanghai。使用中英双语。",
  );
  expect(await chat.say("/简报 暂停")).toContain(`${first} 已暂停`);
  expect(await chat.say("/简报 恢复")).toContain("下一次：11月23日（周一）09:30");
  expect(await chat.say("/简报 状态")).toContain("尚未到期。");
  expect(await chat.say("/简报 历史")).toContain("尚未到期。");
  expect(await chat.say(`/退订 ${first}`)).toContain(`要删除 ${first} 吗？`);
  expect(await chat.say("/退订 是")).toContain(`已删除 ${first}：简报 周报。`);
});

describe("/digest edit changes only what is told", () => {
  it.each([
    ["18:00 fri", "digest weekly fri 18:00 tz Europe/Berlin skip holidays us zh"],
    ["09:00", "digest weekly fri 09:00 tz Europe/Berlin skip holidays us zh"],
    ["9点", "digest weekly fri 09:00 tz Europe/Berlin skip holidays us zh"],
    ['"when:08:00,16:30"', "digest weekly fri 08:00,16:30 tz Europe/Berlin skip holidays us zh"],
    ["mon", "digest weekly mon 17:00 tz Europe/Berlin skip holidays us zh"],
    ["周一", "digest weekly mon 17:00 tz Europe/Berlin skip holidays us zh"],
    ["when:mon", "digest weekly mon 17:00 tz Europe/Berlin skip holidays us zh"],
    ["mon tz Asia/Tokyo", "digest weekly mon 17:00 tz Asia/Tokyo skip holidays us zh"],
    ["09:00 skip holidays hk", "digest weekly fri 09:00 tz Europe/Berlin skip holidays hk zh"],
    ["monthly last", "digest weekly monthly last 17:00 tz Europe/Berlin skip holidays us zh"],
    ["movers us 09:00", "movers us fri 09:00 tz Europe/Berlin skip holidays us zh"],
    ["tz Asia/Tokyo", "digest weekly fri 17:00 tz Asia/Tokyo skip holidays us zh"],
    ["zone:Asia/Tokyo", "digest weekly fri 17:00 tz Asia/Tokyo skip holidays us zh"],
    ["lang auto", "digest weekly fri 17:00 tz Europe/Berlin skip holidays us none"],
    ["daily", "digest daily fri 17:00 tz Europe/Berlin skip holidays us zh"],
    ["daily weekdays 08:00", "digest daily weekdays 08:00 tz Europe/Berlin zh"],
    ["sections movers news", "digest weekly movers news fri 17:00 tz Europe/Berlin skip holidays us zh"],
    ["movers us top:3 lang en", "movers us top:3 fri 17:00 tz Europe/Berlin skip holidays us en"],
    ["missed none", "digest weekly fri 17:00 tz Europe/Berlin skip holidays us zh"],
  ])("%s", async (line, kept) => {
    const chats = await openChats();
    const chat = chats.chat();
    await chat.ask("/digest subscribe weekly fri 17:00 tz Europe/Berlin skip holidays us lang zh");
    await chat.ask(`/digest edit ${first} ${line}`);
    const [now] = chats.kept();
    const { what, schedule, language = "none" } = now as NonNullable<typeof now>;
    const expected = line.startsWith("18:00") ? kept.replace(" skip holidays us", "") : kept;
    expect([...what, printSchedule(schedule, "en"), language].join(" ")).toBe(expected);
  });
});
