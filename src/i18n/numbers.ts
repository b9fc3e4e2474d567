import Big from "big.js";
import type { Locale } from "./locale.ts";
import type { Quantity } from "./value.ts";

const Decimal = Big();
Decimal.RM = Big.roundHalfUp;

/** Money units of the model: currency, and how many of it one unit stands for as a power of ten. */
const money: Partial<Record<Quantity["unit"], { currency: string; power: number }>> = {
  usd: { currency: "usd", power: 0 },
  usd_m: { currency: "usd", power: 6 },
  hkd: { currency: "hkd", power: 0 },
  cny: { currency: "cny", power: 0 },
  twd: { currency: "twd", power: 0 },
  jpy: { currency: "jpy", power: 0 },
  eur: { currency: "eur", power: 0 },
  gbp: { currency: "gbp", power: 0 },
};

const symbols: Record<string, string> = {
  usd: "$",
  hkd: "HK$",
  cny: "CN¥",
  twd: "NT$",
  jpy: "JP¥",
  eur: "€",
  gbp: "£",
};
const chineseCurrency: Record<string, string> = {
  usd: "美元",
  hkd: "港元",
  cny: "元",
  twd: "新台币",
  jpy: "日元",
  eur: "欧元",
  gbp: "英镑",
};

const englishScales: readonly [number, string][] = [
  [12, "T"],
  [9, "B"],
  [6, "M"],
];
const chineseScales: readonly [number, string][] = [
  [12, "万亿"],
  [8, "亿"],
  [4, "万"],
];

/** The only place that rounds and words a number. */
export function formatQuantity(value: Quantity, locale: Locale): string {
  const text = body(value, locale);
  return value.provisional === true ? `${text}*` : text;
}

function body({ digits, unit, style }: Quantity, locale: Locale): string {
  const shown = style === "magnitude" ? digits.replace(/^[+-]/, "") : digits.replace(/^\+/, "");
  const sign = style === "signed" && isPositive(shown) ? "+" : "";
  if (style === "bare") return locale === "zh" ? shown : grouped(shown);
  if (style === "change") return arrow(shown, withUnit(shown, unit, locale));
  switch (unit) {
    case "pct":
      return style === "cell" ? arrow(shown, `${shown}%`) : `${sign}${grouped(shown)}%`;
    case "pct_pt":
      return style === "cell"
        ? arrow(shown, `${shown}`)
        : locale === "zh"
          ? `${sign}${shown}pct`
          : `${sign}${shown} pct`;
    case "bp":
      return style === "cell" ? arrow(shown, shown) : locale === "zh" ? `${sign}${shown}bps` : `${sign}${shown} bps`;
    case "pips":
      return style === "cell"
        ? arrow(shown, shown)
        : locale === "zh"
          ? `${sign}${shown}个基点`
          : `${sign}${shown} pips`;
    case "points":
    case "index":
      return locale === "zh" ? shown : grouped(shown);
    case "count":
      return scaled(shown, 0, locale === "zh" ? chineseScales : englishScales.slice(0, 2), 2);
    case "date":
      return shown;
    default:
      return amount(shown, unit, style, locale, sign);
  }
}

function withUnit(digits: string, unit: Quantity["unit"], locale: Locale): string {
  return body({ is: "quantity", digits, unit, style: "plain" }, locale);
}

function amount(
  digits: string,
  unit: Quantity["unit"],
  style: Quantity["style"],
  locale: Locale,
  sign: string,
): string {
  const { currency, power } = money[unit] as { currency: string; power: number };
  // Flow tables print plain millions, outflows in brackets.
  if (style === "cell" && unit === "usd_m")
    return digits.startsWith("-") ? `(${grouped(digits.slice(1))})` : grouped(digits);
  const negative = digits.startsWith("-");
  const size = negative ? digits.slice(1) : digits;
  const minus = negative ? "-" : sign;
  if (style === "price") {
    return locale === "zh"
      ? `${minus}${size}${chineseCurrency[currency]}`
      : `${minus}${symbols[currency]}${grouped(size)}`;
  }
  if (locale === "zh") {
    // Table capitalisations stay in 亿, as Chinese tables state them.
    const text =
      style === "cap"
        ? scaleTo(size, power, [8, "亿"], 2)
        : scaled(size, power, chineseScales.slice(0, 2), 2).replaceAll(",", "");
    return `${minus}${text}${chineseCurrency[currency]}`;
  }
  // Flows of less than a billion keep the decimal they are printed with.
  if (unit === "usd_m" && new Decimal(size).lt(1000))
    return `${minus}$${new Decimal(size).toFixed(Math.min(1, places(size)))}M`;
  return `${minus}${symbols[currency]}${scaled(size, power, englishScales, 2)}`;
}

function places(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}

/** Puts a number on the largest scale it reaches, with at most `most` decimals and no idle zeros. */
function scaled(digits: string, power: number, scales: readonly [number, string][], most: number): string {
  const value = new Decimal(digits).times(new Decimal(10).pow(power));
  const scale = scales.find(([exponent]) => rounded(value, exponent, most).abs().gte(1));
  if (scale !== undefined) return scaleTo(digits, power, scale, most);
  return power === 0 ? grouped(digits) : scaleTo(digits, power, scales.at(-1) as [number, string], most);
}

function scaleTo(digits: string, power: number, [exponent, word]: readonly [number, string], most: number): string {
  const value = rounded(new Decimal(digits).times(new Decimal(10).pow(power)), exponent, most);
  const text = trimZeros(value.toFixed(most));
  return `${word === "亿" || word === "万亿" || word === "万" ? text : grouped(text)}${word}`;
}

function rounded(value: Big, exponent: number, places: number): Big {
  return value.div(new Decimal(10).pow(exponent)).round(places, Big.roundHalfUp);
}

function trimZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** Thousands separators, digits untouched. */
export function grouped(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** Direction is never told by colour alone. */
function arrow(digits: string, text: string): string {
  const direction = new Decimal(digits).cmp(0);
  return direction > 0 ? `▲+${text}` : direction < 0 ? `▼${text}` : text;
}

function isPositive(digits: string): boolean {
  return new Decimal(digits).gt(0);
}
