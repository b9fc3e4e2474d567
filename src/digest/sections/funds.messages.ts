import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "funds.title": "Funds",
    "funds.absent": "No fund figures for this window.",
    "funds.theme-lead":
      "{count, plural, one {# fund} other {# funds}} with returns{span, select, none {} other {; over {span, select, 1m {one month} 3m {three months} 6m {six months} other {one year}} {best} did best and {worst} worst}}.",
    "funds.spot-lead":
      "{count} spot funds{flows, plural, =0 {} other {; most taken in since launch: {best}}}{fees, select, yes {; lowest fee {cheap} at {fee}} other {}}.",
    "funds.fund": "Fund",
    "funds.type": "Type",
    "funds.size": "Size",
    "funds.asset": "Asset",
    "funds.issuer": "Issuer",
    "funds.fee": "Fee",
    "funds.net-flow": "Net flow since launch, USD m",
    "funds.1m": "1 month",
    "funds.3m": "3 months",
    "funds.6m": "6 months",
    "funds.1y": "1 year",
  },
  zh: {
    "funds.title": "基金",
    "funds.absent": "本期没有基金数据。",
    "funds.theme-lead":
      "{count}只基金有收益率{span, select, none {} other {；近{span, select, 1m {1个月} 3m {3个月} 6m {6个月} other {1年}}{best}居首，{worst}居末}}。",
    "funds.spot-lead":
      "{count}只现货ETF{flows, plural, =0 {} other {；成立以来净流入居前：{best}}}{fees, select, yes {；费率最低为{cheap}，{fee}} other {}}。",
    "funds.fund": "基金",
    "funds.type": "类型",
    "funds.size": "规模",
    "funds.asset": "资产",
    "funds.issuer": "发行人",
    "funds.fee": "费率",
    "funds.net-flow": "成立以来净流入（百万美元）",
    "funds.1m": "近1月",
    "funds.3m": "近3月",
    "funds.6m": "近6月",
    "funds.1y": "近1年",
  },
};
