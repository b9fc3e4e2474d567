import { expect, it } from "vitest";
import { renderPlain } from "../src/document/plain.ts";
import type { Adapter, Manner } from "../src/platform/adapter.ts";
import { chatOwner, personOwner } from "../src/platform/answering.ts";
import { createPreferenceBook } from "../src/platform/preferences.ts";
import { createMemoryStore } from "../src/store/memory/index.ts";
import type { Draft } from "../src/subscription/subscription.ts";
import { type Clock, realClock } from "../src/support/clock.ts";
import { postsOver } from "./fixtures/posts.ts";

/** Monday 23 November 2026, 23:30 in Shanghai. */
const now = Date.UTC(2026, 10, 23, 15, 30);
const still: Clock = { ...realClock, now: () => now };

/** A chat platform that keeps what it is given. */
async function world() {
  const store = createMemoryStore();
  const preferences = createPreferenceBook(store);
  const sent: { readonly channel: string; readonly text: string; readonly manner: Manner | undefined }[] = [];
  let arrived: () => void = () => undefined;
  const adapter: Adapter = {
    name: "chat",
    pace: { perSecond: 1000, channelMs: 0, inFlight: 4 },
    render: (document, speaker) => [
      { method: "post", payload: renderPlain(document, { speaker, width: 80, openDetails: true }) },
    ],
    async send({ channel }, { payload }, manner) {
      sent.push({ channel, text: String(payload), manner });
      arrived();
      return { messageId: String(sent.length) };
    },
  };
  const { services, staff } = await postsOver({ store, clock: still });
  const office = staff([adapter]);
  await office.open();
  const post = async (draft: Partial<Draft>) => {
    const place = { platform: "chat", account: "team", channel: "room" };
    const schedule = services.posts.read("daily 08:00", "Asia/Shanghai");
    const made = await services.posts.book.add({ place, what: ["watchlist"], schedule, owner: "ann", ...draft }, now);
    if (made === undefined) throw new Error("not added");
    const done = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await services.posts.send(made, `tap ${sent.length}`);
    await done;
    return { ...(sent.at(-1) as (typeof sent)[number]), preview: await services.posts.compose(made) };
  };
  return { preferences, post };
}

it("the list somebody follows in private is posted to them alone, never to a chat they write in", async () => {
  const { preferences, post } = await world();
  await preferences.choose(personOwner("team", "ann"), () => ({ watchlist: ["NVDA.O"] }));
  await preferences.choose(chatOwner("team", "room"), () => ({ watchlist: ["TSLA.O"] }));
  const [shared, own] = [await post({}), await post({ alone: true })];
  expect([shared.text.includes("TSLA"), shared.text.includes("NVDA")]).toEqual([true, false]);
  expect([own.text.includes("TSLA"), own.text.includes("NVDA")]).toEqual([false, true]);
});

it("comes without a sound in the quiet hours of where it is posted", async () => {
  const { preferences, post } = await world();
  await preferences.choose(chatOwner("team", "room"), () => ({ quiet: "22:00-07:00", zone: "Asia/Shanghai" }));
  await preferences.choose(personOwner("team", "ann"), () => ({ quiet: "00:00-23:00", zone: "Asia/Shanghai" }));
  expect((await post({})).manner?.quiet).toBe(true);
  expect((await post({ alone: true })).manner?.quiet).toBeUndefined();
});

it("speaks the language of the subscription, or else of where it is posted", async () => {
  const { preferences, post } = await world();
  await preferences.choose(chatOwner("team", "room"), () => ({ language: "zh" }));
  expect((await post({})).text).toContain("演示");
  expect((await post({ language: "en" })).text).toContain("DEMO");
});

it("has no taps: a post is a record, and an answer to a tap would take its place", async () => {
  const { post } = await world();
  const { text } = await post({ what: ["movers", "crypto"] });
  expect(text).not.toContain("/movers");
});
