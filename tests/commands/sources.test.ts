import { expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Services } from "../../commands/services.ts";
import { renderPlain } from "../../src/document/plain.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { postsOver } from "../fixtures/posts.ts";
import { demoMarket, speakerOf } from "../fixtures/services.ts";
import { friday } from "./chat.ts";

type Sources = ReturnType<NonNullable<Services["sources"]>>;

/** What /status says of these live sources in Shanghai. */
async function told(sources: Sources | undefined, language: Language = "en"): Promise<string[]> {
  const clock = { now: () => friday, elapsed: () => 0, sleep: async () => undefined };
  const market = { ...(await demoMarket()), ...(sources !== undefined && { sources: () => sources }) };
  const { services } = await postsOver({ market, clock });
  const { document } = await createDispatcher(commands)
    .understand(["status"])
    .ask({
      services,
      language,
      conversation: {
        place: { platform: "chat", account: "team", channel: "room" },
        person: "ann",
        zone: "Asia/Shanghai",
        alone: false,
        chosen: {},
        choose: async () => ({}),
        mayManage: async () => true,
      },
    });
  const text = renderPlain(document, { speaker: speakerOf(language), width: 200 });
  return text.split("\n").filter((line) => /source|CoinGecko|Yahoo|FRED|数据源|雅虎/.test(line));
}

const yahoo = { en: "Yahoo Finance", zh: "雅虎财经" };
const some: Sources = [
  { names: { en: "CoinGecko", zh: "CoinGecko" }, answers: true },
  { names: yahoo, answers: false, resting: { until: friday + 30 * 60_000 } },
  { names: { en: "FRED", zh: "FRED" }, answers: false, resting: {} },
];

it("/status tells how many live sources answer, and which are left alone until when by the reader's clock", async () => {
  expect(await told(some)).toEqual([
    "• Live sources: 3 asked, 1 of them answered last time",
    "• Yahoo Finance is left alone until Friday 20 Nov, 11:30",
    "• FRED refused and is not asked again before the next start",
  ]);
});

it("/status tells it in Chinese", async () => {
  expect(await told(some, "zh")).toEqual([
    "• 实时数据源：已询问3个，其中1个最近一次有应答",
    "• 雅虎财经暂停询问，至11月20日（周五）11:30",
    "• FRED已拒绝，下次启动前不再询问",
  ]);
});

it("/status of another market says nothing of live sources", async () => {
  expect(await told(undefined)).toEqual([]);
});
