import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "../../src/i18n/locale.ts";
import { formatQuantity } from "../../src/i18n/numbers.ts";
import type { Quantity, QuantityStyle } from "../../src/i18n/value.ts";
import { Unit } from "../../src/market/figure.ts";

type Row = readonly [digits: string, unit: Unit, style: QuantityStyle, en: string, zh: string];

const say = (digits: string, unit: Unit, style: QuantityStyle, locale: Locale, more: Partial<Quantity> = {}) =>
  formatQuantity({ is: "quantity", digits, unit, style, ...more }, locale);

const everyUnit: readonly Row[] = [
  ["1.80", "pct", "plain", "1.80%", "1.80%"],
  ["1.80", "pct", "magnitude", "1.80%", "1.80%"],
  ["1.80", "pct", "signed", "+1.80%", "+1.80%"],
  ["1.80", "pct", "cell", "▲+1.80%", "▲+1.80%"],
  ["1.80", "pct", "change", "▲+1.80%", "▲+1.80%"],
  ["1.80", "pct", "bare", "1.80", "1.80"],
  ["-12.50", "pct", "plain", "-12.50%", "-12.50%"],
  ["-12.50", "pct", "magnitude", "12.50%", "12.50%"],
  ["-12.50", "pct", "signed", "-12.50%", "-12.50%"],
  ["-12.50", "pct", "cell", "▼-12.50%", "▼-12.50%"],
  ["-12.50", "pct", "change", "▼-12.50%", "▼-12.50%"],
  ["-12.50", "pct", "bare", "-12.50", "-12.50"],
  ["1.8", "pct_pt", "plain", "1.8 pct", "1.8pct"],
  ["1.8", "pct_pt", "magnitude", "1.8 pct", "1.8pct"],
  ["1.8", "pct_pt", "signed", "+1.8 pct", "+1.8pct"],
  ["1.8", "pct_pt", "cell", "▲+1.8", "▲+1.8"],
  ["1.8", "pct_pt", "change", "▲+1.8 pct", "▲+1.8pct"],
  ["1.8", "pct_pt", "bare", "1.8", "1.8"],
  ["-0.3", "pct_pt", "plain", "-0.3 pct", "-0.3pct"],
  ["-0.3", "pct_pt", "magnitude", "0.3 pct", "0.3pct"],
  ["-0.3", "pct_pt", "signed", "-0.3 pct", "-0.3pct"],
  ["-0.3", "pct_pt", "cell", "▼-0.3", "▼-0.3"],
  ["-0.3", "pct_pt", "change", "▼-0.3 pct", "▼-0.3pct"],
  ["-0.3", "pct_pt", "bare", "-0.3", "-0.3"],
  ["6", "bp", "plain", "6 bps", "6bps"],
  ["6", "bp", "magnitude", "6 bps", "6bps"],
  ["6", "bp", "signed", "+6 bps", "+6bps"],
  ["6", "bp", "cell", "▲+6", "▲+6"],
  ["6", "bp", "change", "▲+6 bps", "▲+6bps"],
  ["6", "bp", "bare", "6", "6"],
  ["-7.00", "bp", "plain", "-7.00 bps", "-7.00bps"],
  ["-7.00", "bp", "magnitude", "7.00 bps", "7.00bps"],
  ["-7.00", "bp", "signed", "-7.00 bps", "-7.00bps"],
  ["-7.00", "bp", "cell", "▼-7.00", "▼-7.00"],
  ["-7.00", "bp", "change", "▼-7.00 bps", "▼-7.00bps"],
  ["-7.00", "bp", "bare", "-7.00", "-7.00"],
  ["58", "pips", "plain", "58 pips", "58个基点"],
  ["58", "pips", "magnitude", "58 pips", "58个基点"],
  ["58", "pips", "signed", "+58 pips", "+58个基点"],
  ["58", "pips", "cell", "▲+58", "▲+58"],
  ["58", "pips", "change", "▲+58 pips", "▲+58个基点"],
  ["58", "pips", "bare", "58", "58"],
  ["-12", "pips", "plain", "-12 pips", "-12个基点"],
  ["-12", "pips", "magnitude", "12 pips", "12个基点"],
  ["-12", "pips", "signed", "-12 pips", "-12个基点"],
  ["-12", "pips", "cell", "▼-12", "▼-12"],
  ["-12", "pips", "change", "▼-12 pips", "▼-12个基点"],
  ["-12", "pips", "bare", "-12", "-12"],
  ["485.9", "usd_m", "plain", "$485.9M", "4.86亿美元"],
  ["485.9", "usd_m", "magnitude", "$485.9M", "4.86亿美元"],
  ["485.9", "usd_m", "signed", "+$485.9M", "+4.86亿美元"],
  ["485.9", "usd_m", "cell", "485.9", "485.9"],
  ["485.9", "usd_m", "change", "▲+$485.9M", "▲+4.86亿美元"],
  ["485.9", "usd_m", "cap", "$485.9M", "4.86亿美元"],
  ["485.9", "usd_m", "bare", "485.9", "485.9"],
  ["-78.0", "usd_m", "plain", "-$78.0M", "-0.78亿美元"],
  ["-78.0", "usd_m", "magnitude", "$78.0M", "0.78亿美元"],
  ["-78.0", "usd_m", "signed", "-$78.0M", "-0.78亿美元"],
  ["-78.0", "usd_m", "cell", "(78.0)", "(78.0)"],
  ["-78.0", "usd_m", "change", "▼-$78.0M", "▼-0.78亿美元"],
  ["-78.0", "usd_m", "bare", "-78.0", "-78.0"],
  ["12345.6", "usd_m", "plain", "$12.35B", "123.46亿美元"],
  ["12345.6", "usd_m", "magnitude", "$12.35B", "123.46亿美元"],
  ["12345.6", "usd_m", "signed", "+$12.35B", "+123.46亿美元"],
  ["12345.6", "usd_m", "cell", "12,345.6", "12,345.6"],
  ["12345.6", "usd_m", "change", "▲+$12.35B", "▲+123.46亿美元"],
  ["12345.6", "usd_m", "cap", "$12.35B", "123.46亿美元"],
  ["12345.6", "usd_m", "bare", "12,345.6", "12345.6"],
  ["2430000000000", "usd", "plain", "$2.43T", "2.43万亿美元"],
  ["2430000000000", "usd", "magnitude", "$2.43T", "2.43万亿美元"],
  ["2430000000000", "usd", "signed", "+$2.43T", "+2.43万亿美元"],
  ["2430000000000", "usd", "cell", "$2.43T", "2.43万亿美元"],
  ["2430000000000", "usd", "change", "▲+$2.43T", "▲+2.43万亿美元"],
  ["2430000000000", "usd", "price", "$2,430,000,000,000", "2430000000000美元"],
  ["2430000000000", "usd", "cap", "$2.43T", "24300亿美元"],
  ["2430000000000", "usd", "bare", "2,430,000,000,000", "2430000000000"],
  ["57100000000", "usd", "plain", "$57.1B", "571亿美元"],
  ["57100000000", "usd", "magnitude", "$57.1B", "571亿美元"],
  ["57100000000", "usd", "signed", "+$57.1B", "+571亿美元"],
  ["57100000000", "usd", "cell", "$57.1B", "571亿美元"],
  ["57100000000", "usd", "change", "▲+$57.1B", "▲+571亿美元"],
  ["57100000000", "usd", "price", "$57,100,000,000", "57100000000美元"],
  ["57100000000", "usd", "cap", "$57.1B", "571亿美元"],
  ["57100000000", "usd", "bare", "57,100,000,000", "57100000000"],
  ["-1234.56", "usd", "plain", "-$1,234.56", "-1234.56美元"],
  ["-1234.56", "usd", "magnitude", "$1,234.56", "1234.56美元"],
  ["-1234.56", "usd", "signed", "-$1,234.56", "-1234.56美元"],
  ["-1234.56", "usd", "cell", "-$1,234.56", "-1234.56美元"],
  ["-1234.56", "usd", "change", "▼-$1,234.56", "▼-1234.56美元"],
  ["-1234.56", "usd", "price", "-$1,234.56", "-1234.56美元"],
  ["-1234.56", "usd", "bare", "-1,234.56", "-1234.56"],
  ["358200000000", "hkd", "plain", "HK$358.2B", "3582亿港元"],
  ["358200000000", "hkd", "magnitude", "HK$358.2B", "3582亿港元"],
  ["358200000000", "hkd", "signed", "+HK$358.2B", "+3582亿港元"],
  ["358200000000", "hkd", "cell", "HK$358.2B", "3582亿港元"],
  ["358200000000", "hkd", "change", "▲+HK$358.2B", "▲+3582亿港元"],
  ["358200000000", "hkd", "price", "HK$358,200,000,000", "358200000000港元"],
  ["358200000000", "hkd", "cap", "HK$358.2B", "3582亿港元"],
  ["358200000000", "hkd", "bare", "358,200,000,000", "358200000000"],
  ["-320.40", "hkd", "plain", "-HK$320.40", "-320.40港元"],
  ["-320.40", "hkd", "magnitude", "HK$320.40", "320.40港元"],
  ["-320.40", "hkd", "signed", "-HK$320.40", "-320.40港元"],
  ["-320.40", "hkd", "cell", "-HK$320.40", "-320.40港元"],
  ["-320.40", "hkd", "change", "▼-HK$320.40", "▼-320.40港元"],
  ["-320.40", "hkd", "price", "-HK$320.40", "-320.40港元"],
  ["-320.40", "hkd", "bare", "-320.40", "-320.40"],
  ["1234500000000", "cny", "plain", "CN¥1.23T", "1.23万亿元"],
  ["1234500000000", "cny", "magnitude", "CN¥1.23T", "1.23万亿元"],
  ["1234500000000", "cny", "signed", "+CN¥1.23T", "+1.23万亿元"],
  ["1234500000000", "cny", "cell", "CN¥1.23T", "1.23万亿元"],
  ["1234500000000", "cny", "change", "▲+CN¥1.23T", "▲+1.23万亿元"],
  ["1234500000000", "cny", "price", "CN¥1,234,500,000,000", "1234500000000元"],
  ["1234500000000", "cny", "cap", "CN¥1.23T", "12345亿元"],
  ["1234500000000", "cny", "bare", "1,234,500,000,000", "1234500000000"],
  ["-9.87", "cny", "plain", "-CN¥9.87", "-9.87元"],
  ["-9.87", "cny", "magnitude", "CN¥9.87", "9.87元"],
  ["-9.87", "cny", "signed", "-CN¥9.87", "-9.87元"],
  ["-9.87", "cny", "cell", "-CN¥9.87", "-9.87元"],
  ["-9.87", "cny", "change", "▼-CN¥9.87", "▼-9.87元"],
  ["-9.87", "cny", "price", "-CN¥9.87", "-9.87元"],
  ["-9.87", "cny", "bare", "-9.87", "-9.87"],
  ["24820000000", "twd", "plain", "NT$24.82B", "248.2亿新台币"],
  ["24820000000", "twd", "magnitude", "NT$24.82B", "248.2亿新台币"],
  ["24820000000", "twd", "signed", "+NT$24.82B", "+248.2亿新台币"],
  ["24820000000", "twd", "cell", "NT$24.82B", "248.2亿新台币"],
  ["24820000000", "twd", "change", "▲+NT$24.82B", "▲+248.2亿新台币"],
  ["24820000000", "twd", "price", "NT$24,820,000,000", "24820000000新台币"],
  ["24820000000", "twd", "cap", "NT$24.82B", "248.2亿新台币"],
  ["24820000000", "twd", "bare", "24,820,000,000", "24820000000"],
  ["-873", "twd", "plain", "-NT$873", "-873新台币"],
  ["-873", "twd", "magnitude", "NT$873", "873新台币"],
  ["-873", "twd", "signed", "-NT$873", "-873新台币"],
  ["-873", "twd", "cell", "-NT$873", "-873新台币"],
  ["-873", "twd", "change", "▼-NT$873", "▼-873新台币"],
  ["-873", "twd", "price", "-NT$873", "-873新台币"],
  ["-873", "twd", "bare", "-873", "-873"],
  ["15000000000", "jpy", "plain", "JP¥15B", "150亿日元"],
  ["15000000000", "jpy", "magnitude", "JP¥15B", "150亿日元"],
  ["15000000000", "jpy", "signed", "+JP¥15B", "+150亿日元"],
  ["15000000000", "jpy", "cell", "JP¥15B", "150亿日元"],
  ["15000000000", "jpy", "change", "▲+JP¥15B", "▲+150亿日元"],
  ["15000000000", "jpy", "price", "JP¥15,000,000,000", "15000000000日元"],
  ["15000000000", "jpy", "cap", "JP¥15B", "150亿日元"],
  ["15000000000", "jpy", "bare", "15,000,000,000", "15000000000"],
  ["4200000000", "eur", "plain", "€4.2B", "42亿欧元"],
  ["4200000000", "eur", "magnitude", "€4.2B", "42亿欧元"],
  ["4200000000", "eur", "signed", "+€4.2B", "+42亿欧元"],
  ["4200000000", "eur", "cell", "€4.2B", "42亿欧元"],
  ["4200000000", "eur", "change", "▲+€4.2B", "▲+42亿欧元"],
  ["4200000000", "eur", "price", "€4,200,000,000", "4200000000欧元"],
  ["4200000000", "eur", "cap", "€4.2B", "42亿欧元"],
  ["4200000000", "eur", "bare", "4,200,000,000", "4200000000"],
  ["175500000000", "gbp", "plain", "£175.5B", "1755亿英镑"],
  ["175500000000", "gbp", "magnitude", "£175.5B", "1755亿英镑"],
  ["175500000000", "gbp", "signed", "+£175.5B", "+1755亿英镑"],
  ["175500000000", "gbp", "cell", "£175.5B", "1755亿英镑"],
  ["175500000000", "gbp", "change", "▲+£175.5B", "▲+1755亿英镑"],
  ["175500000000", "gbp", "price", "£175,500,000,000", "175500000000英镑"],
  ["175500000000", "gbp", "cap", "£175.5B", "1755亿英镑"],
  ["175500000000", "gbp", "bare", "175,500,000,000", "175500000000"],
  ["5423.10", "points", "plain", "5,423.10", "5423.10"],
  ["5423.10", "points", "magnitude", "5,423.10", "5423.10"],
  ["5423.10", "points", "cell", "5,423.10", "5423.10"],
  ["5423.10", "points", "change", "▲+5,423.10", "▲+5423.10"],
  ["5423.10", "points", "price", "5,423.10", "5423.10"],
  ["5423.10", "points", "bare", "5,423.10", "5423.10"],
  ["-0.25", "points", "plain", "-0.25", "-0.25"],
  ["-0.25", "points", "magnitude", "0.25", "0.25"],
  ["-0.25", "points", "cell", "-0.25", "-0.25"],
  ["-0.25", "points", "change", "▼-0.25", "▼-0.25"],
  ["-0.25", "points", "price", "-0.25", "-0.25"],
  ["-0.25", "points", "bare", "-0.25", "-0.25"],
  ["17588.88", "index", "plain", "17,588.88", "17588.88"],
  ["17588.88", "index", "magnitude", "17,588.88", "17588.88"],
  ["17588.88", "index", "cell", "17,588.88", "17588.88"],
  ["17588.88", "index", "change", "▲+17,588.88", "▲+17588.88"],
  ["17588.88", "index", "price", "17,588.88", "17588.88"],
  ["17588.88", "index", "bare", "17,588.88", "17588.88"],
  ["443956", "count", "plain", "443,956", "44.4万"],
  ["443956", "count", "magnitude", "443,956", "44.4万"],
  ["443956", "count", "cell", "443,956", "44.4万"],
  ["443956", "count", "change", "▲+443,956", "▲+44.4万"],
  ["443956", "count", "bare", "443,956", "443956"],
  ["-800", "count", "plain", "-800", "-800"],
  ["-800", "count", "magnitude", "800", "800"],
  ["-800", "count", "cell", "-800", "-800"],
  ["-800", "count", "change", "▼-800", "▼-800"],
  ["-800", "count", "bare", "-800", "-800"],
  ["2024-07-26", "date", "plain", "2024-07-26", "2024-07-26"],
  ["2024-07-26", "date", "cell", "2024-07-26", "2024-07-26"],
  ["2024-07-26", "date", "bare", "2024-07-26", "2024-07-26"],
];

