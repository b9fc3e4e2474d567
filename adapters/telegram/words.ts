import type { Catalog } from "../../src/i18n/catalog.ts";

/** What this adapter says by itself. */
export const words: Catalog = {
  en: {
    "telegram.ready":
      "Telegram: connected as {bot}. Add it to a group: {link}{inline, select, yes {} other { · Inline mode is off: turn it on with /setinline at @BotFather to share answers in any chat.}}{privacy, select, on { · In groups it hears commands only, best written as /movers{bot}.} other {}}",
    "telegram.share": "Share",
    "telegram.outdated": "This button is from an older version. Send the command again.",
    "telegram.no-rights":
      "I may not write in “{chat}”, so your command there stayed without an answer. Ask an admin to let me send messages.",
    "telegram.shortened": "Shortened here: ask {bot} for the whole answer.",
    "telegram.inline-hint": "Type a name, a code or a command",
    "telegram.reach.ok": "I may post in “{chat}”.",
    "telegram.reach.private": "I may write to you.",
    "telegram.reach.unmet": "I cannot write to you. Open the private chat with me and press Start.",
    "telegram.reach.absent":
      "I am not in this chat, or it is gone. Invite me to the group; in a channel make me an admin with the right “Post Messages”.",
    "telegram.reach.no-post":
      "I may not post in the channel “{chat}”. Make me an admin there with the right “Post Messages”.",
    "telegram.reach.muted": "I may not write in “{chat}”. Ask an admin to let me send messages there.",
    "telegram.check.bot": "The token is that of {bot}.",
    "telegram.check.groups": "{bot} may be added to groups.",
    "telegram.check.no-groups": "{bot} may not be added to groups. Turn that on with /setjoingroups at @BotFather.",
    "telegram.check.inline": "Inline mode is on: answers can be shared in any chat.",
    "telegram.check.no-inline":
      "Inline mode is off, so answers cannot be shared in chats without the bot. Turn it on with /setinline at @BotFather.",
    "telegram.check.polling": "Updates can be fetched: no webhook is set.",
    "telegram.check.webhook": "The webhook is set to this program's address.",
    "telegram.check.other-webhook":
      "A webhook is set to {host}, which is not this program; starting this program replaces it. Stop the other one, or use a bot of its own.",
    "telegram.check.no-webhook": "The webhook is not set yet. It is set when the program starts.",
    "telegram.check.webhook-error":
      "Telegram could not deliver to the webhook: {reason}. Check that {host} can be reached.",
    "telegram.check.commands": "The command menu is up to date.",
    "telegram.check.no-commands":
      "The command menu is not up to date. It is brought up to date when the program starts.",
  },
  zh: {
    "telegram.ready":
      "Telegram：已连接，机器人为 {bot}。邀请进群：{link}{inline, select, yes {} other { · 内联模式未开启：请在 @BotFather 用 /setinline 开启，以便在任意聊天中分享。}}{privacy, select, on { · 在群组中只能收到命令，建议写成 /movers{bot}。} other {}}",
    "telegram.share": "分享",
    "telegram.outdated": "此按钮来自旧版本，请重新发送命令。",
    "telegram.no-rights": "我无权在“{chat}”发言，因此未能回答您在那里的命令。请让管理员允许我发送消息。",
    "telegram.shortened": "此处内容有删减，完整回答请询问 {bot}。",
    "telegram.inline-hint": "请输入名称、代码或命令",
    "telegram.reach.ok": "我可以在“{chat}”发送消息。",
    "telegram.reach.private": "我可以给您发送消息。",
    "telegram.reach.unmet": "我无法给您发送消息。请打开与我的私聊并点按“开始”。",
    "telegram.reach.absent":
      "我不在此聊天中，或该聊天已不存在。请邀请我进群；若为频道，请将我设为有“发布消息”权限的管理员。",
    "telegram.reach.no-post": "我无权在频道“{chat}”发布消息。请将我设为该频道的管理员，并授予“发布消息”权限。",
    "telegram.reach.muted": "我无权在“{chat}”发言。请让管理员允许我在那里发送消息。",
    "telegram.check.bot": "令牌有效，机器人为 {bot}。",
    "telegram.check.groups": "可以将 {bot} 加入群组。",
    "telegram.check.no-groups": "目前不能将 {bot} 加入群组。请在 @BotFather 用 /setjoingroups 开启。",
    "telegram.check.inline": "内联模式已开启，可在任意聊天中分享回答。",
    "telegram.check.no-inline": "内联模式未开启，无法在机器人不在的聊天中分享。请在 @BotFather 用 /setinline 开启。",
    "telegram.check.polling": "可以拉取更新：未设置网络回调。",
    "telegram.check.webhook": "网络回调已指向本程序的地址。",
    "telegram.check.other-webhook":
      "网络回调指向 {host}，并非本程序；本程序启动后会替换它。请停止另一个程序，或另用一个机器人。",
    "telegram.check.no-webhook": "网络回调尚未设置，程序启动时会设置。",
    "telegram.check.webhook-error": "Telegram 无法送达网络回调：{reason}。请检查能否访问 {host}。",
    "telegram.check.commands": "命令菜单已是最新。",
    "telegram.check.no-commands": "命令菜单不是最新，程序启动时会更新。",
  },
};
