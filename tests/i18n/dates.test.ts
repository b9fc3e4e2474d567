import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, formatSpan } from "../../src/i18n/dates.ts";

const dayMs = 86_400_000;
const anyDay = fc
  .integer({ min: 0, max: 50_000 })
  .map((days) => new Date(Date.UTC(1990, 0, 1) + days * dayMs).toISOString().slice(0, 10));

describe("a day", () => {
  it.each([
    { on: "2024-07-26", style: "full", en: "26 Jul 2024", zh: "2024/7/26" },
    { on: "2024-07-06", style: "full", en: "6 Jul 2024", zh: "2024/7/6" },
    { on: "2024-12-31", style: "full", en: "31 Dec 2024", zh: "2024/12/31" },
    { on: "2024-02-29", style: "short", en: "29 Feb", zh: "2月29日" },
    { on: "2024-10-01", style: "short", en: "1 Oct", zh: "10月1日" },
    { on: "2024-07-26", style: "weekday", en: "Friday", zh: "周五" },
    { on: "2024-07-28", style: "weekday", en: "Sunday", zh: "周日" },
    { on: "2000-01-01", style: "weekday", en: "Saturday", zh: "周六" },
  ] as const)("$on is $en and $zh, $style", ({ on, style, en, zh }) => {
    expect(formatDay({ on, style }, "en")).toBe(en);
    expect(formatDay({ on, style }, "zh")).toBe(zh);
  });

  it.each([
    { month: "01", en: "5 Jan", zh: "1月5日" },
    { month: "02", en: "5 Feb", zh: "2月5日" },
    { month: "03", en: "5 Mar", zh: "3月5日" },
    { month: "04", en: "5 Apr", zh: "4月5日" },
    { month: "05", en: "5 May", zh: "5月5日" },
    { month: "06", en: "5 Jun", zh: "6月5日" },
    { month: "07", en: "5 Jul", zh: "7月5日" },
    { month: "08", en: "5 Aug", zh: "8月5日" },
    { month: "09", en: "5 Sep", zh: "9月5日" },
    { month: "10", en: "5 Oct", zh: "10月5日" },
    { month: "11", en: "5 Nov", zh: "11月5日" },
    { month: "12", en: "5 Dec", zh: "12月5日" },
  ])("in month $month is $en and $zh", ({ month, en, zh }) => {
    expect(formatDay({ on: `2024-${month}-05`, style: "short" }, "en")).toBe(en);
    expect(formatDay({ on: `2024-${month}-05`, style: "short" }, "zh")).toBe(zh);
  });

  it("names all seven days of a week", () => {
    const week = ["22", "23", "24", "25", "26", "27", "28"].map((date) => `2024-07-${date}`);
    expect(week.map((on) => formatDay({ on, style: "weekday" }, "en"))).toEqual([
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday",
      "Sunday",
    ]);
    expect(week.map((on) => formatDay({ on, style: "weekday" }, "zh"))).toEqual([
      "周一",
      "周二",
      "周三",
      "周四",
      "周五",
      "周六",
      "周日",
    ]);
  });

  it("is the calendar day an instant is written with, whatever its offset", () => {
    expect(formatDay({ on: "2024-07-26T23:30:00-08:00", style: "full" }, "en")).toBe("26 Jul 2024");
    expect(formatDay({ on: "2024-07-26T00:10:00+08:00", style: "weekday" }, "zh")).toBe("周五");
  });

  it("can be read back from its full form in both languages", () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const [year, month, date] = formatDay({ on, style: "full" }, "zh").split("/").map(Number);
        expect([year, month, date]).toEqual(on.split("-").map(Number));
        const english = new Date(`${formatDay({ on, style: "full" }, "en")} UTC`);
        expect(english.toISOString().slice(0, 10)).toBe(on);
      }),
    );
  });

  it("is followed by the next weekday on the next day", () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const later = new Date(Date.parse(on) + 7 * dayMs).toISOString().slice(0, 10);
        const tomorrow = new Date(Date.parse(on) + dayMs).toISOString().slice(0, 10);
        for (const locale of ["en", "zh"] as const) {
          const own = formatDay({ on, style: "weekday" }, locale);
          expect(formatDay({ on: later, style: "weekday" }, locale)).toBe(own);
          expect(formatDay({ on: tomorrow, style: "weekday" }, locale)).not.toBe(own);
        }
      }),
    );
  });
});

describe("a span", () => {
  it.each([
    { within: "a month", from: "2024-07-22", to: "2024-07-26", en: "22–26 Jul 2024", zh: "2024/7/22-7/26" },
    { within: "a year", from: "2024-07-29", to: "2024-08-02", en: "29 Jul – 2 Aug 2024", zh: "2024/7/29-8/2" },
    {
      within: "two years",
      from: "2024-12-30",
      to: "2025-01-03",
      en: "30 Dec 2024 – 3 Jan 2025",
      zh: "2024/12/30 – 2025/1/3",
    },
    {
      within: "two years, in the same month",
      from: "2023-07-26",
      to: "2024-07-26",
      en: "26 Jul 2023 – 26 Jul 2024",
      zh: "2023/7/26 – 2024/7/26",
    },
    { within: "a leap February", from: "2024-02-26", to: "2024-03-01", en: "26 Feb – 1 Mar 2024", zh: "2024/2/26-3/1" },
    { within: "one day", from: "2024-07-26", to: "2024-07-26", en: "26 Jul 2024", zh: "2024/7/26" },
  ])("within $within is $en and $zh", ({ from, to, en, zh }) => {
    expect(formatSpan({ from, to }, "en")).toBe(en);
    expect(formatSpan({ from, to }, "zh")).toBe(zh);
  });

  it("always tells the year and both days", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
        for (const locale of ["en", "zh"] as const) {
          const told = numbers(formatSpan({ from, to }, locale));
          for (const on of [from, to]) {
            expect(told).toContain(Number(on.slice(0, 4)));
            expect(told).toContain(Number(on.slice(8)));
          }
        }
      }),
    );
  });
});
