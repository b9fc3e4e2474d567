import { describe, expect, it } from "vitest";
import { z } from "zod";
import { actions, paragraph } from "../../src/document/build.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import { literal, message } from "../../src/i18n/value.ts";
import { createAnswering } from "../../src/platform/answering.ts";
import type { Command } from "../../src/platform/command.ts";
import type { Preferences } from "../../src/platform/conversation.ts";
import type { Incoming, Reply } from "../../src/platform/desk.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { createPreferenceBook } from "../../src/platform/preferences.ts";
import { words } from "../../src/platform/words.ts";
import { createMemoryStore } from "../../src/store/memory/index.ts";
import { MarketError } from "../../src/support/errors.ts";

const book = createMessageBook([words, { en: { "test.hello": "Hello." }, zh: { "test.hello": "你好。" } }]);

/** A command of one optional word; what it does is told when the world is made. */
function command(name: string, more: Partial<Command<Counter, { word?: string[] | undefined }>>): Command<Counter> {
  return {
    name,
    aliases: [],
    options: [{ name: "word", zh: "词", kind: "words" }],
    schema: z.object({ word: z.array(z.string()).optional() }),
    examples: [],
    messages: { en: {}, zh: {} },
    run: async (_values, { services }) => {
      services.runs++;
      return { document: { nodes: [paragraph(message("test.hello"))] } };
    },
    ...more,
  } as Command<Counter>;
}

interface Counter {
  runs: number;
  now: number;
  most: number;
}

const commands: Command<Counter>[] = [
  command("hello", {}),
  command("mine", { personal: true }),
  command("here", {
    run: async (_values, { services, conversation }) => {
      services.runs++;
      return { document: { nodes: [paragraph(literal(JSON.stringify(conversation.chosen)))] }, unshared: true };
    },
  }),
  command("speak", {
    run: async ({ word }, { conversation }) => {
      await conversation.choose((now) => ({ ...now, language: word?.[0] as Language | undefined }));
      return { document: { nodes: [paragraph(message("test.hello"))] }, unshared: true };
    },
  }),
  command("allowed", {
    run: async (_values, { conversation }) => ({
      document: { nodes: [paragraph(literal(String(await conversation.mayManage())))] },
      unshared: true,
    }),
  }),
  command("market", {
    run: async () => {
      throw new MarketError("The folder is gone. Give another.");
    },
  }),
  command("taps", {
    run: async () => ({ document: { nodes: [actions([{ id: "a", label: literal("a"), command: "/hello" }])] } }),
  }),
  command("slow", {
    run: async (_values, { services }) => {
      services.runs++;
      services.now++;
      services.most = Math.max(services.most, services.now);
      await new Promise((resolve) => setImmediate(resolve));
      services.now--;
      return { document: { nodes: [] } };
    },
  }),
  command("broken", {
    run: async () => {
      throw new Error("a stack nobody should see");
    },
  }),
];

async function world(options: { language?: Language; preferences?: Record<string, Preferences> } = {}) {
  const services = { runs: 0, now: 0, most: 0 };
  const store = createMemoryStore();
  for (const [owner, chosen] of Object.entries(options.preferences ?? {}))
    await store.commit(() => [{ table: "preferences", key: owner, value: chosen }]);
  const failures: string[] = [];
  let time = 0;
  const answer = createAnswering<Counter>({
    dispatcher: createDispatcher(commands),
    services,
    preferences: createPreferenceBook(store),
    speaker: (language) => createSpeaker(book, language),
    language: options.language ?? "en",
    failed: (what) => void failures.push(what),
    now: () => time,
    freshMs: 1000,
  })("chat");
  return {
    services,
    failures,
    pass: (ms: number) => {
      time += ms;
    },
    ask: (line: string, more: Partial<Incoming> = {}) => answer(incoming(line, more)),
  };
}

function incoming(line: string, more: Partial<Incoming> = {}): Incoming {
  return {
    words: line.split(" "),
    destination: { account: "team", channel: "room" },
    person: { id: "ann", mayManage: async () => false },
    alone: false,
    ...more,
  };
}

const textOf = ({ document, speaker }: Reply) => renderPlain(document, { speaker, width: 200 }).trim();
const speaking = (locale: string) => ({ person: { id: "ann", locale, mayManage: async () => false } });

