import { describe, expect, it } from "vitest";
import { pace } from "../../../adapters/telegram/pace.ts";
import { createLane } from "../../../src/delivery/lane.ts";
import { createFlood } from "../../fakes/telegram/flood.ts";

const tripMs = 200;

/** So many messages to each of so many chats, over a lane, to a platform that refuses all it documents as too many. */
function fanOut(chats: readonly number[], messages: number) {
  const lane = createLane<number>(pace);
  const flood = createFlood();
  for (let message = 0; message < messages; message++) for (const chat of chats) lane.add(`123456 ${chat}`, chat);
  const ends: { readonly at: number; readonly channel: string }[] = [];
  let [now, sent, refused, last] = [0, 0, 0, 0];
  while (sent < chats.length * messages || ends.length > 0) {
    const turn = lane.take(now);
    if ("go" in turn) {
      if (flood.refuse(turn.go, now) !== undefined) refused++;
      sent++;
      last = now + tripMs;
      ends.push({ at: last, channel: turn.channel });
      continue;
    }
    const end = ends[0]?.at ?? Number.POSITIVE_INFINITY;
    now = "waitUntil" in turn ? Math.min(turn.waitUntil, end) : end;
    while ((ends[0]?.at ?? Number.POSITIVE_INFINITY) <= now) lane.done(ends.shift()?.channel ?? "");
  }
  return { seconds: last / 1000, refused };
}

const people = (count: number) => Array.from({ length: count }, (_, index) => 1000 + index);
const groups = (count: number) => people(count).map((id) => -1_000_000_000_000 - id);

describe("a digest for many chats", () => {
  it.each([
    { what: "50 groups", chats: groups(50), messages: 1, ideal: 50 / 30, least: 0.9 },
    { what: "500 groups", chats: groups(500), messages: 1, ideal: 500 / 30, least: 0.97 },
    { what: "5,000 groups", chats: groups(5000), messages: 1, ideal: 5000 / 30, least: 0.97 },
    { what: "5,000 people", chats: people(5000), messages: 1, ideal: 5000 / 30, least: 0.97 },
    { what: "500 groups in three parts", chats: groups(500), messages: 3, ideal: 1500 / 30, least: 0.97 },
    { what: "one group in 61 parts", chats: groups(1), messages: 61, ideal: 180, least: 0.97 },
    { what: "one person in 61 parts", chats: people(1), messages: 61, ideal: 60, least: 0.97 },
  ])("goes to $what as fast as Telegram takes it, and nothing is refused", ({ chats, messages, ideal, least }) => {
    const { seconds, refused } = fanOut(chats, messages);
    expect(refused).toBe(0);
    expect(ideal / seconds).toBeGreaterThanOrEqual(least);
  });
});
