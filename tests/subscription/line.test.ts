import { describe, expect, it } from "vitest";
import { literal } from "../../src/i18n/value.ts";
import { CommandError, splitWords } from "../../src/platform/parse.ts";
import { printSchedule } from "../../src/schedule/grammar/print.ts";
import { readSchedule } from "../../src/schedule/grammar/read.ts";
import { readLine, textOfWords, wordsOfLine } from "../../src/subscription/line.ts";
import { reference } from "../fixtures/editions.ts";

/** What may be posted in this small world, word for word. */
const posts = new Set([
  "weekly",
  "daily",
  "movers",
  "movers us",
  "movers crypto",
  "movers crypto 7d",
  "market",
  "周报",
]);
const understand = (words: readonly string[]) => {
  const line = words.join(" ");
  if (posts.has(line)) return line;
  throw new CommandError(`"${line}" is nothing that can be posted.`, literal(line));
};
const read = (text: string) => readSchedule(text, { zone: "Asia/Shanghai", calendars: reference.exchanges });
const partsOf = (text: string) => {
  const { what, when, schedule, mistake } = readLine(wordsOfLine([...splitWords(text)]), { understand, read });
  return [what, schedule === undefined ? `${mistake?.id ?? "nothing"}: ${when}` : printSchedule(schedule, "en")];
};

describe("a line", () => {
  it.each([
    ["weekly fri 17:00", "weekly", "fri 17:00 tz Asia/Shanghai"],
    ["movers crypto 7d weekdays 08:00", "movers crypto 7d", "weekdays 08:00 tz Asia/Shanghai"],
    ["movers us 30m after us close", "movers us", "30m after us close tz Asia/Shanghai"],
    ["market 30m after us close", "market", "30m after us close tz Asia/Shanghai"],
    ["daily weekdays 08:00", "daily", "weekdays 08:00 tz Asia/Shanghai"],
    ["daily daily 08:00", "daily", "daily 08:00 tz Asia/Shanghai"],
    ["weekly mon,wed 9:30,16:30 tz Europe/Berlin", "weekly", "mon,wed 09:30,16:30 tz Europe/Berlin"],
    ['weekly cron "0 8 * * 1-5" skip holidays us', "weekly", 'cron "0 8 * * 1-5" tz Asia/Shanghai skip holidays us'],
    ["周报 每周五17:00 时区 Asia/Tokyo", "周报", "fri 17:00 tz Asia/Tokyo"],
  ])("%s is parted into %s and %s", (text, what, when) => {
    expect(partsOf(text)).toEqual([what, when]);
  });

  it.each([
    ["daily 08:00", "daily 08:00 tz Asia/Shanghai"],
    ["monthly last 17:00", "monthly last 17:00 tz Asia/Shanghai"],
    ["every 4h", "every 4h tz Asia/Shanghai"],
    ["每天 08:00", "daily 08:00 tz Asia/Shanghai"],
  ])("%s tells when alone", (text, when) => {
    expect(partsOf(text)).toEqual([undefined, when]);
  });

  it.each([
    ["每天08:00 周报", "周报", "daily 08:00 tz Asia/Shanghai"],
    ["fri 17:00 movers us", "movers us", "fri 17:00 tz Asia/Shanghai"],
  ])("%s may tell when first", (text, what, when) => {
    expect(partsOf(text)).toEqual([what, when]);
  });

  it.each([
    ["weekly", "weekly", "nothing: "],
    ["movers crypto", "movers crypto", "nothing: "],
    ["weekly fri", "weekly", "needs-time: fri"],
    ["movers us 17:00", "movers us", "needs-days: 17:00"],
    ["fri", undefined, "needs-time: fri"],
    ["monthly last", undefined, "needs-time: monthly last"],
    ["daily", "daily", "nothing: "],
    ["", undefined, "nothing: "],
  ])("%j is a beginning: %s, %s", (text, what, when) => {
    expect(partsOf(text)).toEqual([what, when]);
  });

  it.each([
    ["weekly fri 25:00", "weekly", "wrong-time: fri 25:00"],
    ["movers crypto 7d weekdys 08:00", "movers crypto 7d", "unknown-word: weekdys 08:00"],
    ["weekly every 1m", "weekly", "too-dense: every 1m"],
    ["weekly fri 17:00 tz Asia/Shanghia", "weekly", "unknown-zone: fri 17:00 tz Asia/Shanghia"],
    ["weekdys 08:00", undefined, "unknown-word: weekdys 08:00"],
    ["daily 08:10 tz UTC tz Asia/Tokyo", "daily", "twice: 08:10 tz UTC tz Asia/Tokyo"],
    ["daily 08:00 skip holidays us hk", "daily", "stray: 08:00 skip holidays us hk"],
    ["daily 8h", "daily", "wrong-time: 8h"],
    ["weekly fri 17:00 both", "weekly", "unknown-word: fri 17:00 both"],
    ["movers us every other friday 9:00", "movers us", "every-other: every other friday 9:00"],
    ["every other friday 9:00", undefined, "every-other: every other friday 9:00"],
    ["monthly 15,30 09:00", undefined, "one-date: monthly 15 30 09:00"],
    ["first monday 9:00", undefined, "one-date: first monday 9:00"],
    ["weekly monthly 15,30 09:00", "weekly", "one-date: monthly 15 30 09:00"],
  ])("%s has a mistake in its time: %s, %s", (text, what, when) => {
    expect(partsOf(text)).toEqual([what, when]);
  });

  it.each(["wekly fri 17:00", "wekly fri"])("%s has a mistake in what is posted", (text) => {
    expect(() => partsOf(text)).toThrow('"wekly" is nothing that can be posted.');
  });
});

it("a single word that holds a line is cut into words; several are left as they are", () => {
  expect(wordsOfLine(["movers crypto 7d"])).toEqual(["movers", "crypto", "7d"]);
  expect(wordsOfLine(["cron", "0 8 * * 1-5", " "])).toEqual(["cron", "0 8 * * 1-5"]);
  expect(wordsOfLine([""])).toEqual([]);
});

it("words that hold blanks are kept together in a text", () => {
  expect(textOfWords(["cron", "0 8 * * 1-5", "tz", "UTC"])).toBe('cron "0 8 * * 1-5" tz UTC');
});

it("a line of two hundred words is read as soon as a short one", () => {
  const words = Array.from({ length: 200 }, () => "weekly");
  const started = performance.now();
  expect(() => readLine(words, { understand, read })).not.toThrow();
  expect(performance.now() - started).toBeLessThan(500);
});