describe("an answer", () => {
  it("is given with the line that gives it again", async () => {
    const reply = await (await world()).ask("/hello you");
    expect({ ...reply, document: textOf(reply), speaker: undefined }).toEqual({
      document: "Hello.",
      speaker: undefined,
      kind: "answer",
      personal: false,
      again: "/hello you",
    });
  });

  it("keeps words with blanks together in that line", async () => {
    const { ask } = await world();
    const { again } = await ask("", { words: ["hello", "Bank of America", "you"] });
    expect([again, splitWords(again)]).toEqual(['/hello "Bank of America" you', ["/hello", "Bank of America", "you"]]);
  });

  it("concerns the asker alone where the command says so", async () => {
    expect((await (await world()).ask("mine")).personal).toBe(true);
  });

  it("serves everyone who asks the same for a while, and is made anew after it", async () => {
    const { ask, services, pass } = await world();
    await Promise.all(Array.from({ length: 50 }, () => ask("hello")));
    await ask("HELLO");
    expect(services.runs).toBe(1);
    await ask("hello you");
    expect(services.runs).toBe(2);
    pass(1001);
    await ask("hello");
    expect(services.runs).toBe(3);
  });

  it("that depends on the conversation is made anew each time", async () => {
    const { ask, services } = await world({ preferences: { "chat team room": { manage: "everyone" } } });
    const [here, elsewhere] = [
      await ask("here"),
      await ask("here", { destination: { account: "team", channel: "attic" } }),
    ];
    expect([textOf(here), textOf(elsewhere), services.runs]).toEqual(['{"manage":"everyone"}', "{}", 2]);
  });
});

describe("two who ask the same at the same moment", () => {
  const attic = { destination: { account: "team", channel: "attic" } };

  it("never see what the other's conversation chose", async () => {
    const { ask } = await world({ preferences: { "chat team room": { manage: "everyone" } } });
    const replies = await Promise.all([ask("here"), ask("here", attic), ask("here"), ask("here", attic)]);
    expect(replies.map(textOf)).toEqual(['{"manage":"everyone"}', "{}", '{"manage":"everyone"}', "{}"]);
  });

  it("each have their own wish carried out", async () => {
    const { ask } = await world();
    await Promise.all([ask("speak zh"), ask("speak zh", attic)]);
    expect([textOf(await ask("hello")), textOf(await ask("hello", attic))]).toEqual(["你好。", "你好。"]);
  });

  it("are each allowed what they are allowed", async () => {
    const { ask } = await world();
    const admin = { person: { id: "eve", mayManage: async () => true } };
    const replies = await Promise.all([ask("allowed"), ask("allowed", admin), ask("allowed")]);
    expect(replies.map(textOf)).toEqual(["false", "true", "false"]);
  });
});

describe("the language of an answer", () => {
  it.each<[string, Record<string, Preferences>, string | undefined, string, string]>([
    ["the program's where nobody says anything", {}, undefined, "hello", "Hello."],
    ["the asker's app's", {}, "zh-CN", "hello", "你好。"],
    [
      "what the chat chose, before the asker's app",
      { "chat team room": { language: "en" } },
      "zh-CN",
      "hello",
      "Hello.",
    ],
    [
      "what the chat chose, before what the asker chose",
      { "chat team room": { language: "zh" }, "person team ann": { language: "en" } },
      "en-US",
      "hello",
      "你好。",
    ],
    [
      "what the asker chose, where only the asker sees it",
      { "chat team room": { language: "zh" }, "person team ann": { language: "en" } },
      "zh-CN",
      "mine",
      "Hello.",
    ],
    [
      "the chat's, where only the asker sees it and chose none",
      { "chat team room": { language: "zh" } },
      "en-US",
      "mine",
      "你好。",
    ],
    ["both, where that was chosen", { "chat team room": { language: "both" } }, "en-US", "hello", "Hello.\n你好。"],
  ])("is %s", async (_what, preferences, locale, line, text) => {
    const reply = await (await world({ preferences })).ask(line, locale === undefined ? {} : speaking(locale));
    expect(textOf(reply)).toBe(text);
  });

  it("is the new one as soon as it is chosen, and stays so here alone", async () => {
    const { ask } = await world();
    const elsewhere = { destination: { account: "team", channel: "attic" } };
    expect([textOf(await ask("speak zh")), textOf(await ask("hello")), textOf(await ask("hello", elsewhere))]).toEqual([
      "你好。",
      "你好。",
      "Hello.",
    ]);
  });

  it("forgets a choice at once", async () => {
    const { ask } = await world();
    await ask("speak zh");
    const reply = await ask("speak", speaking("en-US"));
    expect([textOf(reply), textOf(await ask("hello", speaking("en-US")))]).toEqual(["Hello.", "Hello."]);
  });

  it("chosen alone is the person's, wherever only the person sees the answer", async () => {
    const { ask } = await world();
    await ask("speak zh", { alone: true, destination: { account: "team", channel: "direct" } });
    expect([textOf(await ask("mine")), textOf(await ask("hello", speaking("en-US")))]).toEqual(["你好。", "Hello."]);
  });
});

