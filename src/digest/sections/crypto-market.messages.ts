import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "crypto-market.title": "Crypto market",
    "crypto-market.absent": "No crypto totals or coin prices for this window.",
    "crypto-market.lead":
      "{hasCap, select, yes {Total crypto market cap stood at {cap} on {day}{trend, select, stable {, broadly stable against {previous} {since, select, week {the week before} other {on {previousDay}}}} up {, up {change} from {previous} {since, select, week {the week before} other {on {previousDay}}}} down {, down {change} from {previous} {since, select, week {the week before} other {on {previousDay}}}} other {}}} other {On {day}}}{hasVolume, select, yes {; 24-hour volume was {volume}{hasShare, select, yes {, {share} of market cap} other {}}} other {}}{hasYtd, select, yes {; volume so far this year adds up to {ytd}{hasGrowth, select, yes { ({growth} on the year, as published)} other {}}} other {}}.{bad, select, yes { The printed share of {printedShare} does not follow from these two figures and is not used.} other {}}",
    "crypto-market.row.cap": "Total market cap",
    "crypto-market.row.previous": "A week before",
    "crypto-market.row.before": "Before",
    "crypto-market.row.change": "Change",
    "crypto-market.row.volume": "24-hour volume",
    "crypto-market.row.share": "Volume / market cap",
    "crypto-market.row.ytd": "Volume, year to date",
    "crypto-market.coins": "{count, plural, other {# largest coins recorded}}",
    "crypto-market.line": "{name}, closes on record",
    "crypto-market.range": "{from} {start} → {to} {end}",
  },
  zh: {
    "crypto-market.title": "加密市场",
    "crypto-market.absent": "本期没有加密市场数据。",
    "crypto-market.lead":
      "{hasCap, select, yes {截至{day}，加密资产总市值{cap}{trend, select, stable {，较{since, select, week {前一周} other {{previousDay}}}的{previous}较为稳定} up {，较{since, select, week {前一周} other {{previousDay}}}的{previous}回升{change}} down {，较{since, select, week {前一周} other {{previousDay}}}的{previous}下降{change}} other {}}} other {截至{day}}}{hasVolume, select, yes {；24小时成交额{volume}{hasShare, select, yes {，占总市值{share}} other {}}} other {}}{hasYtd, select, yes {；年内累计成交额{ytd}{hasGrowth, select, yes {（公布同比{growth}）} other {}}} other {}}。{bad, select, yes {公布的占比{printedShare}与上述两项不符，不予采用。} other {}}",
    "crypto-market.row.cap": "总市值",
    "crypto-market.row.previous": "前一周",
    "crypto-market.row.before": "此前",
    "crypto-market.row.change": "变动",
    "crypto-market.row.volume": "24小时成交额",
    "crypto-market.row.share": "成交额/总市值",
    "crypto-market.row.ytd": "年内累计成交额",
    "crypto-market.coins": "市值前{count}的币种（所收录）",
    "crypto-market.line": "{name}收盘价（所收录日期）",
    "crypto-market.range": "{from} {start} → {to} {end}",
  },
};
