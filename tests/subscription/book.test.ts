import { expect, it } from "vitest";
import { createMemoryStore } from "../../src/store/memory/index.ts";
import { createSubscriptionBook, cursors, mostPerChannel, table } from "../../src/subscription/book.ts";
import type { Draft } from "../../src/subscription/subscription.ts";

function world() {
  const store = createMemoryStore();
  let seed = 1;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const book = createSubscriptionBook({ store, random });
  const changed: string[] = [];
  book.listen((id) => void changed.push(id));
  return { store, book, changed };
}

const draft = (channel: string, thread?: string): Draft => ({
  place: { platform: "chat", account: "team", channel, ...(thread === undefined ? {} : { thread }) },
  what: ["digest", "weekly"],
  schedule: { version: 1, rule: { kind: "weekly", weekdays: [5], at: ["17:00"] }, zone: "UTC" },
  owner: "somebody",
});
const add = async (book: ReturnType<typeof world>["book"], channel: string, thread?: string) => {
  const added = await book.add(draft(channel, thread), 1000);
  if (added === undefined) throw new Error("not added");
  return added.id;
};

it("what is due is counted from the moment a subscription is made", async () => {
  const { store, book, changed } = world();
  const id = await add(book, "room");
  expect([store.get(cursors, id), changed, book.get(id)?.missed]).toEqual([1000, [id], "latest"]);
});

it("a conversation has twenty at most, its threads counted", async () => {
  const { book } = world();
  for (let count = 0; count < mostPerChannel; count++) await add(book, "room", count % 2 === 0 ? undefined : "topic");
  expect(await book.add(draft("room"), 1000)).toBeUndefined();
  expect(await book.add(draft("other"), 1000)).toBeDefined();
});

it("a change is made to what is kept at that moment, and may forget what was due", async () => {
  const { store, book } = world();
  const id = await add(book, "room");
  await Promise.all([
    book.change(id, (now) => ({ ...now, missed: "all" })),
    book.change(id, (now) => ({ ...now, overlap: "queue" }), 5000),
  ]);
  const { missed, overlap } = book.get(id) ?? {};
  expect([missed, overlap, store.get(cursors, id)]).toEqual(["all", "queue", 5000]);
});

it("removing one leaves nothing of it", async () => {
  const { store, book } = world();
  const id = await add(book, "room");
  expect([await book.remove(id), await book.remove(id)]).toEqual([true, false]);
  expect([store.get(table, id), store.get(cursors, id)]).toEqual([undefined, undefined]);
});

it("finds those of a thread, of a channel with its threads, and of an account", async () => {
  const { book } = world();
  const ids = [await add(book, "room"), await add(book, "room", "topic"), await add(book, "other")];
  const at = (where: object) =>
    book.at({ platform: "chat", account: "team", ...where }).map(({ id }) => ids.indexOf(id));
  expect([at({ channel: "room", thread: "topic" }), at({ channel: "room" }), at({ channel: "topic" }), at({})]).toEqual(
    [[1], [0, 1], [], [0, 1, 2]],
  );
  expect(book.at({ platform: "other", account: "team" })).toEqual([]);
});

it("a conversation that goes on under another id takes its subscriptions along", async () => {
  const { book } = world();
  const id = await add(book, "room", "topic");
  await book.move({ platform: "chat", account: "team", channel: "room" }, "new");
  expect(book.get(id)?.place).toEqual({ platform: "chat", account: "team", channel: "new", thread: "topic" });
});

it("one that cannot be read is told of, and the others are there", async () => {
  const { store, book } = world();
  const id = await add(book, "room");
  await store.commit(() => [{ table, key: "wrong", value: { version: 9 } }]);
  const unreadable: string[] = [];
  expect(
    Array.from(
      book.all((one) => void unreadable.push(one)),
      (one) => one.id,
    ),
  ).toEqual([id]);
  expect(unreadable).toEqual(["wrong"]);
});
