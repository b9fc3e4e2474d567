import { describe, expect, it } from "vitest";
import { renderDiscord } from "../../adapters/discord/render.ts";
import { renderSlack } from "../../adapters/slack/render.ts";
import { renderTelegram } from "../../adapters/telegram/render.ts";
import { renderHtml } from "../../src/document/html.ts";
import { spoken } from "../../src/document/json.ts";
import type { Document } from "../../src/document/node.ts";
import { renderPlain } from "../../src/document/plain.ts";
import type { Language } from "../../src/i18n/locale.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { message } from "../../src/i18n/value.ts";
import { speakerOf } from "../fixtures/services.ts";
import { ids, openChats } from "./chat.ts";

const [first] = ids;
const slackOwn = ["slack.details"];
type Write = (document: Document, speaker: Speaker) => unknown;

/** The preview a person is shown, and the post they will get. */
async function previewed(language: Language, lines: readonly string[], reader: Language) {
  const chats = await openChats();
  const chat = chats.chat({ language: reader });
  let nodes: Document["nodes"] = [];
  for (const line of lines) ({ nodes } = (await chat.ask(line)).document);
  const preview = { nodes: nodes.slice(nodes.findIndex(({ node }) => node === "divider") + 1) };
  const [kept] = chats.kept();
  const post = await chats.services.posts.compose(kept as NonNullable<typeof kept>);
  const as = (write: Write) => [write(preview, speakerOf(reader)), write(post.document, speakerOf(language))];
  return as;
}

const ways: Readonly<Record<string, Write>> = {
  "plain text": (document, speaker) => renderPlain(document, { speaker, width: 200, openDetails: true }),
  "an HTML page": (document, speaker) => renderHtml(document, { speaker, redUp: false }).replace(/^.*<body>/s, ""),
  Slack: (document, speaker) => withoutOwn(renderSlack(document, speaker), speaker),
  Discord: (document, speaker) => withoutOwn(renderDiscord(document, speaker), speaker),
  Telegram: (document, speaker) => withoutOwn(renderTelegram(document, speaker), speaker),
};

/** What a platform adds of its own is meant for the reader: the colon within a table's cell, and where to look further. */
function withoutOwn(parts: unknown, speaker: Speaker): string {
  const text = JSON.stringify(parts, undefined, 1).replaceAll("：", ": ");
  return slackOwn.reduce((left, id) => left.replaceAll(speaker.say(message(id)), "…"), text);
}

const said: readonly (readonly [Language, readonly string[], Language])[] = [
  ["zh", ["/digest subscribe weekly fri 17:00 lang zh"], "en"],
  ["both", ["/digest subscribe weekly fri 17:00 lang both"], "en"],
  ["en", ["/订阅 周报 每周五 17:00 语言 英文"], "zh"],
  ["zh", ["/digest subscribe daily 08:00 lang en", `/digest edit ${first} lang zh`], "en"],
  ["both", ["/settings both", "/digest subscribe movers crypto 7d weekdays 08:00"], "zh"],
];

describe.each(said)("a post in %s after %j, shown to a reader of %s", (language, lines, reader) => {
  it.each(Object.entries(ways))("reads as it will: %s", async (_name, write) => {
    const [preview, post] = (await previewed(language, lines, reader))(write);
    expect(preview).toEqual(post);
  });

  it("carries the texts of the post as data", async () => {
    const texts: Write = ({ nodes }, speaker) => textsOf(spoken(nodes, speaker));
    const [preview, post] = (await previewed(language, lines, reader))(texts);
    expect(preview).toEqual(post);
  });
});

/** The outermost text of each value. */
function textsOf(part: unknown): unknown[] {
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== "object" || part === null) return [];
  if ("is" in part && "text" in part) return [part.text];
  return Object.values(part).flatMap(textsOf);
}

it("on Telegram, the taps of what was saved hang on the message that says its id", async () => {
  const { document } = await (await openChats()).chat().ask("/digest subscribe weekly fri 17:00");
  const payloads = renderTelegram(document, speakerOf("en")).map(({ payload }) => JSON.stringify(payload));
  expect(payloads.length).toBeGreaterThan(1);
  expect(payloads.map((text) => text.includes(`Subscribed: ${first}`))).toEqual(payloads.map((_, at) => at === 0));
  expect(payloads.map((text) => text.includes("inline_keyboard"))).toEqual(payloads.map((_, at) => at === 0));
});
