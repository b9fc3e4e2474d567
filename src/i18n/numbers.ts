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

const english: readonly Scale[] = [
  { exponent: 12, word: "T" },
  { exponent: 9, word: "B" },
  { exponent: 6, word: "M" },
];
const chinese: readonly Scale[] = [
  { exponent: 12, word: "万亿" },
  { exponent: 8, word: "亿" },
  { exponent: 4, word: "万" },
];

/** The only place that rounds and words a number. */
export function formatQuantity(value: Quantity, locale: Locale): string {
  const text = body(value, locale);
  return value.provisional === true ? `${text}*` : text;
}

function body({ digits, unit, style }: Quantity, locale: Locale): string {
  const plain = isZero(digits) ? digits.replace(/^[+-]/, "") : digits.replace(/^\+/, "");
  const shown = style === "magnitude" ? plain.replace(/^-/, "") : plain;
  const sign = style === "signed" && isPositive(shown) ? "+" : "";
  if (unit === "date") return shown;
  if (style === "bare") return locale === "zh" ? shown : grouped(shown);
  if (style === "change") return arrow(shown, withUnit(shown, unit, locale));
  switch (unit) {
    case "pct":
      return style === "cell" ? arrow(shown, `${grouped(shown)}%`) : `${sign}${grouped(shown)}%`;
    case "pct_pt":
      return style === "cell" ? arrow(shown, shown) : `${sign}${shown}${locale === "zh" ? "pct" : " pct"}`;
    case "bp":
      return style === "cell" ? arrow(shown, shown) : `${sign}${shown}${locale === "zh" ? "bps" : " bps"}`;
    case "pips":
      return style === "cell" ? arrow(shown, shown) : `${sign}${shown}${locale === "zh" ? "个基点" : " pips"}`;
    case "points":
    case "index":
      return `${sign}${locale === "zh" ? shown : grouped(shown)}`;
    case "count":
      return `${sign}${scaled(shown, 0, locale === "zh" ? chinese : english.slice(0, 2))}`;
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
  if (locale === "zh") return `${minus}${chineseAmount(size, power, style)}${chineseCurrency[currency]}`;
  return `${minus}${symbols[currency]}${unit === "usd_m" ? millions(size) : scaled(size, power, english)}`;
}

/** Flows of less than a billion keep the decimal they are printed with. */
function millions(size: string): string {
  const places = Math.min(1, size.split(".")[1]?.length ?? 0);
  const rounded = new Decimal(size).toFixed(places);
  if (new Decimal(rounded).gte(1000)) return scaled(size, 6, english);
  return `${isZero(rounded) && !isZero(size) ? size : rounded}M`;
}

/**
 * Amounts are told in 亿 from a tenth of it, as reports do (0.78亿), and in 万 below; capitalisations in tables stay in 亿
 * as long as two decimals can tell them.
 */
function chineseAmount(size: string, power: number, style: Quantity["style"]): string {
  const value = new Decimal(size).times(new Decimal(10).pow(power));
  const yi = inScale(value, { exponent: 8, word: "亿" });
  if (style === "cap" && !yi.startsWith("0亿")) return yi;
  if (value.gte(1e8)) return scaled(size, power, chinese.slice(0, 2));
  if (value.gte(1e7)) return yi;
  return value.gte(1e4) ? scaled(size, power, chinese.slice(2)) : power === 0 ? size : trimZeros(value.toFixed());
}

interface Scale {
  readonly exponent: number;
  readonly word: string;
}

/** Decimals on a scale. */
const most = 2;

/**
 * Puts a number on the largest scale it reaches, with at most two decimals and no idle zeros. A number that would round up
 * to a whole unit of the next scale is told in that one.
 */
function scaled(digits: string, power: number, scales: readonly Scale[]): string {
  const value = new Decimal(digits).times(new Decimal(10).pow(power));
  const index = scales.findIndex(({ exponent }) => value.abs().gte(new Decimal(10).pow(exponent)));
  const scale = scales[index];
  if (scale === undefined) return grouped(power === 0 ? digits : value.toFixed());
  const above = scales[index - 1];
  if (
    above !== undefined &&
    roundedIn(value, scale)
      .abs()
      .gte(new Decimal(10).pow(above.exponent - scale.exponent))
  ) {
    return inScale(value, above);
  }
  return inScale(value, scale);
}

function inScale(value: Big, scale: Scale): string {
  const text = trimZeros(roundedIn(value, scale).toFixed(most));
  return `${isChinese(scale) ? text : grouped(text)}${scale.word}`;
}

function isChinese({ word }: Scale): boolean {
  return word > "\u2e80";
}

function roundedIn(value: Big, { exponent }: Scale): Big {
  return value.div(new Decimal(10).pow(exponent)).round(most, Big.roundHalfUp);
}

function trimZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

function isZero(digits: string): boolean {
  return /^[+-]?0*(?:\.0*)?$/.test(digits);
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
