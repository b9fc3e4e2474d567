import type { IncomingHttpHeaders } from "node:http";
import { RateLimited, Unavailable } from "../../src/support/errors.ts";
import type { Answered } from "../../src/support/http.ts";
import { invalidCalls } from "./limits.ts";

/** A call that is about to be made. */
export interface Asking {
  readonly what: string;
  readonly method: string;
  readonly route: string;
  /** False for answers to interactions: they spend nothing of what the bot has. */
  readonly auth: boolean;
}

/** What Discord lets the bot do now, learned from its answers: an exhausted allowance is not asked again before its time. */
export interface Allowance {
  /** Throws where the call would be refused now; nothing is sent then. Otherwise the caller tells the end. */
  enter(asking: Asking): (answered?: Answered) => void;
}

export interface AllowanceOptions {
  /** Milliseconds by a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Told once when calls are stopped because too many were refused. */
  readonly stopped: (refused: number) => void;
}

/** Calls that share an allowance: a kind of call on one channel, server or webhook. */
interface Bucket {
  left: number;
  until: number;
  underWay: number;
}

/** Channels a large bot posts to within the seconds an allowance lasts; older ones say nothing any more. */
const mostBuckets = 10_000;

export function createAllowance({ elapsed, stopped }: AllowanceOptions): Allowance {
  const names = new Map<string, string>();
  const buckets = new Map<string, Bucket>();
  const refusals = createRefusals(elapsed, stopped);
  let allUntil = Number.NEGATIVE_INFINITY;

  const bucketOf = ({ kind, major }: Shared): Bucket => {
    const key = `${names.get(kind) ?? kind} ${major}`;
    const bucket = buckets.get(key) ?? { left: Number.POSITIVE_INFINITY, until: 0, underWay: 0 };
    if (bucket.until <= elapsed()) bucket.left = Number.POSITIVE_INFINITY;
    buckets.set(key, bucket);
    if (buckets.size > mostBuckets) forgetOld(buckets, elapsed());
    return bucket;
  };
  const learn = (shared: Shared, { status, headers, text }: Answered) => {
    const name = one(headers["x-ratelimit-bucket"]);
    if (name !== undefined) names.set(shared.kind, name);
    const { left, ms } = toldBy(headers);
    if (left !== undefined) Object.assign(bucketOf(shared), { left, until: elapsed() + ms });
    if (status !== 429) return;
    const pause = pauseIn(headers, text);
    if (pause.scope === "account") allUntil = Math.max(allUntil, elapsed() + pause.ms);
    else Object.assign(bucketOf(shared), { left: 0, until: elapsed() + pause.ms });
  };

  return {
    enter({ what, method, route, auth }) {
      const shared = sharedBy(method, route);
      if (auth) refuseWhile(what, allUntil - elapsed(), "account");
      const bucket = shared === undefined ? undefined : bucketOf(shared);
      if (bucket !== undefined && bucket.left - bucket.underWay <= 0)
        refuseWhile(what, bucket.until - elapsed(), "channel");
      const over = refusals.enter(what, auth);
      if (bucket !== undefined) bucket.underWay++;
      return (answered) => {
        if (bucket !== undefined) bucket.underWay--;
        over(answered);
        if (answered !== undefined && shared !== undefined) learn(shared, answered);
      };
    },
  };
}

function refuseWhile(what: string, ms: number, scope: RateLimited["scope"]): void {
  if (ms <= 0) return;
  const wait = Math.ceil(ms);
  throw new RateLimited(
    `Discord's allowance for ${what} is spent; it is there again in ${wait} ms.`,
    wait,
    "allowance",
    scope,
  );
}

interface Shared {
  readonly kind: string;
  readonly major: string;
}

/** First answers to interactions have no allowance; their addresses are used once. */
function sharedBy(method: string, route: string): Shared | undefined {
  if (route.startsWith("/interactions/")) return undefined;
  const major = /^\/(?:channels|guilds)\/\d+|^\/webhooks\/\d+\/[^/]+/.exec(route)?.[0] ?? "";
  return { kind: `${method} ${route.slice(major.length).replace(/\d{15,}/g, ":id")}`, major };
}

function forgetOld(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, { until, underWay }] of buckets) if (until <= now && underWay === 0) buckets.delete(key);
}

function toldBy(headers: IncomingHttpHeaders): { readonly left: number | undefined; readonly ms: number } {
  const [left, after] = [one(headers["x-ratelimit-remaining"]), one(headers["x-ratelimit-reset-after"])];
  if (left === undefined || after === undefined) return { left: undefined, ms: 0 };
  return { left: Number(left), ms: millisecondsOf(Number(after)) };
}

/** What a 429 asks for: its body has the fractions its header lacks; the edge of the network may tell neither. */
export function pauseIn(
  headers: IncomingHttpHeaders,
  text: string,
): { readonly ms: number } & Pick<RateLimited, "scope"> {
  const { retry_after: precise, global } = bodyOf(text);
  const seconds = typeof precise === "number" ? precise : Number(one(headers["retry-after"]));
  const ms = seconds >= 0 ? millisecondsOf(seconds) : usualPauseMs;
  const told = one(headers["x-ratelimit-scope"]);
  const isAccount = global === true || one(headers["x-ratelimit-global"]) === "true" || told === "global";
  // Without a word of whose limit it was, it may be everybody's.
  return { ms, scope: isAccount || (told === undefined && typeof precise !== "number") ? "account" : "channel" };
}

const usualPauseMs = 5000;

/** Never earlier than asked, and not later for the sake of binary fractions. */
function millisecondsOf(seconds: number): number {
  return Math.ceil(Number((seconds * 1000).toFixed(3)));
}

function bodyOf(text: string): { readonly retry_after?: unknown; readonly global?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Counts the refusals that may shut an address out, and stops while another one could be too many. */
function createRefusals(elapsed: () => number, stopped: (refused: number) => void) {
  const times: number[] = [];
  let underWay = 0;
  let told = false;
  const enter = (what: string, auth: boolean) => {
    while (times.length > 0 && (times[0] as number) <= elapsed() - invalidCalls.withinMs) times.shift();
    if (times.length === 0) told = false;
    // Where some were refused, those under way may be as well.
    if (auth && times.length > 0 && times.length + underWay >= invalidCalls.most) {
      if (!told) stopped(times.length);
      told = true;
      throw new Unavailable(
        `Discord was not asked for ${what}: it refused ${times.length} calls within ten minutes. Look for missing rights; it is asked again later.`,
        "invalid-requests",
      );
    }
    if (auth) underWay++;
    return (answered?: Answered) => {
      if (auth) underWay--;
      if (answered !== undefined && isInvalid(answered)) times.push(elapsed());
    };
  };
  return { enter };
}

/** A limit shared with others is nobody's fault. */
function isInvalid({ status, headers }: Answered): boolean {
  return status === 401 || status === 403 || (status === 429 && one(headers["x-ratelimit-scope"]) !== "shared");
}
