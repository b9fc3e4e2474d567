import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandIn, dataOf } from "../../../adapters/telegram/callback.ts";
import { cleanText } from "../../../src/support/text.ts";

const bytes = (text: string) => Buffer.byteLength(text);

describe("what a button carries", () => {
  it.each(["/movers 7d", `/movers ${"x".repeat(56)}`, `/${"涨".repeat(21)}`])("is the command itself: %s", (line) => {
    expect(dataOf(line)).toBe(line);
    expect(commandIn(line)).toBe(line);
  });

  it.each([
    "/digest edit k3f9x weekly weekdays 08:00 tz Asia/Shanghai lang zh missed latest lang:zh",
    "/digest subscribe movers us weekdays 08:00 tz America/Argentina/Buenos_Aires lang both lang:both",
    "/digest subscribe movers crypto 30m after us close tz America/New_York lang en missed none lang:en",
    "/digest subscribe daily sections movers etf-flows earnings last session of week 16:30 tz Asia/Hong_Kong lang:both",
    "/digest subscribe movers 加密 7日 每周一 08:00 tz Asia/Shanghai lang zh missed all lang:zh",
  ])("holds a command too long for it: %s", (line) => {
    const data = dataOf(line) ?? "";
    expect(bytes(line)).toBeGreaterThan(64);
    expect(bytes(data)).toBeLessThanOrEqual(64);
    expect(commandIn(data)).toBe(line);
  });

  // Sent by an earlier version; whoever changes how commands are pressed together keeps reading these.
  it("is understood by every later version", () => {
    const sent = "~1Q3FHtnGaZQXMbkTwgL0LsxueB2FGo7oRaiwA";
    expect(commandIn(sent)).toBe(
      "/digest edit k3f9x weekly weekdays 08:00 tz Asia/Shanghai lang zh missed latest lang:zh",
    );
  });

  it("is within 64 bytes and stands for the very command, whatever that is", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "digest",
        "subscribe",
        "weekly",
        "08:00",
        "zone:Asia/Shanghai",
        "sections:movers",
        "加密",
        "周报",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const line = `/${words.join(" ")}`;
        const data = dataOf(line);
        if (data === undefined) return;
        expect(bytes(data)).toBeLessThanOrEqual(64);
        expect(bytes(data)).toBeGreaterThan(0);
        expect(commandIn(data)).toBe(cleanText(line));
      }),
      { numRuns: 500 },
    );
  });

  it.each(["", "window:7d", "~1", "~1!!!!", "~1AAAA", "~2K0ktTs1LAQA", "~1".padEnd(64, "z")])(
    "is no command of this version: %j",
    (data) => {
      expect(commandIn(data)).toBeUndefined();
    },
  );

  it("is nothing where a command fits no button, or is none", () => {
    const unlike = Array.from({ length: 90 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)));
    expect(dataOf(`/movers ${unlike.join("")}`)).toBeUndefined();
    expect(dataOf(`/movers ${"x".repeat(100_000)}`)).toBeUndefined();
    expect(dataOf("")).toBeUndefined();
  });
});
