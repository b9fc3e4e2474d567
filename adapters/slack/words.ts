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
    "slack.form.submit": "Continue",
    "slack.form.close": "Cancel",
    "slack.reach.member": "I may post here.",
    "slack.reach.direct": "This is a direct message with me: I may post here.",
    "slack.reach.unknown":
      "Whether I may post here cannot be told without the scopes channels:read and groups:read; the first post will show it. Invite me with /invite, and it will arrive.",
    "slack.reach.absent":
      "I cannot post in this channel, because I am not in it. Invite me with /invite @{bot} (in a private channel that is the only way).",
    "slack.reach.archived":
      "This channel is archived: nobody can post in it. Unarchive it, then invite me with /invite @{bot}.",
    "slack.reach.read-only":
      "I may not post in this channel: its settings allow that to some people only. Ask an admin to add @{bot} to those who may post, or choose another channel.",
    "slack.check.bot": "The bot token works: @{bot} in {team}.",
    "slack.check.bot-refused":
      "The bot token was refused ({reason}). Install the app again and copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN.",
    "slack.check.unreachable":
      "Slack could not be asked ({reason}). Check the network and SLACK_API_URL, then try again.",
    "slack.check.scopes": "The bot has the scopes it needs: {scopes}.",
    "slack.check.scopes-missing":
      "The bot lacks {scopes}. Add {count, plural, one {this scope} other {these scopes}} under OAuth & Permissions and install the app again.",
    "slack.check.optional":
      "{held, select, yes {With} other {Without}} {scopes}{held, select, yes {} other { (optional)}}, {purpose, select, lookup {{held, select, yes {a post whose outcome is unknown is looked up} other {a post whose outcome is unknown waits for a person instead of being looked up}}} places {{held, select, yes {the bot notices at once when a channel is archived, deleted or left} other {the bot notices only at the next post that a channel is archived, deleted or left, and cannot tell beforehand whether it may post}}} other {{held, select, yes {a private word to a person can be looked up like any post} other {a private word to a person arrives, but cannot be looked up}}}}.",
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
    "slack.form.submit": "继续",
    "slack.form.close": "取消",
    "slack.reach.member": "我可以在此发言。",
    "slack.reach.direct": "这是与我的私信，我可以在此发言。",
    "slack.reach.unknown":
      "缺少 channels:read 与 groups:read 权限，无法预先判断我能否在此发言，首次发布时即知。请用 /invite 邀请我，即可送达。",
    "slack.reach.absent": "我不在此频道，无法发言。请用 /invite @{bot} 邀请我（私有频道只能如此）。",
    "slack.reach.archived": "此频道已归档，无人可以发言。请取消归档，再用 /invite @{bot} 邀请我。",
    "slack.reach.read-only":
      "我不能在此频道发言：频道设置只允许部分成员发言。请管理员将 @{bot} 加入可发言名单，或另选频道。",
    "slack.check.bot": "机器人令牌有效：{team} 的 @{bot}。",
    "slack.check.bot-refused":
      "机器人令牌被拒绝（{reason}）。请重新安装应用，并将 OAuth & Permissions 页的 Bot User OAuth Token 填入 SLACK_BOT_TOKEN。",
    "slack.check.unreachable": "无法访问 Slack（{reason}）。请检查网络与 SLACK_API_URL 后重试。",
    "slack.check.scopes": "机器人具备所需权限：{scopes}。",
    "slack.check.scopes-missing": "机器人缺少{count}项权限：{scopes}。请在 OAuth & Permissions 页添加后重新安装应用。",
    "slack.check.optional":
      "{held, select, yes {具备} other {缺少可选权限}} {scopes}：{purpose, select, lookup {{held, select, yes {结果不明的发布会自动查证} other {结果不明的发布须由人确认，不会自动查证}}} places {{held, select, yes {频道被归档、删除或机器人被移出时立即知道} other {频道被归档、删除或机器人被移出时，要到下次发布才知道，也无法预先判断能否发言}}} other {{held, select, yes {给个人的私信与其他发布一样可以查证} other {给个人的私信可以送达，但无法查证}}}}。",
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