describe("a figure in words", () => {
  it.each(everyUnit)("%s %s, %s, is “%s” and “%s”", (digits, unit, style, en, zh) => {
    expect([say(digits, unit, style, "en"), say(digits, unit, style, "zh")]).toEqual([en, zh]);
  });

  it("has a row here for every unit and every style", () => {
    expect(Unit.options.filter((unit) => !everyUnit.some((row) => row[1] === unit))).toEqual([]);
    expect([...new Set(everyUnit.map((row) => row[2]))].toSorted()).toEqual([
      "bare",
      "cap",
      "cell",
      "change",
      "magnitude",
      "plain",
      "price",
      "signed",
    ] satisfies QuantityStyle[]);
  });

  it.each(["pct", "pct_pt", "bp", "pips", "count"] as const)(
    "of unit %s has no price or capitalisation of its own",
    (unit) => {
      for (const locale of locales) {
        const plain = say("-12.5", unit, "plain", locale);
        expect(say("-12.5", unit, "price", locale)).toBe(plain);
        expect(say("-12.5", unit, "cap", locale)).toBe(plain);
      }
    },
  );
});

describe("zero", () => {
  it.each([
    ["0.0", "usd_m", "cell", "0.0", "0.0"],
    ["0.0", "usd_m", "bare", "0.0", "0.0"],
    ["0.0", "usd_m", "plain", "$0.0M", "0美元"],
    ["0.00", "pct", "cell", "0.00%", "0.00%"],
    ["0.00", "pct", "signed", "0.00%", "0.00%"],
    ["0.0", "pct_pt", "change", "0.0 pct", "0.0pct"],
    ["0", "bp", "cell", "0", "0"],
    ["0", "count", "plain", "0", "0"],
    ["0.00", "usd", "price", "$0.00", "0.00美元"],
  ] satisfies Row[])("%s %s, %s, keeps its digits and points nowhere: “%s” and “%s”", (digits, unit, style, en, zh) => {
    expect([say(digits, unit, style, "en"), say(digits, unit, style, "zh")]).toEqual([en, zh]);
  });
});

