import { groupBy } from "../../src/support/group.ts";
import type { Call } from "./calls.ts";
import { type Expected, expectedOf, type Known } from "./expected.ts";
import { markFor } from "./marks.ts";
import { partsOf } from "./workshop.ts";

/** What went wrong with one digest. */
export interface Wrong {
  readonly is:
    | "lost"
    | "duplicate"
    | "early"
    | "late"
    | "content"
    | "order"
    | "extra"
    | "pace"
    | "intent"
    | "ledger"
    | "crash";
  readonly key: string;
  readonly why: string;
}

/** A message of an expected digest, and every copy the platform has. */
export interface Message {
  readonly expected: Expected;
  readonly part: number;
  readonly of: number;
  readonly calls: Call[];
}

const minuteMs = 60_000;
const requestMs = 20_000;
/** What is in doubt is looked up, and tried again under its old name, a little longer. */
const doubtMs = 2 * minuteMs;
/** Posts are made, wait their turn and travel. */
const promptMs = minuteMs;

/** What the platforms should have, against what they have. Knows schedules, commands and faults, and nothing of the program. */
export function judge(known: Known): {
  readonly wrong: Wrong[];
  readonly messages: Map<string, Message>;
  readonly missing: Expected[];
  readonly expected: Map<string, Expected>;
} {
  const expected = expectedOf(known);
  const messages = messagesOf(expected, known.calls);
  const wrong: Wrong[] = [];
  for (const call of known.calls) {
    if (call.mark === undefined) {
      if (call.body.warning !== true) wrong.push({ is: "extra", key: call.body.what, why: "a message without a mark" });
      continue;
    }
    const message = messages.get(call.mark);
    if (message !== undefined) message.calls.push(call);
    else if (call.acceptedAt !== undefined)
      wrong.push({
        is: "extra",
        key: `${call.channel} ${call.body.what} ${iso(call.body.dueAt)}`,
        why: "nobody asked for it",
      });
  }
  for (const message of messages.values()) wrong.push(...wrongWith(message, known));
  wrong.push(...ordersOf(messages, known), ...figuresOf(known.calls));
  const there = groupBy(messages.values(), (message) => message.expected);
  const missing = [...expected.values()].filter((one) => one.status === "must" && !isThere(there.get(one) ?? []));
  return { wrong, messages, missing, expected };
}

function messagesOf(expected: Map<string, Expected>, calls: readonly Call[]): Map<string, Message> {
  const messages = new Map<string, Message>();
  const sent = new Set(calls.map(({ channel, body }) => `${channel} ${body.dueAt}`));
  for (const one of expected.values()) {
    if (one.dueAt !== undefined && !one.by.channels.some((channel) => sent.has(`${channel} ${one.dueAt}`))) continue;
    for (const of of new Set([...one.whats].map(partsOf))) {
      for (const channel of one.by.channels) {
        for (let part = 1; part <= of; part++) {
          const mark = markFor(one.key, { ...one.by.place, channel }, part, of);
          messages.set(mark, { expected: one, part, of, calls: [] });
        }
      }
    }
  }
  return messages;
}

