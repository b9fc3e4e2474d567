import * as z from "zod";
import { list, paragraph, title } from "../src/document/build.ts";
import { message } from "../src/i18n/value.ts";
import type { Command, CommandContext, Option } from "../src/platform/command.ts";
import type { Preferences } from "../src/platform/conversation.ts";
import { lineOf, pickOf } from "./follow.ts";
import { refuseUnlessManager } from "./rights.ts";
import type { Services } from "./services.ts";

const schema = z.object({
  language: z.enum(["en", "zh", "both", "auto"]).optional(),
  manage: z.enum(["admins", "everyone"]).optional(),
});
type Values = z.infer<typeof schema>;

const language: Option = {
  name: "language",
  zh: "语言",
  kind: "choice",
  choices: [
    { value: "en", en: "English", aliases: ["english", "英文", "英语"] },
    { value: "zh", en: "Chinese", aliases: ["chinese", "中文"] },
    { value: "both", en: "Both", aliases: ["双语"] },
    { value: "auto", en: "As each reader's app", aliases: ["自动", "跟随客户端"] },
  ],
};
const manage: Option = {
  name: "manage",
  zh: "管理",
  kind: "choice",
  choices: [
    { value: "admins", en: "Admins", aliases: ["管理员"] },
    { value: "everyone", en: "Everyone", aliases: ["所有人", "anyone"] },
  ],
};

export const settings: Command<Services, Values> = {
  name: "settings",
  aliases: ["设置"],
  options: [language, manage],
  personal: true,
  schema,
  examples: ["/settings", "/settings zh", "/settings both", "/settings everyone", "/设置 中文"],
  async run(values, context) {
    const changes = Object.keys(values).length > 0;
    if (changes) await refuseUnlessManager(context);
    const chosen = changes
      ? await context.conversation.choose((now) => ({ ...now, ...changeOf(values) }))
      : context.conversation.chosen;
    return { document: { nodes: [...describe(chosen, context, changes)] }, unshared: true };
  },
  messages: {
    en: {
      "command.settings": "Language and who may change what, for this chat or, in private, for you",
      "command.settings.language": "en, zh, both in one message, or auto: as each reader's app",
      "command.settings.manage": "who may change this chat's settings and lists",
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
      "command.settings": "语言与管理权限：群聊内对全群生效，私聊内仅对您生效",
      "command.settings.language": "en、zh、both（一条消息双语）或 auto（跟随各自客户端）",
      "command.settings.manage": "谁可以修改本群的设置与名单",
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

function changeOf(values: Values): Preferences {
  const { language: wanted, manage: who } = values;
  return {
    ...(wanted === undefined ? {} : { language: wanted === "auto" ? undefined : wanted }),
    ...(who === undefined ? {} : { manage: who }),
  };
}

function* describe(chosen: Preferences, { conversation }: CommandContext<Services>, changed: boolean) {
  const { alone } = conversation;
  const spoken = chosen.language ?? "auto";
  const who = chosen.manage ?? "admins";
  yield title(message("settings.heading"), 1);
  if (changed) yield paragraph(message("settings.kept"));
  yield list([
    message("settings.language", { language: spoken }),
    ...(alone ? [] : [message("settings.manage", { manage: who })]),
  ]);
  yield paragraph(message("settings.where", { alone: alone ? "yes" : "no" }));
  yield pickOf({ option: language, current: spoken, line: (value) => lineOf("settings", value) });
  if (!alone) yield pickOf({ option: manage, current: who, line: (value) => lineOf("settings", value) });
}
