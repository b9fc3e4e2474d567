import { describe, expect, it } from "vitest";
import { createAllowance } from "../../../adapters/discord/allowance.ts";
import { pace } from "../../../adapters/discord/limits.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { createLane } from "../../../src/delivery/lane.ts";
import type { Adapter, Part } from "../../../src/platform/adapter.ts";
import { RateLimited, Unavailable } from "../../../src/support/errors.ts";
import type { Answered } from "../../../src/support/http.ts";
import { speakers } from "../../document/world.ts";
import { channelId } from "../../fakes/discord/world.ts";
import { saying } from "../../fixtures/desk.ts";
import { registered, say } from "./connected.ts";

const account = "111111111111111111";
const place = (channel: string) => ({ account, channel });
const other = "888888888888888888";
const [part] = renderDiscord(saying("Good morning."), speakers.en) as [Part];

/** A bot whose clock is the world's, so that both pass the same time. */
async function opened() {
  let passed = 0;
  const bot = await registered({}, { pace: { elapsed: () => passed } });
  bot.discord.world.now = () => passed;
  const pass = (ms: number) => {
    passed += ms;
  };
  const posts = () => bot.discord.called(/^POST \/channels/).length;
  return { ...bot, pass, posts };
}

const outcome = (adapter: Adapter, channel = channelId) =>
  adapter.send(place(channel), part).then(
    () => "sent",
    (error) => (error instanceof RateLimited ? `${error.scope} ${error.retryAfterMs}` : error.detail),
  );

describe("the allowance of a channel", () => {
  it("is kept to before anything is refused, and other channels go on", async () => {
    const { discord, adapter, pass, posts } = await opened();
    discord.world.rule = { most: 2, withinMs: 1500 };
    expect([await outcome(adapter), await outcome(adapter), await outcome(adapter)]).toEqual([
      "sent",
      "sent",
      "channel 1500",
    ]);
    expect(await outcome(adapter, other)).toBe("sent");
    pass(1499);
    expect(await outcome(adapter)).toBe("channel 1");
    pass(1);
    expect(await outcome(adapter)).toBe("sent");
    expect([posts(), discord.world.early]).toEqual([4, 0]);
  });

  it("counts what is under way", async () => {
    const { discord, adapter } = await opened();
    discord.world.rule = { most: 5, withinMs: 5000 };
    await outcome(adapter);
    const at = await Promise.all(Array.from({ length: 6 }, () => outcome(adapter)));
    expect(at.filter((one) => one === "sent")).toHaveLength(4);
    expect(discord.world.early).toBe(0);
  });

  it.each(["user", "shared"] as const)("refused for a while (%s) is not asked again in that time", async (scope) => {
    const { discord, adapter, pass, posts } = await opened();
    discord.plan(/^POST \/channels/, { is: "limited", retryAfter: 64.57, scope });
    expect(await outcome(adapter)).toBe("channel 64570");
    pass(64_569.5);
    expect(await outcome(adapter)).toBe("channel 1");
    expect(await outcome(adapter, other)).toBe("sent");
    expect(posts()).toBe(2);
    pass(0.5);
    expect(await outcome(adapter)).toBe("sent");
  });
});

describe("the allowance of the bot", () => {
  it("refused for a while stops every post for that time, and no answer to a person", async () => {
    const { discord, adapter, pass, posts } = await opened();
    discord.plan(/^POST \/channels/, { is: "limited", retryAfter: 1.5, scope: "global" });
    expect(await outcome(adapter)).toBe("account 1500");
    expect(await outcome(adapter, other)).toBe("account 1500");
    expect(await discord.asks("movers", { class: "us" }).answer()).toMatchObject({ hidden: false });
    pass(1500);
    expect(await outcome(adapter, other)).toBe("sent");
    expect(posts()).toBe(2);
  });
});