function* wrongWith({ expected, part, of, calls }: Message, known: Known): Generator<Wrong> {
  const { key, status, dueAt, whats, late, latestWall, origin } = expected;
  const copies = calls.filter(({ acceptedAt }) => acceptedAt !== undefined);
  if (copies.length === 0) return;
  if (status === "never") yield { is: "extra", key, why: "it was not to be sent" };
  const redone = known.story.redone.filter((one) => one.key === key);
  const resent = redone.filter(({ is }) => is === "resent");
  const times = 1 + resent.length;
  const allowed =
    times +
    Math.min(
      times,
      expected.marked
        ? warningsOf(expected, known.calls).filter(({ body }) => body.dueAt === copies[0]?.body.dueAt).length
        : 0,
    );
  if (copies.length > allowed)
    yield {
      is: "duplicate",
      key,
      why: `message ${part}/${of} is there ${copies.length} times: ${copies.map(tell).join("; ")}`,
    };
  for (const [index, call] of copies.entries()) {
    if (origin === "schedule" && (call.acceptedWall ?? 0) < (dueAt ?? 0))
      yield { is: "early", key, why: `taken ${(dueAt ?? 0) - (call.acceptedWall ?? 0)} ms before it was due` };
    const inDoubt = calls.some(
      (one) => one.leftAt < call.leftAt && one.verdict !== "limited" && one.verdict !== "unreached",
    );
    const limit = latestWall + requestMs + (inDoubt ? doubtMs : 0);
    if (redone.length === 0 && call.shownWall > limit)
      yield { is: "late", key, why: `taken ${(call.shownWall - limit) / 1000} s after its window` };
    if (
      origin === "schedule" &&
      index === 0 &&
      status === "must" &&
      (call.acceptedAt ?? 0) > expected.plannedBy + promptMs &&
      !known.timeline.wasDisturbed(call.platform, expected.dueElapsed, call.acceptedAt ?? 0)
    )
      yield {
        is: "late",
        key,
        why: `taken ${((call.acceptedAt ?? 0) - expected.dueElapsed) / 1000} s after it was due, with nothing in the way`,
      };
    const { body } = call;
    if (!whats.has(body.what) || (dueAt !== undefined && body.dueAt !== dueAt) || body.part !== part || body.of !== of)
      yield { is: "content", key, why: `it says ${JSON.stringify(body)}` };
    if ((late === "must") !== (body.late !== undefined) && late !== "may")
      yield { is: "content", key, why: `it ${body.late === undefined ? "hides" : "claims"} that it is late` };
  }
}

/** Words ahead of second copies, where the subscription wants those. */
function warningsOf({ by }: Expected, calls: readonly Call[]): readonly Call[] {
  return calls.filter(
    ({ body, channel, platform, acceptedAt }) =>
      body.warning === true &&
      platform === by.place.platform &&
      by.channels.includes(channel) &&
      acceptedAt !== undefined,
  );
}

/** Messages of a digest in order, digests of a subscription in order, replies under their first message. */
function* ordersOf(messages: Map<string, Message>, { story: { redone }, facts: { steps } }: Known): Generator<Wrong> {
  const taken = [...messages.values()].flatMap(({ expected, part, calls }) => {
    const call = calls.find(({ acceptedAt }) => acceptedAt !== undefined);
    const isFree = expected.origin !== "schedule" || redone.some(({ key }) => key === expected.key);
    return call === undefined || isFree ? [] : [{ expected, part, call }];
  });
  const bySubscription = groupBy(taken, ({ expected }) => expected.by);
  for (const group of bySubscription.values()) {
    const sorted = group.toSorted((a, b) => (a.call.acceptedAt ?? 0) - (b.call.acceptedAt ?? 0));
    for (const [index, one] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || wasSetBack(steps, before.expected.dueElapsed, one.call)) continue;
      const [a, b] = [before.expected.dueAt ?? 0, one.expected.dueAt ?? 0];
      if (a > b || (a === b && before.part >= one.part))
        yield { is: "order", key: one.expected.key, why: `after ${before.expected.key} part ${before.part}` };
    }
  }
}

/** What was due later by the clock may then come earlier. */
function wasSetBack(steps: Known["facts"]["steps"], from: number, { acceptedAt: to = 0 }: Call): boolean {
  return steps.some(({ at, offset }, index) => at > from && at <= to && offset < (steps[index - 1]?.offset ?? 0));
}

/** One post shows the same prices wherever it goes and however often it is tried. */
function* figuresOf(calls: readonly Call[]): Generator<Wrong> {
  const seen = new Map<string, number>();
  for (const { platform, body } of calls) {
    const name = [platform, body.what, body.dueAt, body.late, body.mayRepeat].join("|");
    const known = seen.get(name) ?? body.figure;
    seen.set(name, known);
    if (known !== body.figure) yield { is: "content", key: name, why: `shows ${known} here and ${body.figure} there` };
  }
}

/** Every message of a digest was taken, in one of the forms it may have. */
function isThere(messages: readonly Message[]): boolean {
  const there = messages.filter(({ calls }) => calls.some(({ acceptedAt }) => acceptedAt !== undefined));
  return there.length > 0 && there.length >= (there[0]?.of ?? 0);
}

function tell({ leftAt, acceptedAt, verdict, life }: Call): string {
  return `left ${Math.round(leftAt)}, taken ${Math.round(acceptedAt ?? 0)}, heard ${verdict ?? "nothing"}, life ${life}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
