import type { Locale } from "./locale.ts";
import type { DayValue, SpanValue } from "./value.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays: Record<Locale, readonly string[]> = {
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
};

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
}

function parts(on: string): Parts {
  const [year = 0, month = 1, date = 1] = on.slice(0, 10).split("-").map(Number);
  return { year, month, date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() };
}

export function formatDay({ on, style }: Pick<DayValue, "on" | "style">, locale: Locale): string {
  const { year, month, date, weekday } = parts(on);
  if (style === "weekday") return weekdays[locale][weekday] as string;
  if (locale === "zh") return style === "short" ? `${month}月${date}日` : `${year}/${month}/${date}`;
  return style === "short" ? `${date} ${months[month - 1]}` : `${date} ${months[month - 1]} ${year}`;
}

export function formatSpan({ from, to }: Pick<SpanValue, "from" | "to">, locale: Locale): string {
  if (from === to) return formatDay({ on: from, style: "full" }, locale);
  const a = parts(from);
  const b = parts(to);
  const end = formatDay({ on: to, style: "full" }, locale);
  if (a.year !== b.year) return `${formatDay({ on: from, style: "full" }, locale)} – ${end}`;
  if (locale === "zh") return `${a.year}/${a.month}/${a.date}-${b.month}/${b.date}`;
  return a.month === b.month ? `${a.date}–${end}` : `${a.date} ${months[a.month - 1]} – ${end}`;
}
