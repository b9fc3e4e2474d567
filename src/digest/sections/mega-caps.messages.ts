import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "mega-caps.title": "Mega-caps",
    "mega-caps.absent": "No quotes of the large US technology names for this window.",
    "mega-caps.lead":
      "{verdict, select, all_up {{flat, plural, =0 {{complete, select, yes {All} other {All {known} known}} of the {group} rose} other {None of the {complete, select, yes {} other {{known} known of the }}{group} fell, with {flatNames} unchanged at the printed precision}}} all_down {{flat, plural, =0 {{complete, select, yes {All} other {All {known} known}} of the {group} fell} other {None of the {complete, select, yes {} other {{known} known of the }}{group} rose, with {flatNames} unchanged at the printed precision}}} unmoved {{complete, select, yes {The} other {The {known} known of the}} {group} were unchanged} other {The {group} were mixed, {up} of {known} up}}{verdict, select, mixed {; largest moves: } other {: }}{movers}.{reported, plural, =0 {} other { Reported in the window: {done}.}}{reports, plural, =0 {} other { Next to report: {next}.}}",
    "mega-caps.reports": "{names} on {day}",
  },
  zh: {
    "mega-caps.title": "大型科技股",
    "mega-caps.absent": "本期没有大型科技股行情。",
    "mega-caps.lead":
      "{group}{complete, select, yes {} other {（已知{known}只）}}{verdict, select, all_up {{flat, plural, =0 {全部上涨} other {无一下跌（{flatNames}按公布精度持平）}}} all_down {{flat, plural, =0 {全部下跌} other {无一上涨（{flatNames}按公布精度持平）}}} unmoved {持平} other {涨跌互现，{known}只中{up}只上涨}}{verdict, select, mixed {；变动居前：} other {：}}{movers}。{reported, plural, =0 {} other {期内已披露业绩：{done}。}}{reports, plural, =0 {} other {即将披露业绩：{next}。}}",
    "mega-caps.reports": "{names}（{day}）",
  },
};
