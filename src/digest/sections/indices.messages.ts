import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "indices.title": "Indices",
    "indices.absent": "No index figures for this window.",
    "indices.chart": "Index changes, {span}",
    "indices.lead":
      "{verdict, select, all_up {{flat, plural, =0 {{family} rose across the board} other {{family}: none fell, with {flatNames} unchanged at the printed precision}}} all_down {{flat, plural, =0 {{family} fell across the board} other {{family}: none rose, with {flatNames} unchanged at the printed precision}}} unmoved {{family} were unchanged} other {{family} were mixed, {up} of {total} up}}{count, plural, =0 {} other {{verdict, select, mixed {; } other {: }}{items}}}.",
    "indices.single": "{items}.",
    "indices.left-out": "No reading over “{span}”: {names}.",
    "indices.family.overseas-tech": "Overseas technology indices",
    "indices.family.a-share-tech": "A-share technology indices",
    "indices.family.a-share": "A-share indices",
    "indices.family.us-indices": "US indices",
    "indices.family.hk-indices": "Hong Kong indices",
    "indices.family.indices": "Equity indices",
    "indices.closed":
      "{name} closed at {level}, {direction, select, up {up {change}} down {down {change}} other {unchanged}}",
    "indices.moved": "{name} {direction, select, up {rose {change}} down {fell {change}} other {was unchanged}}",
    "indices.relative":
      "{verdict, select, lag {{single, select, yes {, {gap} behind {against}} other {, lagging {against}}}} lead {{single, select, yes {, {gap} ahead of {against}} other {, ahead of {against}}}} other {, level with {against}}}",
  },
  zh: {
    "indices.title": "指数表现",
    "indices.absent": "本期没有指数数据。",
    "indices.chart": "指数涨跌幅（{span}）",
    "indices.lead":
      "{verdict, select, all_up {{flat, plural, =0 {{family}全线上涨} other {{family}无一下跌，{flatNames}按公布精度持平}}} all_down {{flat, plural, =0 {{family}全线下跌} other {{family}无一上涨，{flatNames}按公布精度持平}}} unmoved {{family}持平} other {{family}涨跌互现，{total}个中{up}个上涨}}{count, plural, =0 {} other {{verdict, select, mixed {；} other {：}}{items}}}。",
    "indices.single": "{items}。",
    "indices.left-out": "没有“{span}”读数：{names}。",
    "indices.family.overseas-tech": "海外科技指数",
    "indices.family.a-share-tech": "A股科技指数",
    "indices.family.a-share": "A股指数",
    "indices.family.us-indices": "美股指数",
    "indices.family.hk-indices": "港股指数",
    "indices.family.indices": "股票指数",
    "indices.closed": "{name}收于{level}，{direction, select, up {上涨{change}} down {下跌{change}} other {持平}}",
    "indices.moved": "{name}{direction, select, up {上涨{change}} down {下跌{change}} other {持平}}",
    "indices.relative":
      "{verdict, select, lag {{single, select, yes {，跑输{against}{gap}} other {，跑输{against}}}} lead {{single, select, yes {，跑赢{against}{gap}} other {，跑赢{against}}}} other {，与{against}持平}}",
  },
};
