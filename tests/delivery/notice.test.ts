import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Entry } from "../../src/delivery/ledger.ts";
import { noticeOf } from "../../src/delivery/notice.ts";
import type { Trouble } from "../../src/delivery/trouble.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { Subscription } from "../../src/subscription/subscription.ts";
import { speakerOf } from "../fixtures/services.ts";

const subscription = Subscription.parse({
  version: 1,
  id: "k3f9x",
  place: { platform: "chat", account: "team", channel: "C0123" },
  what: ["digest", "weekly"],
  schedule: { version: 1, rule: { kind: "weekly", weekdays: [5], at: ["17:00"] }, zone: "Asia/Shanghai" },
  owner: "ann",
  createdAt: 0,
});
const archived = { ...subscription, paused: { at: 1, why: "archived" as const } };
const key = "k3f9x|2026-11-27T17:00|Asia/Shanghai|0";

function entry(state: Entry["state"], reason: NonNullable<Entry["reason"]>, detail?: string): Entry {
  const { id, place } = subscription;
  return {
    subscription: id,
    origin: "schedule",
    wall: "2026-11-27T17:00",
    zone: "Asia/Shanghai",
    dueAt: 0,
    plannedAt: 0,
    freshUntil: 0,
    place,
    state,
    reason,
    ...(detail === undefined ? {} : { detail }),
  };
}

const post = {
  en: "digest weekly (k3f9x), for the chat C0123 on Chat",
  zh: "digest weekly（k3f9x），发往Chat会话 C0123",
};
const due = { en: "Due 27 Nov 2026, 17:00 (Asia/Shanghai).", zh: "原定2026/11/27 17:00（Asia/Shanghai）。" };
const word = (detail: string) => ({ en: `The platform's word for it: ${detail}`, zh: `平台给出的原因：${detail}` });

interface Case {
  readonly trouble: Trouble;
  readonly en: readonly string[];
  readonly zh: readonly string[];
  readonly taps: readonly string[];
}

const cases: readonly (readonly [name: string, one: Case])[] = [
  [
    "a chat that was archived",
    {
      trouble: { is: "gone", subscription: archived, key, detail: "is_archived" },
      en: [
        post.en,
        "The chat or topic takes no messages any more: it was archived. The subscription is paused. Bring the bot back, then resume; or remove the subscription.",
        word("is_archived").en,
      ],
      zh: [
        post.zh,
        "该会话或话题不再接收消息：会话已归档。订阅已暂停。请重新加入机器人后恢复，或删除订阅。",
        word("is_archived").zh,
      ],
      taps: ["/digest resume k3f9x", "/digest remove k3f9x"],
    },
  ],
  [
    "a right that is missing",
    {
      trouble: { is: "not-permitted", subscription, key, paused: false, detail: "missing_access" },
      en: [
        post.en,
        "The bot lacks a right in that chat, so the post was not sent. Let the bot post there, then send it again.",
        word("missing_access").en,
      ],
      zh: [
        post.zh,
        "机器人在该会话缺少权限，推送未能发出。请允许机器人发言，然后重新发送。",
        word("missing_access").zh,
      ],
      taps: ["/digest resend k3f9x 2026-11-27T17:00", "/digest remove k3f9x"],
    },
  ],
  [
    "a right that is missing for long",
    {
      trouble: { is: "not-permitted", subscription, key, paused: true, detail: "missing_access" },
      en: [
        post.en,
        "The bot lacks a right in that chat, so the post was not sent; after several times the subscription is paused. Let the bot post there, then resume.",
        word("missing_access").en,
      ],
      zh: [
        post.zh,
        "机器人在该会话缺少权限，推送未能发出；多次之后订阅已暂停。请允许机器人发言，然后恢复。",
        word("missing_access").zh,
      ],
      taps: ["/digest resume k3f9x", "/digest remove k3f9x"],
    },
  ],
  [
    "a post given up",
    {
      trouble: { is: "dead", subscription, key, entry: entry("dead", "refused", "invalid_blocks") },
      en: [
        post.en,
        due.en,
        "The post was given up: refused by the platform. Mend that if you can, then send it again.",
        word("invalid_blocks").en,
      ],
      zh: [post.zh, due.zh, "推送已放弃：被平台拒绝。若能排除原因，可重新发送。", word("invalid_blocks").zh],
      taps: ["/digest resend k3f9x 2026-11-27T17:00", "/digest history k3f9x"],
    },
  ],
  [
    "a post in doubt",
    {
      trouble: { is: "held", subscription, key, entry: entry("held", "in-doubt") },
      en: [
        post.en,
        due.en,
        "Nobody can tell whether the post arrived: the platform gave no answer. Look into the chat. If it is there, say so; if not, send it again.",
      ],
      zh: [
        post.zh,
        due.zh,
        "无法确认推送是否送达：平台没有答复。请到会话中查看：若已收到，请告知；若没有，请重新发送。",
      ],
      taps: ["/digest confirm k3f9x 2026-11-27T17:00", "/digest resend k3f9x 2026-11-27T17:00"],
    },
  ],
  [
    "a post that came too late",
    {
      trouble: { is: "expired", subscription, key, entry: entry("expired", "too-late") },
      en: [
        post.en,
        due.en,
        "The post was not sent in time: too late to be of use. The next one goes out as usual; this one can still be sent.",
      ],
      zh: [post.zh, due.zh, "推送未能及时发出：已过时效。下一份照常发送；这一份仍可补发。"],
      taps: ["/digest resend k3f9x 2026-11-27T17:00", "/digest history k3f9x"],
    },
  ],
  [
    "a record that was damaged",
    {
      trouble: { is: "silent", subscription, key, dueAt: 0 },
      en: [post.en, "The record of a post was damaged, so it was not sent. The next one goes out as usual."],
      zh: [post.zh, "一份推送的记录已损坏，因此没有发送。下一份照常发送。"],
      taps: ["/digest history k3f9x"],
    },
  ],
];

describe.each(cases)("the owner is told of %s", (_name, { trouble, taps, ...said }) => {
  const { nodes } = noticeOf(trouble);

  it.each(["en", "zh"] as const)("in %s", (language) => {
    const text = { nodes: nodes.filter(({ node }) => node !== "actions") };
    const lines = renderPlain(text, { speaker: speakerOf(language), width: 300 })
      .split("\n")
      .filter((line) => line !== "");
    expect(lines).toEqual(said[language]);
  });

  it("with taps that are commands, short enough for every platform", () => {
    const dispatcher = createDispatcher(commands);
    const offered = nodes.flatMap((node) => (node.node === "actions" ? node.items.map(({ command }) => command) : []));
    expect(offered).toEqual(taps);
    for (const line of offered) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(64);
      expect(dispatcher.understand(splitWords(line)).command.name).toBe(line.split(" ").slice(0, 2).join(" ").slice(1));
    }
  });
});
