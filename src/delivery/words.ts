import type { Catalog } from "../i18n/catalog.ts";

/** How the ledger is read to people: states, reasons, and what the owner of a subscription is told in private. */
export const words: Catalog = {
  en: {
    "ledger.state":
      "{state, select, planned {being made} rendered {on its way} sent {posted{late, select, yes { late} other {}}} held {in doubt} expired {not sent} dead {given up} cancelled {cancelled} other {skipped}}",
    "ledger.state-why": "{state}: {why}{told, select, yes { ({detail})} count { ({detail} in all)} other {}}",
    "ledger.reason":
      "{reason, select, holiday {market holiday} missed {due while the program was down} missed_more {many due while the program was down} superseded {a newer one was due before it went out} still_sending {the one before was still going out} too_late {too late to be of use} too_late_in_part {begun, then too late to finish} paused {paused} removed {the subscription was removed} refused {refused by the platform} too_large {larger than the platform takes} gone {the chat takes no messages any more} not_permitted {the bot lacks a right here} no_platform {the platform is not set up} in_doubt {nobody can tell whether it arrived} other {its record was damaged}}",
    "ledger.none": "Nothing is recorded.",
    "ledger.due": "Due",
    "ledger.state-of": "State",
    "ledger.place": "Where",
    "ledger.one": "{due} · {state} · {place} · {key}",
    "ledger.planned": "Planned",
    "ledger.line": "{label}: {text}",
    "ledger.part": "Part {part} of {of}: {state} {message}",
    "ledger.try": "{at} {verdict} {detail}",
    "notice.post": "{what} ({id}), for the chat {channel} on {platform}",
    "notice.due": "Due {day}, {time} ({zone}).",
    "notice.gone":
      "The chat or topic takes no messages any more: {why, select, archived {it was archived} deleted {it was deleted} removed {the bot was removed} other {the bot was blocked}}. The subscription is paused. Bring the bot back, then resume; or remove the subscription.",
    "notice.not-permitted":
      "The bot lacks a right in that chat, so the post was not sent{paused, select, yes {; after several times the subscription is paused} other {}}. Let the bot post there, then {paused, select, yes {resume} other {send it again}}.",
    "notice.dead": "The post was given up: {why}. Mend that if you can, then send it again.",
    "notice.held":
      "Nobody can tell whether the post arrived: the platform gave no answer. Look into the chat. If it is there, say so; if not, send it again.",
    "notice.expired":
      "The post was not sent in time: {why}. The next one goes out as usual; this one can still be sent.",
    "notice.silent": "The record of a post was damaged, so it was not sent. The next one goes out as usual.",
    "notice.detail": "The platform's word for it: {detail}",
    "notice.tap":
      "{tap, select, resume {Resume} resend {Send again} confirm {It arrived} remove {Remove} other {History}}",
  },
  zh: {
    "ledger.state":
      "{state, select, planned {生成中} rendered {发送中} sent {已发送{late, select, yes {（延迟）} other {}}} held {存疑} expired {未发送} dead {已放弃} cancelled {已取消} other {已跳过}}",
    "ledger.state-why": "{state}：{why}{told, select, yes {（{detail}）} count {（共{detail}次）} other {}}",
    "ledger.reason":
      "{reason, select, holiday {遇休市日} missed {到期时程序未运行} missed_more {程序未运行期间多次到期} superseded {发出前新的一份已到期} still_sending {上一份仍在发送} too_late {已过时效} too_late_in_part {已开始发送，但未能及时发完} paused {已暂停} removed {订阅已删除} refused {被平台拒绝} too_large {超过平台的长度上限} gone {该会话不再接收消息} not_permitted {机器人在此缺少权限} no_platform {该平台未设置} in_doubt {无法确认是否送达} other {记录已损坏}}",
    "ledger.none": "没有记录。",
    "ledger.due": "到期",
    "ledger.state-of": "状态",
    "ledger.place": "会话",
    "ledger.one": "{due} · {state} · {place} · {key}",
    "ledger.planned": "计划于",
    "ledger.line": "{label}：{text}",
    "ledger.part": "第{part}部分，共{of}部分：{state} {message}",
    "ledger.try": "{at} {verdict} {detail}",
    "notice.post": "{what}（{id}），发往{platform}会话 {channel}",
    "notice.due": "原定{day} {time}（{zone}）。",
    "notice.gone":
      "该会话或话题不再接收消息：{why, select, archived {会话已归档} deleted {会话已删除} removed {机器人已被移除} other {机器人已被屏蔽}}。订阅已暂停。请重新加入机器人后恢复，或删除订阅。",
    "notice.not-permitted":
      "机器人在该会话缺少权限，推送未能发出{paused, select, yes {；多次之后订阅已暂停} other {}}。请允许机器人发言，然后{paused, select, yes {恢复} other {重新发送}}。",
    "notice.dead": "推送已放弃：{why}。若能排除原因，可重新发送。",
    "notice.held": "无法确认推送是否送达：平台没有答复。请到会话中查看：若已收到，请告知；若没有，请重新发送。",
    "notice.expired": "推送未能及时发出：{why}。下一份照常发送；这一份仍可补发。",
    "notice.silent": "一份推送的记录已损坏，因此没有发送。下一份照常发送。",
    "notice.detail": "平台给出的原因：{detail}",
    "notice.tap": "{tap, select, resume {恢复} resend {重新发送} confirm {已收到} remove {删除} other {记录}}",
  },
};