describe("a flow in a table", () => {
  it.each([
    ["485.9", "485.9"],
    ["-12.3", "(12.3)"],
    ["-78.0", "(78.0)"],
    ["0.0", "0.0"],
    ["17590", "17,590"],
    ["-1234.5", "(1,234.5)"],
    ["+12.3", "12.3"],
  ])("of %s million is printed %s, without its unit, in both languages", (digits, text) => {
    expect([say(digits, "usd_m", "cell", "en"), say(digits, "usd_m", "cell", "zh")]).toEqual([text, text]);
  });
});

describe("a capitalisation in a Chinese table", () => {
  it.each([
    ["20000000", "usd", "0.2亿美元"],
    ["100000000", "usd", "1亿美元"],
    ["123456789012", "usd", "1234.57亿美元"],
    ["3210000000000", "usd", "32100亿美元"],
    ["3582", "usd_m", "35.82亿美元"],
    ["465000000000", "hkd", "4650亿港元"],
    ["1500000000000", "cny", "15000亿元"],
    ["26000000000000", "twd", "260000亿新台币"],
  ] as const)("of %s %s stays in 亿: %s", (digits, unit, text) => {
    expect(say(digits, unit, "cap", "zh")).toBe(text);
  });
});

describe("a price", () => {
  it.each([
    ["320.40", "hkd", "HK$320.40", "320.40港元"],
    ["0.00001234", "usd", "$0.00001234", "0.00001234美元"],
    ["67890.10", "usd", "$67,890.10", "67890.10美元"],
    ["1700", "cny", "CN¥1,700", "1700元"],
    ["944.00", "twd", "NT$944.00", "944.00新台币"],
  ] as const)("of %s %s keeps every digit: “%s” and “%s”", (digits, unit, en, zh) => {
    expect([say(digits, unit, "price", "en"), say(digits, unit, "price", "zh")]).toEqual([en, zh]);
  });
});

