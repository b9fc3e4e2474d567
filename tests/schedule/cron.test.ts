import { describe, expect, it } from "vitest";
import { isPossible, readCron } from "../../src/schedule/cron.ts";

function fieldsOf(expression: string) {
  const reading = readCron(expression);
  return reading.ok ? reading.fields : expect.fail(`"${expression}" should be a cron line`);
}

const numbers = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

describe("readCron", () => {
  it("reads numbers, lists, ranges, steps and stars", () => {
    const { minutes, hours, dates, months } = fieldsOf("5,35 8-10 1-10/3 */6 *");
    expect([minutes, hours, numbers(dates), numbers(months)]).toEqual([
      [5, 35],
      [8, 9, 10],
      [1, 4, 7, 10],
      [1, 7],
    ]);
    expect(fieldsOf("50/5 * * * *").minutes).toEqual([50, 55]);
  });

  it.each([
    ["1-5", [1, 2, 3, 4, 5]],
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["0", [7]],
    ["7", [7]],
    ["SUN", [7]],
    ["0-0", [7]],
    ["0-2", [1, 2, 7]],
    ["fri-sun", [5, 6, 7]],
    ["5-7", [5, 6, 7]],
    ["*", [1, 2, 3, 4, 5, 6, 7]],
  ])("reads weekday %s", (text, expected) => {
    expect(numbers(fieldsOf(`0 8 * * ${text}`).weekdays)).toEqual(expected);
  });

  it.each([
    ["0 8 * * *", "date"],
    ["0 8 1 * *", "date"],
    ["0 8 * * 1", "weekday"],
    ["0 8 ? * 1", "weekday"],
    ["0 8 1 * 1", "either"],
  ])("matches days of %s by %s", (expression, days) => {
    expect(fieldsOf(expression).days).toBe(days);
  });

  it.each([
    ["0 9,13,16 * * *", false],
    ["0 9-16 * * *", false],
    ["0 */4 * * *", true],
    ["*/15 9 * * *", true],
    ["0 * * * *", true],
    ["0 8 */2 * *", false],
  ])("takes %s for a rule in real time: %s", (expression, expected) => {
    expect(fieldsOf(expression).isInterval).toBe(expected);
  });

  it.each([
    ["", 0],
    ["0 8 * *", 4],
    ["0 0 8 * * 1-5", 6],
  ])("counts the fields of “%s”", (expression, count) => {
    expect(readCron(expression)).toEqual({ ok: false, problem: "count", count });
  });

  it.each([
    ["60 8 * * *", "minute", "60"],
    ["0 24 * * *", "hour", "24"],
    ["0 8 0 * *", "date", "0"],
    ["0 8 * 13 *", "month", "13"],
    ["0 8 * * 8", "weekday", "8"],
    ["0 8 * * mo", "weekday", "mo"],
    ["5-1 8 * * *", "minute", "5-1"],
    ["*/0 8 * * *", "minute", "*/0"],
    ["0 8 * constructor *", "month", "constructor"],
    ["1,,2 8 * * *", "minute", "1,,2"],
  ])("says what is wrong with %s", (expression, field, text) => {
    expect(readCron(expression)).toEqual({ ok: false, problem: "field", field, text });
  });
});

describe("isPossible", () => {
  it.each([
    ["0 0 30 2 *", false],
    ["0 0 31 4,6,9,11 *", false],
    ["0 0 29 2 *", true],
    ["0 0 30,1 2 *", true],
    ["0 0 30 2 1", true],
  ])("knows of %s: %s", (expression, expected) => {
    expect(isPossible(fieldsOf(expression))).toBe(expected);
  });
});
