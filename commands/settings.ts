import * as z from "zod";
import { list, paragraph, title } from "../src/document/build.ts";
import { literal, message } from "../src/i18n/value.ts";
import type { Command, CommandContext, Option } from "../src/platform/command.ts";
import type { Preferences } from "../src/platform/conversation.ts";
import { CommandError } from "../src/platform/parse.ts";
import { minuteOfDay, timeText } from "../src/schedule/civil.ts";
import { ScheduleError } from "../src/schedule/mistake.ts";
import { lineOf, pickOf } from "./follow.ts";
import { languageOption } from "./language.ts";
import { refuseUnlessManager } from "./rights.ts";
import type { Services } from "./services.ts";

const schema = z.object({
  language: z.enum(["en", "zh", "both", "auto"]).optional(),
  manage: z.enum(["admins", "everyone"]).optional(),
  zone: z.array(z.string()).optional(),
  quiet: z.array(z.string()).optional(),
});
type Values = z.infer<typeof schema>;

const manage: Option = {
  name: "manage",
  zh: "管理",
  kind: "choice",
  choices: [
    { value: "admins", en: "Admins", aliases: ["管理员"] },
    { value: "everyone", en: "Everyone", aliases: ["所有人", "anyone"] },
  ],
};

const zone: Option = {
  name: "zone",
  zh: "时区",
  kind: "words",
  completes: "zone",
  looks: /^[a-z_]+\/[a-z_+\-\d/]+$|^utc$|^(?:北京|上海|香港|台北|新加坡|东京|伦敦|纽约|美东)(?:时间)?$/i,
};
const quiet: Option = {
  name: "quiet",
  zh: "免打扰",
  kind: "words",
  looks: /^\d{1,2}(?::\d\d)?[-–~至到]\d{1,2}(?::\d\d)?$/,
};

export const settings: Command<Services, Values> = {
  name: "settings",
  aliases: ["设置"],
  options: [languageOption, manage, zone, quiet],
  personal: true,
  schema,
  examples: [
    "/settings",
    "/settings zh",
    "/settings both",
    "/settings everyone",
    "/settings zone Asia/Shanghai",
    "/settings quiet 22:00-07:00",
    "/设置 中文",
  ],
  async run(values, context) {
    const changes = Object.keys(values).length > 0;
    if (changes) await refuseUnlessManager(context);
    const change = changeOf(values, context);
    const chosen = changes
      ? await context.conversation.choose((now) => ({ ...now, ...change }))
      : context.conversation.chosen;
    return { document: { nodes: [...describe(chosen, context, changes)] }, unshared: true };
  },
  messages: {
    en: {
      "command.settings": "Language, clock, quiet hours and who may change what, for this chat or, in private, for you",
      "command.settings.language": "en, zh, both in one message, or auto: as each reader's app",
      "command.settings.manage": "who may change this chat's settings and lists",
      "command.settings.zone": "the clock people here go by, such as Asia/Shanghai; auto: as each reader's app",
      "command.settings.quiet": "hours in which posts make no sound, such as 22:00-07:00, or off",
      "settings.zone": "Clock: {told, select, yes {{zone}} other {as each reader's app, or else {zone}}}",
      "settings.quiet":
        "Quiet hours: {told, select, yes {{quiet}, by the clock of {zone}: posts make no sound} other {none}}",
      "settings.wrong-quiet": "“{word}” is no stretch of hours. Write it like 22:00-07:00, or off.",
      "settings.heading": "Settings",
      "settings.kept": "Kept.",
      "settings.language":
        "Language: {language, select, en {English} zh {Chinese} both {English and Chinese in one message} other {as each reader's app}}",
      "settings.manage": "Changed by: {manage, select, everyone {everyone here} other {admins}}",
      "settings.where":
        "{alone, select, yes {These are yours, for this chat and for answers only you see.} other {These hold for this chat.}}",
      "rights.managers-only":
        "Only an admin of this chat may change this. An admin can let everyone do it with /settings everyone.",
    },
    zh: {
      "command.settings": "语言、时区、免打扰与管理权限：群聊内对全群生效，私聊内仅对您生效",
      "command.settings.language": "en、zh、both（一条消息双语）或 auto（跟随各自客户端）",
      "command.settings.manage": "谁可以修改本群的设置与名单",
      "command.settings.zone": "此处所用的时区，例如 Asia/Shanghai；自动：跟随各自客户端",
      "command.settings.quiet": "推送不发出提示音的时段，例如 22:00-07:00；off 为关闭",
      "settings.zone": "时区：{told, select, yes {{zone}} other {跟随各自客户端，否则为{zone}}}",
      "settings.quiet": "免打扰：{told, select, yes {{quiet}（{zone}时间），推送不发出提示音} other {无}}",
      "settings.wrong-quiet": "“{word}”不是一段时间。请写成 22:00-07:00，或写 off 关闭。",
      "settings.heading": "设置",
      "settings.kept": "已保存。",
      "settings.language": "语言：{language, select, en {英文} zh {中文} both {一条消息双语} other {跟随各自客户端}}",
      "settings.manage": "可修改者：{manage, select, everyone {所有人} other {管理员}}",
      "settings.where":
        "{alone, select, yes {以上为您个人的设置，适用于私聊及仅您可见的回答。} other {以上设置适用于本群。}}",
      "rights.managers-only": "只有本群管理员可以修改。管理员可用 /设置 所有人 开放给所有人。",
    },
  },
};

