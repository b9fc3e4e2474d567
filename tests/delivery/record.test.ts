import { describe, expect, it } from "vitest";
import { type Entry, reasons } from "../../src/delivery/ledger.ts";
import { recordOf, stateOf } from "../../src/delivery/record.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { speakerOf } from "../fixtures/services.ts";

const entry: Entry = {
  subscription: "k3f9x",
  origin: "schedule",
  wall: "2026-11-27T17:00",
  zone: "Asia/Shanghai",
  dueAt: Date.UTC(2026, 10, 27, 9),
  plannedAt: Date.UTC(2026, 10, 27, 9),
  freshUntil: Date.UTC(2026, 10, 27, 15),
  place: { platform: "telegram", account: "1", channel: "-100" },
  state: "expired",
  reason: "too-late",
};

describe.each(["en", "zh"] as const)("the record in %s", (language) => {
  it("tells every reason in words of its own", () => {
    const told = reasons.map((reason) => speakerOf(language).say(stateOf({ ...entry, state: "skipped", reason })));
    expect(new Set(told).size).toBe(reasons.length);
  });
});

it("names each post with the key that redrives it, whatever the width", () => {
  const document = recordOf([{ key: "k3f9x|2026-11-27T17:00|Asia/Shanghai|0", entry, deliveries: [] }]);
  const text = renderPlain(document, { speaker: speakerOf("en"), width: 80, openDetails: true });
  expect(text.replace(/\s+/g, " ").trim()).toBe(
    "• 2026-11-27 17:00 Asia/Shanghai (2026-11-27T09:00Z) · not sent: too late to be of use · telegram -100 · k3f9x|2026-11-27T17:00|Asia/Shanghai|0",
  );
});
