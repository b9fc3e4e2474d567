import { type Delivery, type Entry, tables } from "../../src/delivery/ledger.ts";
import type { Store } from "../../src/store/store.ts";
import { groupBy } from "../../src/support/group.ts";
import type { Expected, Known } from "./expected.ts";
import type { judge, Message, Wrong } from "./oracle.ts";

const minuteMs = 60_000;
/** The end of a run is quiet for long enough that only what was due just now may be under way. */
const recentMs = 3 * minuteMs;

/** What the ledger says, against what the platforms have and what happened. */
export function* checkLedger(store: Store, judged: ReturnType<typeof judge>, known: Known): Generator<Wrong> {
  const rows = new Map(store.entries(tables.entries) as Iterable<readonly [string, Entry]>);
  for (const expected of judged.missing) {
    const row = rows.get(expected.key);
    const excuse = row === undefined ? undefined : excuseOf(row, expected, known);
    if (excuse === undefined)
      yield {
        is: "lost",
        key: expected.key,
        why: row === undefined ? "nothing is known of it" : `it is called ${tell(row)}`,
      };
  }
  const ids = new Set(known.calls.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId])));
  const deliveries = groupBy(
    [...(store.entries(tables.deliveries) as Iterable<readonly [string, Delivery]>)],
    ([, { entry }]) => entry,
  );
  for (const [key, row] of rows) {
    const bad = (why: string): Wrong => ({ is: "ledger", key, why: `${why}: ${tell(row)}` });
    const parts = (deliveries.get(key) ?? []).map(([, part]) => part);
    if (!judged.expected.has(key)) yield bad("a digest nobody asked for");
    if (row.state === "sent") {
      if (
        parts.length !== row.parts &&
        row.settledAt !== undefined &&
        known.timeline.wallAt(known.facts.endAt) - row.settledAt < 86_400_000 / 2
      )
        yield bad("sent, and its messages are not told");
      for (const part of parts) {
        const isConfirmed = part.log.some(({ verdict }) => verdict === "confirmed");
        if (part.state !== "sent" || (!isConfirmed && !ids.has(part.messageId ?? "")))
          yield bad(`sent, and message ${part.part} is not`);
      }
    } else if (row.state === "planned" || row.state === "rendered") {
      if (known.timeline.wallAt(known.facts.endAt) - row.plannedAt > recentMs) yield bad("still under way");
    } else if (row.reason === undefined || row.settledAt === undefined) yield bad("no reason");
  }
  const held: Message[] = [];
  for (const { expected, calls, part, of } of judged.messages.values()) {
    if (calls.length === 0) continue;
    const row = rows.get(expected.key);
    const told = (deliveries.get(expected.key) ?? []).map(([, one]) => one).find((one) => one.part === part);
    if (row === undefined || (told === undefined && row.state !== "sent"))
      yield { is: "ledger", key: expected.key, why: "sent, and nothing is known of it" };
    else if (told?.state === "held") held.push({ expected, calls, part, of });
  }
  yield* heldWrongly(held, known);
}

/** What is held could have arrived for all the program knew: no answer came, or it died with the call under way. */
function* heldWrongly(held: readonly Message[], { facts, inFlight }: Known): Generator<Wrong> {
  const unheard = held.filter((message) =>
    message.calls.every(({ verdict }) => verdict !== undefined && verdict !== "unknown"),
  );
  const deaths = facts.lives.filter(({ to }) => to < Infinity).length;
  const troubles = facts.hindered.length;
  for (const [platform, messages] of groupBy(unheard, ({ expected }) => expected.by.place.platform)) {
    const most = (deaths + troubles) * (inFlight.get(platform) ?? 0);
    if (messages.length > most)
      yield {
        is: "ledger",
        key: platform,
        why: `${messages.length} are held that were never in doubt, such as ${messages[0]?.expected.key}: ${messages[0]?.calls.map(({ verdict }) => verdict)}`,
      };
  }
}

function excuseOf(row: Entry, expected: Expected, known: Known): string | undefined {
  const { timeline, facts, story, calls } = known;
  const { platform } = expected.by.place;
  const furthest = Math.max(0, ...facts.steps.map(({ offset }) => Math.abs(offset)));
  const settledAt = (row.settledAt ?? Infinity) - facts.startAt;
  const disturbed = timeline.wasDisturbed(platform, expected.dueElapsed, Math.min(settledAt + furthest, facts.endAt));
  const mine = calls.filter((call) => call.platform === platform && expected.by.channels.includes(call.channel));
  switch (row.state) {
    case "planned":
    case "rendered":
      return expected.plannedBy > facts.endAt - recentMs ? "recent" : undefined;
    case "skipped":
      return (row.reason === "superseded" || row.reason === "still-sending") && disturbed ? "busy" : undefined;
    case "expired":
      return disturbed ? "too late" : undefined;
    case "cancelled":
      return expected.by.removed !== undefined ||
        expected.by.versions.some(({ active }) => !active) ||
        mine.some(({ verdict }) => verdict === "gone" || verdict === "forbidden")
        ? "cancelled"
        : undefined;
    case "dead":
      return mine.some(({ verdict }) => verdict === "gone" || verdict === "forbidden" || verdict === "moved")
        ? "refused"
        : undefined;
    case "held":
      return disturbed ? "in doubt" : undefined;
    case "sent":
      return story.redone.some(({ key, is }) => key === expected.key && is === "confirmed") ? "confirmed" : undefined;
  }
}

function tell({ state, reason, detail, dueAt, plannedAt, settledAt }: Entry): string {
  const at = (instant: number | undefined) =>
    instant === undefined ? "-" : new Date(instant).toISOString().slice(5, 19);
  return `${state} ${reason ?? ""} ${detail ?? ""} due ${at(dueAt)} planned ${at(plannedAt)} settled ${at(settledAt)}`;
}
