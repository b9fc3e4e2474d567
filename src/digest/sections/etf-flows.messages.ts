import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "etf-flows.title": "Spot ETF flows",
    "etf-flows.absent": "No fund flows for this window.",
    "etf-flows.asset": "{asset} spot ETFs",
    "etf-flows.lead":
      "{asset} spot ETFs saw {direction, select, in {net inflows of {total}} out {net outflows of {total}} other {no net flow}} {pattern, select, single {on {day}} other {over {sessions} sessions}}{pattern, select, all_in {, every session positive} all_out {, every session negative} one_out {; only {only} saw a net outflow ({worst})} one_in {; only {only} saw a net inflow ({best})} mixed {, {inflows} with inflows and {outflows} with outflows} other {}}{extreme, select, out {; the largest outflow was {worst} on {worstDay}} in {; the largest inflow was {best} on {bestDay}} other {}}{leads, select, yes {; {leader} led with {led}} other {}}.",
    "etf-flows.today":
      "On {day} {asset} spot ETFs saw {direction, select, in {net inflows of {total}} out {net outflows of {total}} other {no net flow}}.",
    "etf-flows.total-row": "Total",
    "etf-flows.unit": "Net flow, USD million; outflows in brackets; – no reading; * may still change",
    "etf-flows.chart": "{asset} spot ETFs, net flow a day",
    "etf-flows.range": "{from} to {to}, USD million",
    "etf-flows.awaited": "{funds}: no reading for {day}; not counted as zero, and the day may still change.",
    "etf-flows.no-row": "No row for the session of {day}: the totals do not include it.",
    "etf-flows.silent":
      "{count, plural, one {Fund {funds}} other {Funds {funds}}}: no reading on any day of the window.",
    "etf-flows.total-does-not-foot":
      "The printed total for {day}, {printed}, does not foot with its cells, {own}; the sum of the cells is used.",
    "etf-flows.minimum-above-cells":
      "{fund}: the printed minimum, {printed}, lies above its own cells ({own} on {day}); it is not used.",
    "etf-flows.maximum-below-cells":
      "{fund}: the printed maximum, {printed}, lies below its own cells ({own} on {day}); it is not used.",
    "etf-flows.cumulative-does-not-foot":
      "The printed cumulative total, {printed}, differs from the sum of its parts, {own}{rounding, select, yes {, within the rounding of the parts} other {; it is not used}}.",
  },
  zh: {
    "etf-flows.title": "现货ETF资金流",
    "etf-flows.absent": "本期没有ETF资金流数据。",
    "etf-flows.asset": "{asset}现货ETF",
    "etf-flows.lead":
      "{asset}现货ETF{pattern, select, single {在{day}} other {在{sessions}个交易日合计}}{direction, select, in {净流入{total}} out {净流出{total}} other {净流量为零}}{pattern, select, all_in {，每日均为净流入} all_out {，每日均为净流出} one_out {，仅{only}净流出{worst}} one_in {，仅{only}净流入{best}} mixed {，{inflows}日净流入、{outflows}日净流出} other {}}{extreme, select, out {；{worstDay}净流出最多，达{worst}} in {；{bestDay}净流入最多，达{best}} other {}}{leads, select, yes {；{leader}净流入领先，{led}} other {}}。",
    "etf-flows.today":
      "{day}{asset}现货ETF{direction, select, in {净流入{total}} out {净流出{total}} other {净流量为零}}。",
    "etf-flows.total-row": "合计",
    "etf-flows.unit": "净流入，百万美元；括号为净流出；– 为无读数；* 可能更新",
    "etf-flows.chart": "{asset}现货ETF每日净流入",
    "etf-flows.range": "{from}至{to}，百万美元",
    "etf-flows.awaited": "{funds}在{day}没有读数，不按零计，当日合计可能更新。",
    "etf-flows.no-row": "{day}为交易日但没有数据，合计未包含当日。",
    "etf-flows.silent": "基金{funds}在本期没有任何读数。",
    "etf-flows.total-does-not-foot": "公布的{day}合计{printed}与各基金之和{own}不符，采用各基金之和。",
    "etf-flows.minimum-above-cells": "{fund}：公布的最小值{printed}高于其自身数据（{day}为{own}），不予采用。",
    "etf-flows.maximum-below-cells": "{fund}：公布的最大值{printed}低于其自身数据（{day}为{own}），不予采用。",
    "etf-flows.cumulative-does-not-foot":
      "公布的累计合计{printed}与各基金之和{own}不一致{rounding, select, yes {，在取整误差之内} other {，不予采用}}。",
  },
};
