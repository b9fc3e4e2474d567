import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "movers.title": "Top movers",
    "movers.absent": "No universe of instruments with changes for this window.",
    "movers.absent-known": "This market has no figures for {universes}. It has: {known}.",
    "movers.absent-universe": "No changes are known for {universes} in this window.",
    "movers.no-span": "{universe}: no changes over “{span}”.{known, plural, =0 {} other { Known here: {spans}.}}",
    "movers.board": "Movers: {universe}",
    "movers.gainers":
      "{only, select, yes {Only gainer} other {{count, plural, one {Top gainer} other {Top # gainers}}}}",
    "movers.losers": "{only, select, yes {Only loser} other {{count, plural, one {Top loser} other {Top # losers}}}}",
    "movers.no-gainers": "No name{missing, plural, =0 {} other { with a reading}} rose.",
    "movers.no-losers": "No name{missing, plural, =0 {} other { with a reading}} fell.",
    "movers.lead":
      "{exclusive, select, yes {{only} } other {}}{span}: {total, plural, =0 {} other {{up} up, {down} down{flat, plural, =0 {} other {, {flat} unchanged}}{wider, select, yes { in the table} other {}}; }}{wider, select, yes {with the published lists } other {}}{has, select, both {{best} led, {worst} trailed} gainers {{best} led} losers {{worst} fell most} other {nothing moved}}.",
    "movers.only":
      "{way, select, up {{wider, select, yes {In the table, only} other {Only}} {names} rose{zeros, plural, =0 {} other { ({zeroNames} unchanged at the printed precision)}}; the other {others} fell.} other {{wider, select, yes {In the table, only} other {Only}} {names} fell{zeros, plural, =0 {} other { ({zeroNames} unchanged at the printed precision)}}; the other {others} rose.}}",
    "movers.tied":
      "Tied with the last place and not shown: {names}{more, select, yes { and others} other {}} ({change}).",
    "movers.group": "Group",
    "movers.average": "Average",
    "movers.up": "Up",
    "movers.down": "Down",
    "movers.flat": "Flat",
    "movers.universe":
      "Universe: {universe}{count, plural, =0 {} one {, # name} other {, # names}}{missing, plural, =0 {} other {, # without a reading}}{listed, plural, =0 {} other {{count, plural, =0 {, {listed} names of the published lists only} other {, and {listed} more from the published lists}}}}{excluded, plural, =0 {} other {; left out: {reasons}}}.",
    "movers.excluded.not-common": "{count} warrants, rights, units, preferreds, notes and funds",
    "movers.excluded.stable-or-wrapped":
      "{count, plural, one {# stablecoin or wrapped coin} other {# stablecoins and wrapped coins}}",
    "movers.excluded.low-price": "{count} under 1 dollar or without a price",
    "movers.excluded.small": "{count} small or without a known market cap",
    "movers.excluded.illiquid": "{count} with little volume",
    "movers.defect.top-list-incomplete":
      "The list {source} published leaves out {names}, which its own table shows; the list above includes every name known.",
    "movers.defect.top-list-differs":
      "The list {source} published prints another change than its table for {names}; the table is used.",
    "movers.defect.top-list-order":
      "The list {source} published ranks {names} out of order; the order above follows the changes.",
  },
  zh: {
    "movers.title": "涨跌榜",
    "movers.absent": "本期没有可排名的标的。",
    "movers.absent-known": "当前市场没有{universes}的数据。现有：{known}。",
    "movers.absent-universe": "本期没有{universes}的涨跌幅。",
    "movers.no-span": "{universe}：没有“{span}”涨跌幅。{known, plural, =0 {} other {现有：{spans}。}}",
    "movers.board": "涨跌榜：{universe}",
    "movers.gainers": "{only, select, yes {唯一上涨} other {涨幅前{count}名}}",
    "movers.losers": "{only, select, yes {唯一下跌} other {跌幅前{count}名}}",
    "movers.no-gainers": "{missing, plural, =0 {} other {有读数的标的中}}没有标的上涨。",
    "movers.no-losers": "{missing, plural, =0 {} other {有读数的标的中}}没有标的下跌。",
    "movers.lead":
      "{exclusive, select, yes {{only}} other {}}{span}{total, plural, =0 {} other {{wider, select, yes {表内} other {}}{up}只上涨、{down}只下跌{flat, plural, =0 {} other {、{flat}只持平}}；}}{wider, select, yes {连同公布的榜单，} other {}}{has, select, both {{best}领涨，{worst}领跌} gainers {{best}领涨} losers {{worst}领跌} other {无涨跌}}。",
    "movers.only":
      "{way, select, up {{wider, select, yes {表内} other {}}仅{names}上涨{zeros, plural, =0 {} other {（{zeroNames}按公布精度持平）}}，其余{others}只下跌。} other {{wider, select, yes {表内} other {}}仅{names}下跌{zeros, plural, =0 {} other {（{zeroNames}按公布精度持平）}}，其余{others}只上涨。}}",
    "movers.tied": "与末位并列、未列出：{names}{more, select, yes {等} other {}}（{change}）。",
    "movers.group": "板块",
    "movers.average": "平均",
    "movers.up": "上涨",
    "movers.down": "下跌",
    "movers.flat": "持平",
    "movers.universe":
      "统计范围：{universe}{count, plural, =0 {} other {，共#只}}{missing, plural, =0 {} other {（{missing}只无读数）}}{listed, plural, =0 {} other {{count, plural, =0 {，仅公布榜单中的{listed}只} other {，另有{listed}只仅见于公布的榜单}}}}{excluded, plural, =0 {} other {；已剔除：{reasons}}}。",
    "movers.excluded.not-common": "权证、供股权、单位、优先股、票据及基金{count}只",
    "movers.excluded.stable-or-wrapped": "稳定币与封装币{count}种",
    "movers.excluded.low-price": "低于1美元或无价格{count}只",
    "movers.excluded.small": "市值过小或未知{count}只",
    "movers.excluded.illiquid": "成交清淡{count}种",
    "movers.defect.top-list-incomplete": "{source}公布的榜单遗漏了其自身表格中的{names}；上表已包含全部已知标的。",
    "movers.defect.top-list-differs": "{source}公布的榜单与其表格中{names}的涨跌幅不一致，以表格为准。",
    "movers.defect.top-list-order": "{source}公布的榜单中{names}的排序与涨跌幅不符，上表按涨跌幅排序。",
  },
};
