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
    "discord.check.server": "Server {server}: the bot may write and embed.",
    "discord.check.server-rights":
      "Server {server}: the bot lacks {rights}. Give them to its role in the settings of the server, or invite it again with {link}",
    "discord.check.guild": "Commands are registered in server {server} only (DISCORD_GUILD_ID).",
    "discord.check.guild-wrong":
      "The bot is not in server {server}, where DISCORD_GUILD_ID wants its commands. Invite it with {link}, or unset DISCORD_GUILD_ID.",
    "discord.right.view": "View Channels",
    "discord.right.send": "Send Messages",
    "discord.right.embed": "Embed Links",
    "discord.right.thread": "Send Messages in Threads",
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
    "discord.check.server": "服务器 {server}：机器人可以发言与嵌入内容。",
    "discord.check.server-rights":
      "服务器 {server}：机器人缺少{rights}权限。请在服务器设置中授予其身份组，或用 {link} 重新邀请",
    "discord.check.guild": "命令只注册在服务器 {server}（DISCORD_GUILD_ID）。",
    "discord.check.guild-wrong":
      "机器人不在 DISCORD_GUILD_ID 指定的服务器 {server} 中。请用 {link} 邀请它，或取消设置 DISCORD_GUILD_ID。",
    "discord.right.view": "查看频道",
    "discord.right.send": "发送消息",
    "discord.right.embed": "嵌入链接",
    "discord.right.thread": "在子区内发送消息",
  },
};