describe("rounding", () => {
  it.each([
    ["100500000", "usd", "zh", "1.01亿美元"],
    ["-100500000", "usd", "zh", "-1.01亿美元"],
    ["100499999", "usd", "zh", "1亿美元"],
    ["1005000", "usd", "en", "$1.01M"],
    ["-1005000", "usd", "en", "-$1.01M"],
    ["1004999", "usd", "en", "$1M"],
    ["2345000000000", "usd", "en", "$2.35T"],
    ["12.5", "usd_m", "zh", "0.13亿美元"],
    ["-12.5", "usd_m", "zh", "-0.13亿美元"],
    ["12.35", "usd_m", "en", "$12.4M"],
    ["-12.35", "usd_m", "en", "-$12.4M"],
    ["12350", "count", "zh", "1.24万"],
    ["-12350", "count", "zh", "-1.24万"],
  ] as const)("takes the half of %s %s in %s away from zero: %s", (digits, unit, locale, text) => {
    expect(say(digits, unit, "plain", locale)).toBe(text);
  });

  it.each([
    ["999999999999", "usd", "$1T", "1万亿美元"],
    ["99999999", "usd", "$100M", "1亿美元"],
  ] as const)("carries %s %s over into the next scale: “%s” and “%s”", (digits, unit, en, zh) => {
    expect([say(digits, unit, "plain", "en"), say(digits, unit, "plain", "zh")]).toEqual([en, zh]);
  });
});