function changeOf(values: Values, context: CommandContext<Services>): Preferences {
  const { language: wanted, manage: who, zone: clock, quiet: hours } = values;
  return {
    ...(wanted === undefined ? {} : { language: wanted === "auto" ? undefined : wanted }),
    ...(who === undefined ? {} : { manage: who }),
    ...(clock === undefined ? {} : { zone: zoneIn(clock.join(" "), context) }),
    ...(hours === undefined ? {} : { quiet: quietIn(hours.join("")) }),
  };
}

/** Read as schedules read a zone, so that the same names are known and the same ones suggested. */
function zoneIn(text: string, { services }: CommandContext<Services>): string | undefined {
  if (/^(?:auto|自动)$/i.test(text)) return undefined;
  try {
    return services.posts.read(`daily 00:00 tz ${text}`, services.posts.zone).zone;
  } catch (error) {
    if (error instanceof ScheduleError) throw new CommandError(error.message, error.said);
    throw error;
  }
}

/** `22-7` as `22:00-07:00`. */
function quietIn(text: string): string | undefined {
  if (/^(?:off|none|关闭|无)$/i.test(text)) return undefined;
  const [, from, to] = /^(\d{1,2}(?::\d\d)?)[-–~至到](\d{1,2}(?::\d\d)?)$/.exec(text) ?? [];
  const [start, end] = [timeIn(from), timeIn(to)];
  if (start !== undefined && end !== undefined && start !== end) return `${start}-${end}`;
  throw new CommandError(
    `"${text}" is no stretch of hours such as 22:00-07:00.`,
    message("settings.wrong-quiet", { word: literal(text.slice(0, 60)) }),
  );
}

function timeIn(text = ""): string | undefined {
  const [hour = "", minute = "00"] = text.split(":");
  const time = `${hour.padStart(2, "0")}:${minute}`;
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) ? timeText(minuteOfDay(time)) : undefined;
}

function* describe(chosen: Preferences, { conversation, services }: CommandContext<Services>, changed: boolean) {
  const { alone } = conversation;
  const spoken = chosen.language ?? "auto";
  const who = chosen.manage ?? "admins";
  const clock = chosen.zone ?? services.posts.zone;
  yield title(message("settings.heading"), 1);
  if (changed) yield paragraph(message("settings.kept"));
  yield list([
    message("settings.language", { language: spoken }),
    message("settings.zone", { told: chosen.zone === undefined ? "no" : "yes", zone: literal(clock) }),
    message("settings.quiet", {
      told: chosen.quiet === undefined ? "no" : "yes",
      quiet: literal(chosen.quiet ?? ""),
      zone: literal(clock),
    }),
    ...(alone ? [] : [message("settings.manage", { manage: who })]),
  ]);
  yield paragraph(message("settings.where", { alone: alone ? "yes" : "no" }));
  yield pickOf({ option: languageOption, current: spoken, line: (value) => lineOf("settings", value) });
  if (!alone) yield pickOf({ option: manage, current: who, line: (value) => lineOf("settings", value) });
}
