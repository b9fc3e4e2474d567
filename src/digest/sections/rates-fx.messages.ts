import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "rates-fx.title": "Rates and FX",
    "rates-fx.absent": "No yields or exchange rates for this window.",
    "rates-fx.lead": "{items}.",
    "rates-fx.yield":
      "{name} {direction, select, up {rose {change} to {level}} down {fell {change} to {level}} other {held at {level}}}",
    "rates-fx.pair":
      "{name} {direction, select, up {rose {change} to {level}} down {fell {change} to {level}} other {held at {level}}}{yuan, select, no {} other {{direction, select, up {, a weaker yuan} down {, a stronger yuan} other {}}}}",
    "rates-fx.implied": "{name} (implied)",
  },
  zh: {
    "rates-fx.title": "利率与汇率",
    "rates-fx.absent": "本期没有利率与汇率数据。",
    "rates-fx.lead": "{items}。",
    "rates-fx.yield": "{name}为{level}{direction, select, up {，上行{change}} down {，下行{change}} other {，持平}}",
    "rates-fx.pair":
      "{name}为{level}{yuan, select, fixing {{direction, select, up {，调贬{change}} down {，调升{change}} other {，持平}}} market {{direction, select, up {，人民币走弱{change}} down {，人民币走强{change}} other {，持平}}} other {{direction, select, up {，上行{change}} down {，下行{change}} other {，持平}}}}",
    "rates-fx.implied": "{name}（隐含）",
  },
};