describe("a figure that may still change", () => {
  it.each([
    ["-12.3", "usd_m", "cell", "(12.3)*", "(12.3)*"],
    ["485.9", "usd_m", "plain", "$485.9M*", "4.86亿美元*"],
    ["1.8", "pct", "cell", "▲+1.8%*", "▲+1.8%*"],
    ["0.0", "usd_m", "cell", "0.0*", "0.0*"],
  ] satisfies Row[])("marks %s %s, %s, with a star: “%s” and “%s”", (digits, unit, style, en, zh) => {
    const marked = { provisional: true };
    expect([say(digits, unit, style, "en", marked), say(digits, unit, style, "zh", marked)]).toEqual([en, zh]);
  });

  it("has no star once it is final", () => {
    expect(say("1.8", "pct", "plain", "en", { provisional: false })).toBe("1.8%");
  });
});

const whole = fc.oneof(fc.bigInt({ min: 0n, max: 9999n }), fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }));
const fraction = fc.option(
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 18 }).map((places) => `.${places.join("")}`),
  { nil: "" },
);
const size = fc.tuple(whole, fraction).map(([before, after]) => `${before}${after}`);
const isZero = (digits: string) => /^[+-]?[0.]+$/.test(digits);
const figures = fc
  .tuple(size, fc.constantFrom("", "-", "+"))
  .map(([digits, sign]) => (isZero(digits) ? digits : sign + digits));