describe("what was chosen", () => {
  it("is changed as it stands: of many at once none is lost", async () => {
    const book = createPreferenceBook(createMemoryStore());
    const add = (symbol: string) =>
      book.choose("chat", (now) => ({ ...now, watchlist: [...(now.watchlist ?? []), symbol] }));
    await Promise.all(["A", "B", "C", "D", "E", "F"].map(add));
    expect(book.of("chat").watchlist).toEqual(["A", "B", "C", "D", "E", "F"]);
  });

  it("by another version is kept where this one knows no such choice", async () => {
    const store = createMemoryStore();
    const value = { language: "ja", manage: "everyone", watchlist: ["A"], colours: "red-up" };
    await store.commit(() => [{ table: "preferences", key: "chat", value }]);
    const book = createPreferenceBook(store);
    expect(book.of("chat")).toEqual({ manage: "everyone", watchlist: ["A"] });
    await book.choose("chat", (now) => ({ ...now, manage: "admins" }));
    expect(store.get("preferences", "chat")).toMatchObject({ manage: "admins", watchlist: ["A"], colours: "red-up" });
  });
});

describe("a conversation that goes on under another id", () => {
  it("keeps what was chosen, and what was chosen there meanwhile stays", async () => {
    const store = createMemoryStore();
    const book = createPreferenceBook(store);
    await book.choose("old", () => ({ language: "zh", watchlist: ["NVDA.O"] }));
    await book.move("old", "new");
    expect([book.of("old"), book.of("new")]).toEqual([{}, { language: "zh", watchlist: ["NVDA.O"] }]);
    await book.choose("old", () => ({ language: "en" }));
    await book.move("old", "new");
    await book.move("nobody", "new");
    expect(book.of("new")).toEqual({ language: "zh", watchlist: ["NVDA.O"] });
  });
});

describe("a message many read", () => {
  const zh = { person: { id: "lin", locale: "zh-CN", mayManage: async () => false } };
  const tapped = (reply: Reply) =>
    reply.document.nodes.flatMap((node) => (node.node === "actions" ? node.items.map(({ command }) => command) : []));

  it("stays in its language whoever taps, unless the chat chose one", async () => {
    const { ask } = await world();
    const [line = ""] = tapped(await ask("taps"));
    expect(line).toBe("/hello lang:en");
    expect(textOf(await ask(line, zh))).toBe("Hello.");
    const chosen = await world({ preferences: { "chat team room": { language: "zh" } } });
    expect(textOf(await chosen.ask("hello lang:en"))).toBe("你好。");
  });

  it("is one answer for both of them", async () => {
    const { ask, services } = await world();
    await Promise.all([ask("hello lang:en", zh), ask("hello")]);
    expect(services.runs).toBe(1);
  });

  it("is not one of a person alone", async () => {
    const { ask } = await world();
    expect(tapped(await ask("taps", { alone: true }))).toEqual(["/hello"]);
  });
});

describe("many different questions at once", () => {
  it("are composed two at a time, in order", async () => {
    const { ask, services } = await world();
    const words = Array.from({ length: 30 }, (_, index) => `slow ${index}`);
    await Promise.all(words.map((line) => ask(line)));
    expect([services.most, services.runs]).toEqual([2, 30]);
  });
});

describe("who may change what", () => {
  const admin = { person: { id: "ann", mayManage: async () => true } };

  it.each<[string, Partial<Incoming>, Preferences, string]>([
    ["nobody else", {}, {}, "false"],
    ["an admin", admin, {}, "true"],
    ["anyone alone with the bot", { alone: true }, {}, "true"],
    ["everyone where the chat says so", {}, { manage: "everyone" }, "true"],
  ])("%s", async (_who, more, chosen, allowed) => {
    const { ask } = await world({ preferences: { "chat team room": chosen } });
    expect(textOf(await ask("allowed", more))).toBe(allowed);
  });
});

describe("what goes wrong", () => {
  it("a mistake is told to the asker alone, in the asker's language", async () => {
    const reply = await (await world()).ask("helo", speaking("zh-TW"));
    expect([reply.kind, reply.personal, textOf(reply).split("。")[0]]).toEqual(["mistake", true, "没有“helo”这个命令"]);
  });

  it("a market that cannot be read is told to the operator alone: it names folders", async () => {
    const { ask, failures } = await world();
    const reply = await ask("market", speaking("zh-CN"));
    expect([reply.kind, textOf(reply), failures]).toEqual([
      "failure",
      "无法回答/market：程序内部出错，已通知管理员，请稍后再试。",
      ["answering /market"],
    ]);
  });

  it("rights that cannot be asked for are no rights", async () => {
    const { ask, failures } = await world();
    const mayManage = async () => Promise.reject(new Error("no scope"));
    expect(textOf(await ask("allowed", { person: { id: "ann", mayManage } }))).toBe("false");
    expect(failures).toEqual(["asking who may change settings"]);
  });

  it("a defect is told to the operator, and its inside to nobody else", async () => {
    const { ask, failures } = await world();
    const reply = await ask("broken");
    expect([reply.kind, failures]).toEqual(["failure", ["answering /broken"]]);
    expect(textOf(reply)).toMatch(/^\/broken could not be answered: .*operator was told/);
  });

  it("a failed answer is not kept for the next one who asks", async () => {
    const { ask, failures } = await world();
    await ask("broken");
    await ask("broken");
    expect(failures).toHaveLength(2);
  });
});
