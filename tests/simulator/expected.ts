import type { Call } from "./calls.ts";
import { type Facts, planningMs, type Timeline } from "./facts.ts";
import { dueIn, windowMs } from "./rules.ts";
import type { Followed, Story, Version } from "./story.ts";

/** A digest that should, may or must not have been sent. */
export interface Expected {
  readonly key: string;
  readonly by: Followed;
  readonly origin: "schedule" | "manual" | "backfill";
  readonly dueAt: number | undefined;
  status: "must" | "may" | "never";
  /** Contents it may have, by what was wanted when. */
  readonly whats: Set<string>;
  /** Whether it says when it was due. */
  late: "must" | "may" | "never";
  /** What the clock may show at most when it leaves. */
  latestWall: number;
  /** By true time: when it was due, and when it was certainly planned. */
  readonly dueElapsed: number;
  readonly plannedBy: number;
  /** Its policies, while it was planned. */
  readonly missed: Set<string>;
  readonly marked: boolean;
}

export interface Known {
  readonly facts: Facts;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly calls: readonly Call[];
  readonly days: number;
  /** Calls under way at a time, by platform. */
  readonly inFlight: ReadonlyMap<string, number>;
}

const minuteMs = 60_000;
const mostListed = 50;

export function expectedOf(known: Known): Map<string, Expected> {
  const found = new Map<string, Expected>();
  for (const one of known.story.followed) {
    if (one.id === undefined) continue;
    for (const [index, version] of one.versions.entries()) {
      if (!version.active) continue;
      for (const expected of ofVersion(known, one, version, one.versions[index + 1])) merge(found, expected);
    }
  }
  for (const { key, by, origin, dueAt, askedAt, sure } of known.story.asked) {
    found.set(key, {
      key,
      by,
      origin,
      dueAt,
      status: sure && isUntouched(by, askedAt) ? "must" : "may",
      whats: whatsOf(by),
      late: origin === "backfill" ? "must" : "never",
      latestWall: Infinity,
      dueElapsed: askedAt,
      plannedBy: askedAt + planningMs,
      missed: new Set(),
      marked: isMarked(by),
    });
  }
  return found;
}

/** Nobody removed it since. */
function isUntouched(by: Followed, since: number): boolean {
  return by.removed === undefined || by.removed.askedAt > since + 20 * minuteMs;
}

const whatsOf = (by: Followed) => new Set([...by.versions, ...by.pending].map(({ wish }) => wish.what.join(" ")));
const isMarked = (by: Followed) => [...by.versions, ...by.pending].some(({ wish }) => wish.doubt === "resend-marked");

function merge(found: Map<string, Expected>, one: Expected): void {
  const other = found.get(one.key);
  if (other === undefined) return void found.set(one.key, one);
  // Two versions of a subscription wanted it: either may have had it.
  if (one.status !== other.status) other.status = "may";
  for (const missed of one.missed) other.missed.add(missed);
  if (other.late !== one.late) other.late = "may";
  other.latestWall = Math.max(other.latestWall, one.latestWall);
}

function* ofVersion(known: Known, by: Followed, version: Version, next: Version | undefined): Generator<Expected> {
  const { facts, timeline, days } = known;
  const { ruled, missed } = version.wish;
  const until = timeline.shownBetween(0, facts.endAt, 0)[1];
  const all = dueIn(ruled, facts.startAt, days).filter(({ dueAt }) => dueAt > version.after && dueAt <= until);
  const endSure = next?.sureAt ?? Infinity;
  const endAsked = next?.askedAt ?? Infinity;
  for (const [index, due] of all.entries()) {
    const { dueAt } = due;
    const p = timeline.firstChance(dueAt, version.askedAt);
    if (p === undefined || p > endSure) break;
    const q = timeline.sureBy(dueAt, version.askedAt) ?? Infinity;
    const [soonest, most] = timeline.shownBetween(p, Math.min(q, facts.endAt), dueAt);
    const latest = q === Infinity ? Infinity : most;
    const isSure = p >= version.sureAt && q <= endAsked && q <= facts.endAt && !wasGone(known, by, version, q);
    const policy = statusOf(
      all.slice(index + 1, index + 60).map((one) => one.dueAt),
      dueAt,
      soonest,
      latest,
      missed,
      windowMs(ruled),
    );
    const window = windowMs(ruled);
    yield {
      key: `${by.id}|${due.wall}|${ruled.schedule.zone}|${due.fold}`,
      by,
      origin: "schedule",
      dueAt,
      status: isSure || policy === "never" ? policy : "may",
      whats: whatsOf(by),
      late: soonest - dueAt > minuteMs ? "must" : latest - dueAt <= minuteMs ? "never" : "may",
      latestWall: Math.max(missed === "all" ? latest + window : dueAt + window, latest + 5 * minuteMs),
      dueElapsed: timeline.reached(dueAt),
      plannedBy: q,
      missed: new Set([missed]),
      marked: isMarked(by),
    };
  }
}

function statusOf(
  newer: readonly number[],
  dueAt: number,
  soonest: number,
  latest: number,
  missed: string,
  window: number,
): Expected["status"] {
  const [surely, perhaps] = [soonest, latest].map((wall) => newer.filter((one) => one <= wall).length) as [
    number,
    number,
  ];
  if (missed === "all") return surely >= mostListed ? "never" : perhaps >= mostListed ? "may" : "must";
  const limit = missed === "none" ? minuteMs : window;
  if (surely > 0 || soonest - dueAt > limit) return "never";
  return perhaps > 0 || latest - dueAt > limit ? "may" : "must";
}

/** The platform said, or may have said, that the place is gone: the subscription stands still until somebody resumes it. */
function wasGone({ calls }: Known, by: Followed, version: Version, until: number): boolean {
  const since = resumedAt(by, version);
  const refused = calls.filter(
    (call) =>
      by.place.platform === call.platform &&
      by.channels.includes(call.channel) &&
      call.leftAt >= since &&
      call.leftAt <= until,
  );
  return (
    refused.some(({ verdict }) => verdict === "gone") ||
    refused.filter(({ verdict }) => verdict === "forbidden").length > 2
  );
}

/** An edit leaves a subscription standing still; only whoever resumes it sets it going. */
function resumedAt({ versions }: Followed, version: Version): number {
  const before = versions.slice(0, versions.indexOf(version) + 1);
  return before.findLast((one, index) => one.active && before[index - 1]?.active === false)?.askedAt ?? 0;
}