const styles = ["plain", "magnitude", "signed", "cell", "change", "price", "cap", "bare"] as const;
const numbers = Unit.options.filter((unit) => unit !== "date");
const currencies = ["usd", "hkd", "cny", "twd", "jpy", "eur", "gbp"] as const;
const locale = fc.constantFrom(...locales);
const unsigned = (digits: string) => digits.replace(/^[+-]/, "");

describe("whatever its size, a figure", () => {
  it("is never NaN, infinite, undefined or in powers of ten", () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom(...numbers),
        fc.constantFrom(...styles),
        locale,
        (digits, unit, style, l) => {
          expect(say(digits, unit, style, l)).not.toMatch(/NaN|Infinity|undefined|null|\de[+-]?\d/i);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("keeps its sign in every style but magnitude, which never has one", () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom(...numbers),
        fc.constantFrom(...styles),
        locale,
        (digits, unit, style, l) => {
          const text = say(digits, unit, style, l);
          const negative = digits.startsWith("-") && style !== "magnitude";
          expect(/[-(]/.test(text)).toBe(negative);
          if (!negative) expect(text).not.toContain("▼");
          if (digits.startsWith("-") || isZero(digits)) expect(text).not.toMatch(/[+▲]/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("shows its direction by an arrow and a sign where it is a change", () => {
    fc.assert(
      fc.property(figures, fc.constantFrom(...numbers), locale, (digits, unit, l) => {
        const text = say(digits, unit, "change", l);
        expect(text.slice(0, 2)).toMatch(isZero(digits) ? /^[^▲▼+-]/ : digits.startsWith("-") ? /^▼-$/ : /^▲\+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives back the digits it was made of, as percent, points, basis points and pips", () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom("pct", "pct_pt", "bp", "pips", "points", "index"),
        fc.constantFrom("plain", "magnitude", "signed", "cell", "change", "bare"),
        locale,
        (digits, unit, style, l) => {
          const read = say(digits, unit, style, l).replace(/[^\d.-]/g, "");
          expect(read).toBe(style === "magnitude" ? unsigned(digits) : digits.replace("+", ""));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("gives back the digits it was made of, as a price or bare", () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom(...currencies),
        fc.constantFrom("price", "bare"),
        locale,
        (digits, unit, style, l) => {
          expect(say(digits, unit, style, l).replace(/[^\d.-]/g, "")).toBe(digits.replace("+", ""));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("gives back the digits it was made of, as a flow in a table", () => {
    fc.assert(
      fc.property(figures, locale, (digits, l) => {
        const read = say(digits, "usd_m", "cell", l)
          .replace(/^\((.*)\)$/, "-$1")
          .replaceAll(",", "");
        expect(read).toBe(digits.replace("+", ""));
      }),
    );
  });

  it("lies within half of the last place an amount is rounded to", () => {
    const powers: Record<string, number> = { T: 12, B: 9, M: 6, 万亿: 12, 亿: 8, 万: 4 };
    fc.assert(
      fc.property(figures, fc.constantFrom(...currencies, "usd_m"), locale, (digits, unit, l) => {
        const text = say(digits, unit, "plain", l);
        const [, shown = "", scale = ""] = /([\d.,]+)(T|B|M|万亿|亿|万)?/.exec(text) as RegExpExecArray;
        const power = new Big(10).pow(powers[scale] ?? 0);
        const actual = new Big(unsigned(digits)).times(unit === "usd_m" ? 1_000_000 : 1);
        const off = new Big(shown.replaceAll(",", "")).times(power).minus(actual).abs();
        // Two decimals of the scale, or the one decimal that millions of a flow are printed with.
        const places = unit === "usd_m" && scale === "M" ? "0.5" : "0.005";
        expect(off.lte(scale === "" ? 0 : power.times(places))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
