import type { Catalog } from "../../src/i18n/catalog.ts";
import { type Name, name } from "../../src/i18n/value.ts";

/** What Slack readers and the operator are told beside documents. */
export const words: Catalog = {
  en: {
    "slack.ready":
      "Slack: connected as @{bot} in {team} ({mode, select, socket {Socket Mode} other {HTTP}}). Invite it to a channel with /invite @{bot}, then ask: /movers crypto",
    "slack.details": "Tables and sources are in the thread.",
    "slack.share": "Post to channel",
    "slack.working": "One moment, the figures are being gathered.",
    "slack.more":
      "{count, plural, one {# more message} other {# more messages}} would follow here. “Post to channel” puts the whole of it into the channel, with the tables in a thread.",
    "slack.more-private":
      "{count, plural, one {# more message} other {# more messages}} would follow here. Ask for it in a direct message to the bot to get the whole of it.",
    "slack.invite":
      "I cannot post in this channel. Invite me with /invite @{bot} (in a private channel that is the only way), then tap again.",
    "slack.refused": "The answer could not be posted in full ({reason}); the operator was told.",
    "slack.check.bot": "The bot token works: @{bot} in {team}.",
    "slack.check.bot-refused":
      "The bot token was refused ({reason}). Install the app again and copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN.",
    "slack.check.unreachable":
      "Slack could not be asked ({reason}). Check the network and SLACK_API_URL, then try again.",
    "slack.check.scopes": "The bot has the scopes it needs: {scopes}.",
    "slack.check.scopes-missing":
      "The bot lacks {scopes}. Add {count, plural, one {this scope} other {these scopes}} under OAuth & Permissions and install the app again.",
    "slack.check.app": "The app token works: Socket Mode can be opened.",
    "slack.check.app-refused":
      "The app token was refused ({reason}). Switch Socket Mode on, generate an app-level token with the scope connections:write under Basic Information, and put it into SLACK_APP_TOKEN.",
    "slack.check.secret": "The signing secret has the usual shape.",
    "slack.check.secret-shape":
      "The signing secret is not 32 hexadecimal characters. Copy it from Basic Information into SLACK_SIGNING_SECRET.",
  },
  zh: {
    "slack.ready":
      "Slack：已以 @{bot} 连接 {team}（{mode, select, socket {Socket Mode} other {HTTP}}）。在频道中用 /invite @{bot} 邀请后即可提问：/movers crypto",
    "slack.details": "表格与来源见消息列。",
    "slack.share": "发到频道",
    "slack.working": "请稍候，正在汇总数据。",
    "slack.more": "此处还有{count}条消息未显示。点“发到频道”可在频道中发布全文，表格见消息列。",
    "slack.more-private": "此处还有{count}条消息未显示。请私信机器人以获取全文。",
    "slack.invite": "我无法在此频道发言。请用 /invite @{bot} 邀请我（私有频道只能如此），然后再点一次。",
    "slack.refused": "未能完整发布（{reason}），已通知管理员。",
    "slack.check.bot": "机器人令牌有效：{team} 的 @{bot}。",
    "slack.check.bot-refused":
      "机器人令牌被拒绝（{reason}）。请重新安装应用，并将 OAuth & Permissions 页的 Bot User OAuth Token 填入 SLACK_BOT_TOKEN。",
    "slack.check.unreachable": "无法访问 Slack（{reason}）。请检查网络与 SLACK_API_URL 后重试。",
    "slack.check.scopes": "机器人具备所需权限：{scopes}。",
    "slack.check.scopes-missing": "机器人缺少{count}项权限：{scopes}。请在 OAuth & Permissions 页添加后重新安装应用。",
    "slack.check.app": "应用令牌有效：可以打开 Socket Mode。",
    "slack.check.app-refused":
      "应用令牌被拒绝（{reason}）。请启用 Socket Mode，在 Basic Information 页生成含 connections:write 权限的应用级令牌，填入 SLACK_APP_TOKEN。",
    "slack.check.secret": "签名密钥格式正常。",
    "slack.check.secret-shape": "签名密钥不是32位十六进制字符。请从 Basic Information 页复制到 SLACK_SIGNING_SECRET。",
  },
};

/** A text without arguments as a value that needs no book of messages, so that rendering stands alone. */
export function wording(id: string): Name {
  return name({ en: words.en[id] ?? id, zh: words.zh[id] ?? id });
}
