import type { Catalog } from "../../src/i18n/catalog.ts";

/** What Discord itself needs said, to operators and to readers. */
export const words: Catalog = {
  en: {
    "discord.ready":
      "Discord: connected as {name}, in {servers, plural, =0 {no server yet} one {# server} other {# servers}}. Invite it with {link}",
    "discord.registered":
      "Discord: {count, plural, one {# command} other {# commands}} registered {where, select, server {in server {server}} other {everywhere}}.",
    "discord.rights":
      "I may not write here. Ask an admin of this server to give me “View Channel”, “Send Messages” and “Embed Links” in this channel, or to invite me again: {link}",
    "discord.check.token": "The token belongs to the bot {name}.",
    "discord.check.token-wrong":
      "Discord refused DISCORD_TOKEN. Copy the token again under Bot > Reset Token at https://discord.com/developers/applications; the application id and the public key are not it.",
    "discord.check.unreachable": "Discord could not be asked about {what} ({reason}). Check the network and try again.",
    "discord.check.invite": "Invite the bot with {link}",
    "discord.check.private":
      "Only the owner can invite this bot. Turn on Public Bot under Bot, unless that is what you want.",
    "discord.check.identify":
      "{remaining} of {total} logins are left today{few, select, yes {. Below ten, look for a program that restarts all the time: at zero, Discord resets the token} other {}}.",
    "discord.check.servers-none": "The bot is in no server yet. Invite it with {link}",
    "discord.check.server": "Server {server}: the bot may write, embed and read back.",
    "discord.check.server-history":
      "Server {server}: the bot may write and embed. It lacks Read Message History, which lets it look whether a post arrived when the answer was lost: without it, such a post waits for a person. Give it to its role, or invite it again with {link}",
    "discord.check.server-rights":
      "Server {server}: the bot lacks {rights}. Give them to its role in the settings of the server, or invite it again with {link}",
    "discord.check.guild": "Commands are registered in server {server} only (DISCORD_GUILD_ID).",
    "discord.check.guild-wrong":
      "The bot is not in server {server}, where DISCORD_GUILD_ID wants its commands. Invite it with {link}, or unset DISCORD_GUILD_ID.",
    "discord.right.view": "View Channels",
    "discord.right.send": "Send Messages",
    "discord.right.embed": "Embed Links",
    "discord.right.thread": "Send Messages in Threads",
    "discord.right.history": "Read Message History",
    "discord.reach.fine": "I may post here.",
    "discord.reach.no-history":
      "I may post here. With “Read Message History” as well I could look whether a post arrived when Discord’s answer was lost; without it, such a post waits for you.",
    "discord.reach.rights":
      "I may not post here: I lack {rights}. Ask an admin to give me that in this channel, or to invite me again: {link}",
    "discord.reach.unseen":
      "I do not see this channel. Ask an admin to give me “View Channel” there, or to invite me: {link}",
    "discord.reach.gone": "This channel is gone, or I am no longer in its server. To bring me back: {link}",
    "discord.reach.forum": "A forum takes posts in its threads only. Choose one of them.",
    "discord.reach.locked": "This thread is locked. Unlock it, or choose another place.",
    "discord.removed":
      "Discord: the bot was removed from server {server}{channels, plural, =0 {; which channels that concerns is not known} one {; posts to its one channel are paused} other {; posts to its # channels are paused}}.",
    "discord.stopped":
      "Discord refused {count} calls within ten minutes. Nothing more is posted until some of these ten minutes are over: at 10,000 it would shut out this address. Look for channels in which the bot lacks rights.",
    "discord.typed": "You typed: {typed}",
    "discord.typed.one": "{label}: {value}",
    "discord.mend": "Mend it",
    "discord.form-gone": "I no longer know this form: I was started anew since. Please give the command again.",
  },
  zh: {
    "discord.ready": "Discord：已以 {name} 登录，所在服务器 {servers} 个。邀请链接：{link}",
    "discord.registered":
      "Discord：已{where, select, server {在服务器 {server} 中} other {在全部位置}}注册 {count} 个命令。",
    "discord.rights":
      "我无权在此发言。请服务器管理员在本频道授予“查看频道”“发送消息”“嵌入链接”权限，或重新邀请我：{link}",
    "discord.check.token": "令牌属于机器人 {name}。",
    "discord.check.token-wrong":
      "Discord 拒绝了 DISCORD_TOKEN。请在 https://discord.com/developers/applications 的 Bot > Reset Token 处重新复制令牌；应用 ID 与公钥都不是令牌。",
    "discord.check.unreachable": "无法向 Discord 查询{what}（{reason}）。请检查网络后重试。",
    "discord.check.invite": "邀请链接：{link}",
    "discord.check.private": "只有所有者能邀请此机器人。如非有意，请在 Bot 处打开 Public Bot。",
    "discord.check.identify":
      "今日剩余登录次数：{remaining}/{total}{few, select, yes {。少于十次，请检查是否有程序不断重启：归零后 Discord 会重置令牌} other {}}。",
    "discord.check.servers-none": "机器人尚未加入任何服务器。邀请链接：{link}",
    "discord.check.server": "服务器 {server}：机器人可以发言、嵌入内容并回看消息。",
    "discord.check.server-history":
      "服务器 {server}：机器人可以发言与嵌入内容，但缺少“阅读消息历史记录”权限。有此权限，Discord 的回复丢失时它可以自行查明消息是否已送达；没有则须由人处理。请授予其身份组，或用 {link} 重新邀请",
    "discord.check.server-rights":
      "服务器 {server}：机器人缺少{rights}权限。请在服务器设置中授予其身份组，或用 {link} 重新邀请",
    "discord.check.guild": "命令只注册在服务器 {server}（DISCORD_GUILD_ID）。",
    "discord.check.guild-wrong":
      "机器人不在 DISCORD_GUILD_ID 指定的服务器 {server} 中。请用 {link} 邀请它，或取消设置 DISCORD_GUILD_ID。",
    "discord.right.view": "查看频道",
    "discord.right.send": "发送消息",
    "discord.right.embed": "嵌入链接",
    "discord.right.thread": "在子区内发送消息",
    "discord.right.history": "阅读消息历史记录",
    "discord.reach.fine": "我可以在此发布。",
    "discord.reach.no-history":
      "我可以在此发布。若再授予“阅读消息历史记录”权限，Discord 的回复丢失时我可以自行查明消息是否已送达；没有则须由你处理。",
    "discord.reach.rights": "我无法在此发布：缺少{rights}权限。请管理员在本频道授予，或重新邀请我：{link}",
    "discord.reach.unseen": "我看不到这个频道。请管理员授予“查看频道”权限，或邀请我：{link}",
    "discord.reach.gone": "这个频道已不存在，或我已不在其服务器中。邀请我回来：{link}",
    "discord.reach.forum": "论坛频道只能在帖子中发布，请选择其中一个帖子。",
    "discord.reach.locked": "这个子区已锁定。请解锁，或选择其他位置。",
    "discord.removed":
      "Discord：机器人已被移出服务器 {server}{channels, plural, =0 {，涉及哪些频道未知} other {，其中 # 个频道的推送已暂停}}。",
    "discord.stopped":
      "Discord 在十分钟内拒绝了 {count} 次请求，暂停发布直至其中一部分过期：达到 10,000 次时本机地址会被封禁。请检查机器人在哪些频道缺少权限。",
    "discord.typed": "你填写的是：{typed}",
    "discord.typed.one": "{label}：{value}",
    "discord.mend": "修改",
    "discord.form-gone": "我已重新启动，不再记得这份表单。请重新输入命令。",
  },
};
