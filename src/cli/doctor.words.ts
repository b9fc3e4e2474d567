import type { Catalog } from "../i18n/catalog.ts";

/** What `doctor` says. */
export const words: Catalog = {
  en: {
    "cli.doctor": "Ask every live source once, and say how it does, what is wrong and what to do",
    "cli.doctor-json": "as JSON, topic by topic",
    "cli.doctor-timeout": "longest time for one call (default: as long as each source needs)",
    "doctor.source": "{source} ({code})",
    "doctor.line": "{who}: {about}",
    "doctor.no-key": "not asked, as it wants a key; {setting} takes it",
    "doctor.off": "off unless turned on; {setting}=true turns it on",
    "doctor.turned-off": "turned off by {setting}=false",
    "doctor.answered": "{answered} of {asked, plural, one {# topic} other {# topics}} answered",
    "doctor.rows":
      "{rows, plural, one {# row} other {# rows}} read{dropped, plural, =0 {, none dropped} other {, # dropped as not of the expected shape}}",
    "doctor.latency": "{ms} ms",
    "doctor.as-of": "newest figure of {when}",
    "doctor.delay": "{delay, select, live {live} delayed {delayed} other {daily}}",
    "doctor.left":
      "{count, plural, one {# call} other {# calls}} left {span, select, minute {this minute} hour {this hour} other {within 24 hours}}",
    "doctor.open": "left alone until {when}",
    "doctor.shut": "not asked again before the next start",
    "doctor.topic":
      "{topic, select, quotes {quotes} closes {daily closes} movers_us {US movers} movers_hk {Hong Kong movers} movers_cn {A-share movers} movers_tw {Taiwan movers} coins {coins} crypto_total {crypto totals} fear_greed {fear & greed} etf_btc {BTC ETF flows} etf_eth {ETH ETF flows} earnings_us {US earnings} earnings_dates {report dates} us_yields {US yields} cn_yields {Chinese yields} fx {FX rates} rmb_parity {RMB central parity} other {headlines}}",
    "doctor.trouble":
      "{topics}: {trouble, select, rate_limited {asks for a pause, or its budget here is spent} auth {refuses the key, or wants one} plan {the key’s plan does not cover it} blocked {refuses this machine or region} not_found {does not know what was asked} bad_payload {answered something else than expected} upstream {failed} network {was not reached, or not in time} empty {answered nothing} other {answered, but it could not be read}}. [{why}]",
    "doctor.do-wait": "→ Wait: it is asked again later, and the next source stands in.",
    "doctor.do-wait-until": "→ Wait until {when}; the next source stands in.",
    "doctor.do-get-key": "→ Get a key from it and set {key}.",
    "doctor.do-mend-key": "→ Check {key}, or unset it; {isOn}=false turns the source off.",
    "doctor.do-plan": "→ Change the plan of the key in {key}; or set {isOn}=false.",
    "doctor.do-turn-off": "→ Set {isOn}=false; the next source is asked instead.",
    "doctor.do-network":
      "→ Check the network, DNS and firewall of this machine. Where it stays out of reach, set {isOn}=false.",
    "doctor.do-later": "→ Try again later; the next source stands in. Where it stays so, set {isOn}=false.",
    "doctor.do-blocked": "→ Run from another network, or set {isOn}=false; the next source is asked instead.",
    "doctor.do-changed":
      "→ Its interface may have changed: look for a newer version of this program, or set {isOn}=false.",
    "doctor.well": "Every topic has a source that answers.",
    "doctor.unanswered": "No answer for {topic} (asked: {asked}).",
    "doctor.nobody": "no source, as none is turned on",
  },
  zh: {
    "cli.doctor": "逐一询问实时数据源，说明状态、问题与处理办法",
    "cli.doctor-json": "以JSON输出，逐项列出",
    "cli.doctor-timeout": "单次调用最长秒数（默认按各数据源所需）",
    "doctor.source": "{source}（{code}）",
    "doctor.line": "{who}：{about}",
    "doctor.no-key": "未询问，需要密钥；填入{setting}即可",
    "doctor.off": "默认关闭；设{setting}=true即可启用",
    "doctor.turned-off": "已由{setting}=false关闭",
    "doctor.answered": "{asked, plural, other {#项}}中{answered}项有应答",
    "doctor.rows": "读取{rows, plural, other {#行}}{dropped, plural, =0 {，无剔除} other {，因格式不符剔除#行}}",
    "doctor.latency": "{ms}毫秒",
    "doctor.as-of": "最新数据为{when}",
    "doctor.delay": "{delay, select, live {实时} delayed {延时} other {每日}}",
    "doctor.left": "{span, select, minute {本分钟} hour {本小时} other {24小时内}}还可调用{count, plural, other {#次}}",
    "doctor.open": "暂停询问至{when}",
    "doctor.shut": "下次启动前不再询问",
    "doctor.topic":
      "{topic, select, quotes {行情} closes {每日收盘价} movers_us {美股涨跌榜} movers_hk {港股涨跌榜} movers_cn {A股涨跌榜} movers_tw {台股涨跌榜} coins {币种行情} crypto_total {加密总量} fear_greed {恐惧与贪婪指数} etf_btc {比特币ETF资金流} etf_eth {以太坊ETF资金流} earnings_us {美股财报} earnings_dates {财报日期} us_yields {美债收益率} cn_yields {中债收益率} fx {汇率} rmb_parity {人民币中间价} other {要闻}}",
    "doctor.trouble":
      "{topics}：{trouble, select, rate_limited {要求暂停，或本机调用额度已用完} auth {拒绝密钥，或需要密钥} plan {密钥的套餐不含此项} blocked {拒绝本机或本地区} not_found {不认识所问内容} bad_payload {应答与预期不符} upstream {自身故障} network {未连上，或未及时应答} empty {应答为空} other {有应答，但无法读取}}。[{why}]",
    "doctor.do-wait": "→ 等待：稍后会再询问，其间由下一个数据源代替。",
    "doctor.do-wait-until": "→ 等到{when}；其间由下一个数据源代替。",
    "doctor.do-get-key": "→ 向其申请密钥，填入{key}。",
    "doctor.do-mend-key": "→ 检查{key}，或取消设置；设{isOn}=false可关闭该数据源。",
    "doctor.do-plan": "→ 更换{key}中密钥的套餐；或设{isOn}=false。",
    "doctor.do-turn-off": "→ 设{isOn}=false；改问下一个数据源。",
    "doctor.do-network": "→ 检查本机网络、DNS与防火墙。若一直连不上，设{isOn}=false。",
    "doctor.do-later": "→ 稍后再试，其间由下一个数据源代替。若一直如此，设{isOn}=false。",
    "doctor.do-blocked": "→ 换用其他网络，或设{isOn}=false；改问下一个数据源。",
    "doctor.do-changed": "→ 其接口可能已变：请查看本程序有无新版本，或设{isOn}=false。",
    "doctor.well": "每一项都有数据源应答。",
    "doctor.unanswered": "{topic}无应答（已询问：{asked}）。",
    "doctor.nobody": "无，未启用任何数据源",
  },
};
