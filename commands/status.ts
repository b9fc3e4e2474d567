import * as z from "zod";
import { list, paragraph, title } from "../src/document/build.ts";
import type { Node } from "../src/document/node.ts";
import { day, literal, message, name, quantity, span, type Value } from "../src/i18n/value.ts";
import type { Snapshot } from "../src/market/snapshot.ts";
import type { Command, CommandContext } from "../src/platform/command.ts";
import { nextOf } from "./digest/card.ts";
import { subscriptionsHere } from "./digest/mine.ts";
import { momentIn, zoneOf } from "./digest/times.ts";
import type { Services } from "./services.ts";

const datasets = [
  "indices",
  "universes",
  "etfFlows",
  "crypto",
  "sentiment",
  "rates",
  "fundamentals",
  "events",
  "funds",
  "news",
] as const;

export const status: Command<Services> = {
  name: "status",
  aliases: ["状态"],
  options: [],
  schema: z.object({}),
  personal: true,
  examples: ["/status"],
  async run(_values, context) {
    const { services, window } = context;
    const snapshot = await services.snapshot(window);
    const dropped = snapshot.faults.filter((fault) => fault.severity === "dropped").length;
    return {
      document: {
        nodes: [
          title(message("status.heading"), 1),
          paragraph(
            message("status.market", {
              publisher: name(snapshot.publisher),
              demo: snapshot.demo ? "yes" : "no",
              window: span(snapshot.window.from, snapshot.window.to),
              seen: day(snapshot.seenOn),
              dropped,
            }),
          ),
          ...sourceLines(context),
          ...platformLines(services),
          ...postLines(context),
          list(datasets.map((dataset) => countOf(snapshot, dataset))),
        ],
      },
      unshared: true,
    };
  },
  messages: {
    en: {
      "command.status": "Which platforms hear, which market is loaded, and what it holds",
      "status.heading": "Status",
      "status.platform": "{platform}: {connected, select, yes {connected} other {not connected, being tried again}}",
      "status.market":
        "Market: {publisher}{demo, select, yes { (demo)} other {}}, {window}, seen on {seen}. {dropped, plural, =0 {Every row could be read.} one {# row could not be read.} other {# rows could not be read.}}",
      "status.sources": "Live sources: {asked} asked, {answering} of them answered last time",
      "status.resting": "{source} is left alone until {until}",
      "status.resting-for-good": "{source} refused and is not asked again before the next start",
      "status.next": "{what} ({id}). {next}",
      "status.dataset":
        "{dataset, select, indices {Indices} universes {Quotes} etfFlows {ETF flow cells} crypto {Crypto totals} sentiment {Sentiment readings} rates {Rates and FX} fundamentals {Company figures} events {Calendar events} funds {Funds} other {Headlines}}: {count}",
    },
    zh: {
      "command.status": "平台连接、当前市场及其数据",
      "status.heading": "状态",
      "status.platform": "{platform}：{connected, select, yes {已连接} other {未连接，正在重试}}",
      "status.market":
        "市场：{publisher}{demo, select, yes {（演示）} other {}}，{window}，数据见于{seen}。{dropped, plural, =0 {全部行均可读取。} other {有#行无法读取。}}",
      "status.sources": "实时数据源：已询问{asked}个，其中{answering}个最近一次有应答",
      "status.resting": "{source}暂停询问，至{until}",
      "status.resting-for-good": "{source}已拒绝，下次启动前不再询问",
      "status.next": "{what}（{id}），{next}",
      "status.dataset":
        "{dataset, select, indices {指数} universes {行情} etfFlows {ETF资金流读数} crypto {加密总量} sentiment {情绪读数} rates {利率与汇率} fundamentals {公司数据} events {日历事件} funds {基金} other {要闻}}：{count}",
    },
  },
};

/** How the live sources did when they were last asked. */
function sourceLines(context: CommandContext<Services>): Node[] {
  const { sources, posts } = context.services;
  if (sources === undefined) return [];
  const known = sources();
  const answering = known.filter(({ answers }) => answers).length;
  const resting = known.flatMap(({ names, resting }) => {
    if (resting === undefined) return [];
    const source = name(names);
    if (resting.until === undefined) return [message("status.resting-for-good", { source })];
    return [message("status.resting", { source, until: momentIn(zoneOf(context), resting.until, posts.now()) })];
  });
  return [list([message("status.sources", { asked: known.length, answering }), ...resting])];
}

function platformLines({ platforms }: Services): Node[] {
  const items = platforms().map(({ name: platform, connected }) =>
    message("status.platform", {
      platform: platform.charAt(0).toUpperCase() + platform.slice(1),
      connected: connected ? "yes" : "no",
    }),
  );
  return items.length === 0 ? [] : [list(items)];
}

/** More are told by `/digest status`. */
const mostPosts = 5;

/** When the next posts of this conversation come, or why they do not. */
function postLines(context: CommandContext<Services>): Node[] {
  const items = subscriptionsHere(context)
    .slice(0, mostPosts)
    .map((one) =>
      message("status.next", {
        what: literal(one.what.join(" ")),
        id: literal(one.id),
        next:
          one.paused === undefined ? message("digest.card.next", { next: nextOf(one, context) }) : nextOf(one, context),
      }),
    );
  return items.length === 0 ? [] : [list(items)];
}

function countOf(snapshot: Snapshot, dataset: (typeof datasets)[number]): Value {
  const count =
    dataset === "universes"
      ? snapshot.universes.reduce((total, universe) => total + universe.quotes.length, 0)
      : snapshot[dataset].length;
  return message("status.dataset", { dataset, count: quantity({ digits: String(count), unit: "count" }) });
}
