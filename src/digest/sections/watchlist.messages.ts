import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "watchlist.title": "Watch lists",
    "watchlist.absent": "No watch list for this window.",
    "watchlist.summary":
      "{universe}: {count, plural, one {# name} other {# names}}{known, plural, =0 {} other {, {up} up and {down} down over “{span}”}}",
    "watchlist.segment":
      "{segment} {verdict, select, up {all rose ({low} to {high})} down {all fell ({low} to {high})} diverged {diverged ({low} to {high})} other {between {low} and {high}}}",
    "watchlist.quote": "{name}: {level}; {changes}",
    "watchlist.change": "{span} {change}",
    "watchlist.breadth":
      "{count} names{known, plural, other {, {up} up and {down} down over “{span}”}}: {best} did best, {worst} worst",
    "watchlist.no-changes": "{count} names, none with a change to tell.",
    "watchlist.not-held":
      "{count, plural, one {This market has no figure for {symbols}.} other {This market has no figures for {symbols}.}}",
    "watchlist.ps_ttm": "PS (TTM)",
    "watchlist.pe_ttm": "PE (TTM)",
    "watchlist.pe_2023": "PE 2023",
    "watchlist.pe_2024e": "PE 2024E",
    "watchlist.listed": "Listed",
  },
  zh: {
    "watchlist.title": "观察名单",
    "watchlist.absent": "本期没有观察名单。",
    "watchlist.summary": "{universe}：{count}只{known, plural, =0 {} other {，{span}{up}涨{down}跌}}",
    "watchlist.segment":
      "{segment}{verdict, select, up {全部上涨（{low}至{high}）} down {全部下跌（{low}至{high}）} diverged {走势分化（{low}至{high}）} other {介于{low}与{high}之间}}",
    "watchlist.quote": "{name}：{level}；{changes}",
    "watchlist.change": "{span}{change}",
    "watchlist.breadth": "共{count}只{known, plural, other {，{span}{up}涨{down}跌}}，{best}领涨，{worst}居末",
    "watchlist.no-changes": "共{count}只，均无涨跌数据。",
    "watchlist.not-held": "{count, plural, other {当前市场没有{symbols}的数据。}}",
    "watchlist.ps_ttm": "市销率TTM",
    "watchlist.pe_ttm": "市盈率TTM",
    "watchlist.pe_2023": "市盈率2023",
    "watchlist.pe_2024e": "市盈率2024E",
    "watchlist.listed": "上市日期",
  },
};
