import * as z from "zod";
import { literal, message } from "../../src/i18n/value.ts";
import type { Command, CommandContext } from "../../src/platform/command.ts";
import { CommandError } from "../../src/platform/parse.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { mostPerChannel } from "../../src/subscription/book.ts";
import type { Draft, Subscription } from "../../src/subscription/subscription.ts";
import { createTurns } from "../../src/support/turns.ts";
import { refuseUnlessManager } from "../rights.ts";
import type { Services } from "../services.ts";
import type { Meaning, Meant } from "./meaning.ts";
import { fitting, wantedOf } from "./plan.ts";
import { type Said, type SubscriptionValues, saidBy, subscriptionFields, subscriptionOptions } from "./said.ts";
import { previewOf, refuseTwice, refuseUnlessReachable, savedAnswer } from "./saved.ts";
import { stepsOf } from "./steps.ts";
import { zoneOf } from "./times.ts";

type Context = CommandContext<Services>;

// A command that is delivered twice, at once, is kept once.
const inTurn = createTurns(1);

export function createSubscribe(meaning: Meaning): Command<Services, SubscriptionValues> {
  const command: Command<Services, SubscriptionValues> = {
    name: "digest subscribe",
    aliases: ["订阅", "add", "sub"],
    shortcuts: ["订阅"],
    options: subscriptionOptions,
    schema: z.object(subscriptionFields),
    personal: true,
    examples: [
      "/digest subscribe weekly fri 17:00",
      "/digest subscribe movers crypto 7d weekdays 08:00",
      "/digest subscribe daily 30m after us close tz Asia/Shanghai lang zh",
      "/digest subscribe weekly fri 17:00 sections movers etf-flows",
      "/订阅 日报 每天 08:00",
    ],
    async run(values, context) {
      await refuseUnlessManager(context);
      const said = saidBy(values, values.what ?? [], command);
      const zone = zoneOf(context);
      const wanted = wantedOf(said, { meaning, context, zone });
      if (wanted.schedule === undefined) {
        const heading = message("digest.subscribe.heading");
        return stepsOf({ command: ["digest", "subscribe"], heading, wanted, said, zone });
      }
      const what = wanted.what ?? meaning.of(fitting(wanted.schedule));
      return save(what, draftOf(what, wanted.schedule, said, context), { meaning, context });
    },
    messages: {
      en: {
        "command.digest.subscribe": "Post a digest or any answer here on a schedule",
        "command.digest.subscribe.what":
          "what is posted, such as weekly or movers crypto 7d; in a line, the times as well",
        "command.digest.subscribe.when": "when, such as weekdays 08:00, fri 17:00 or 30m after us close",
        "command.digest.subscribe.zone": "the clock of these times, such as Asia/Shanghai",
        "command.digest.subscribe.language": "language of the posts",
        "command.digest.subscribe.sections": "only these sections of a digest, in this order",
        "command.digest.subscribe.missed": "what is sent after a downtime (default: the latest)",
        "command.digest.subscribe.overlap":
          "what is sent where one is due before the one before went out (default: the newer only)",
        "command.digest.subscribe.doubt":
          "where nobody can tell whether a post arrived: wait for a person (default), or send it again, marked",
        "digest.subscribe.heading": "Post here on a schedule",
        "digest.full": "This chat has {most} subscriptions, and more are not kept. Remove one with /digest remove.",
      },
      zh: {
        "command.digest.subscribe": "在此定时发送简报或任一回答",
        "command.digest.subscribe.what": "发送内容，例如周报或涨跌 加密 7日；写成一行时可连同时间",
        "command.digest.subscribe.when": "时间，例如工作日 08:00、每周五 17:00、美股收盘后30分钟",
        "command.digest.subscribe.zone": "以上时间所用的时区，例如 Asia/Shanghai",
        "command.digest.subscribe.language": "推送的语言",
        "command.digest.subscribe.sections": "仅含简报的这些板块，按此顺序",
        "command.digest.subscribe.missed": "停机后补发什么（默认最新一份）",
        "command.digest.subscribe.overlap": "上一份未发出时新的一份已到期，发送哪一份（默认只发新的）",
        "command.digest.subscribe.doubt": "无法确认是否送达时：等人确认（默认），或标明后重发",
        "digest.subscribe.heading": "在此定时发送",
        "digest.full": "本群已有 {most} 项订阅，不能再增加。可用“/简报 删除”删去一项。",
      },
    },
  };
  return command;
}

function draftOf(
  what: Meant,
  schedule: Schedule,
  { language, missed, overlap, doubt }: Said,
  { conversation, language: read }: Context,
): Draft {
  // Where the chat chose none, posts speak as whoever sets them up reads.
  const usual = conversation.chosen.language === undefined ? read : undefined;
  const spoken = language === "auto" ? undefined : (language ?? usual);
  return {
    place: conversation.place,
    what: what.words,
    schedule,
    owner: conversation.person,
    ...(conversation.alone ? { alone: true as const } : {}),
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(missed === undefined ? {} : { missed }),
    ...(overlap === undefined ? {} : { overlap }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

async function save(what: Meant, draft: Draft, world: { readonly meaning: Meaning; readonly context: Context }) {
  const { posts } = world.context.services;
  await refuseUnlessReachable(draft.place, world.context);
  refuseTwice(draft, what, world);
  const preview = await previewOf(draft, world.context);
  const kept = await inTurn(async (): Promise<Subscription | undefined> => {
    refuseTwice(draft, what, world);
    return posts.book.add(draft, posts.now());
  });
  if (kept === undefined)
    throw new CommandError(
      `This chat has ${mostPerChannel} subscriptions already.`,
      message("digest.full", { most: literal(String(mostPerChannel)) }),
    );
  return savedAnswer(kept, preview, { ...world, changed: false });
}