describe("5,000 channels the bot may not write to", () => {
  it("cost a hundred refusals in ten minutes and no more, and whoever runs the bot is told once", async () => {
    const { discord, adapter, notices, pass, posts } = await opened();
    discord.plan(/^POST \/channels/, { is: "status", status: 403, code: 50013 }, 5000);
    const warnings = () => notices.map(say).filter((text) => text.includes("refused"));
    const outcomes: string[] = [];
    for (let at = 0; at < 5000; at += 16)
      outcomes.push(
        ...(await Promise.all(
          Array.from({ length: 16 }, (_, one) => outcome(adapter, String(10n ** 17n + BigInt(at + one)))),
        )),
      );
    expect([posts(), discord.world.invalid]).toEqual([100, 100]);
    expect(new Set(outcomes)).toEqual(new Set(["50013", "invalid-requests"]));
    expect(warnings()).toEqual([expect.stringMatching(/^Discord refused \d+ calls within ten minutes\./)]);
    await expect(adapter.send(place(other), part)).rejects.toBeInstanceOf(Unavailable);
    pass(10 * 60_000);
    expect(await outcome(adapter, other)).toBe("50013");
    expect(warnings()).toHaveLength(1);
  });

  it("do not keep it from answering people", async () => {
    const { discord, adapter } = await opened();
    discord.plan(/^POST \/channels/, { is: "status", status: 403, code: 50013 }, 100);
    for (let at = 0; at < 100; at++) await outcome(adapter);
    expect(await outcome(adapter)).toBe("invalid-requests");
    expect(await discord.asks("movers", { class: "us" }).answer()).toMatchObject({ hidden: false });
  });

  it("limits shared with others are nobody's fault", async () => {
    const { discord, adapter } = await opened();
    discord.plan(/^POST \/channels/, { is: "limited", retryAfter: 0, scope: "shared" }, 150);
    for (let at = 0; at < 150; at++) expect(await outcome(adapter)).toBe("channel 0");
    expect(await outcome(adapter)).toBe("sent");
  });
});

describe("a fan-out", () => {
  /** Posts one message to each of so many channels over a clock of its own; a Discord of fifty a second judges. */
  const drive = (count: number, tripMs: number) => {
    let now = 0;
    const lane = createLane<string>(pace);
    const allowance = createAllowance({ elapsed: () => now, stopped: () => undefined });
    const ends: { readonly at: number; finish(): void }[] = [];
    const taken: number[] = [];
    let refused = 0;
    for (let at = 0; at < count; at++) lane.add(String(10n ** 17n + BigInt(at)), "digest");
    const post = (channel: string) => {
      const over = allowance.enter({ what: "", method: "POST", route: `/channels/${channel}/messages`, auth: true });
      const finish = () => {
        over(told);
        lane.done(channel);
      };
      if (taken.filter((at) => at > now - 1000).length >= pace.perSecond) refused++;
      else taken.push(now);
      ends.push({ at: now + tripMs, finish });
    };
    while (lane.waiting > 0 || ends.length > 0) {
      const turn = lane.take(now);
      if ("go" in turn) {
        post(turn.channel);
        continue;
      }
      const wake = "waitUntil" in turn ? turn.waitUntil : Number.POSITIVE_INFINITY;
      now = Math.min(wake, ends[0]?.at ?? wake);
      while (ends[0] !== undefined && ends[0].at <= now) ends.shift()?.finish();
    }
    // From the first message to the moment the one after the last might leave, as the lane's own test counts.
    const seconds = (taken.at(-1) ?? 0) / 1000 + 1 / pace.perSecond;
    return { efficiency: Math.min(count / pace.perSecond / seconds, 1), refused, sent: taken.length };
  };
  const told: Answered = {
    status: 200,
    headers: { "x-ratelimit-bucket": "b", "x-ratelimit-remaining": "4", "x-ratelimit-reset-after": "5.000" },
    text: "{}",
  };

  it.each([
    [50, 0.9],
    [500, 0.97],
    [5000, 0.97],
  ])("to %d channels takes hardly longer than fifty a second allow, with nothing refused", (count, least) => {
    for (const tripMs of [80, 200, 300]) {
      const { efficiency, refused, sent } = drive(count, tripMs);
      expect([sent, refused]).toEqual([count, 0]);
      expect(efficiency).toBeGreaterThanOrEqual(least);
    }
  });
});
