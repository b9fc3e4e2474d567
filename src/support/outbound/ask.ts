import type { Clock } from "../clock.ts";
import { createRedactor } from "../redact.ts";
import { BodyRefused } from "./body.ts";
import { type Answered, type Arrived, type Call, type OutboundCall, OutboundError } from "./call.ts";
import type { Circuit } from "./circuit.ts";
import { type Exchange, type Received, RedirectRefused } from "./exchange.ts";
import { BudgetSpent, type Gate } from "./gate.ts";
import { AddressRefused } from "./guard.ts";
import { readJson } from "./json.ts";
import { judge } from "./judge.ts";
import type { Kept, KeptAnswer } from "./kept.ts";
import { disguisesOf } from "./secrets.ts";
import { addressOf, questionOf, type ServiceAccess, secretsOf } from "./service.ts";

/** What one service is asked through. */
export interface Asking {
  readonly access: ServiceAccess;
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly circuit: Circuit;
  readonly kept: Kept;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of every try: how it ended, and how long it took. */
  readonly tried: (outcome: number | OutboundError, latencyMs: number) => void;
  /** No call takes longer. */
  readonly mostMs: number;
  /** Set once no more may be asked. */
  readonly closed: () => boolean;
}

const usualTimeoutMs = 10_000;
const mostRetries = 2;

const accepted: Readonly<Record<OutboundCall["expects"], string>> = {
  json: "application/json, */*;q=0.5",
  csv: "text/csv, text/plain, */*;q=0.5",
  xml: "application/rss+xml, application/atom+xml, application/xml, text/xml, */*;q=0.5",
  html: "text/html, */*;q=0.5",
  text: "*/*",
};

/** The way to one service: kept answers first, equal questions together, everything else at the service's pace. */
export function createCall(asking: Asking): Call {
  const underWay = new Map<string, Promise<Answered>>();
  return async (call) => {
    const question = questionOf(asking.access, call);
    const key = `${question} ${call.freshMs ?? 0} ${call.staleMs ?? 0}`;
    const running = underWay.get(key) ?? answer(asking, call, question).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
}

async function answer(asking: Asking, call: OutboundCall, question: string): Promise<Answered> {
  const { freshMs = 0, staleMs = 0 } = call;
  const isKept = freshMs > 0 || staleMs > 0;
  const kept = isKept ? await asking.kept.get(question) : undefined;
  const ageMs = kept === undefined ? Number.POSITIVE_INFINITY : ageOf(kept, asking.clock.now());
  if (kept !== undefined && ageMs < freshMs) return again(kept, call, false);
  try {
    const { arrived, isSame } = await askInTurn(asking, call, kept);
    const found = isSame && kept !== undefined ? { ...kept } : arrived;
    const received = { ...found, receivedAt: asking.clock.now() };
    if (isKept && found.status < 300)
      await asking.kept.put(question, keptOf(received), disguisesOf(secretsOf(asking.access, call)));
    return isSame ? again(received, call, false) : { ...received, ...arrived, isStale: false };
  } catch (error) {
    if (kept !== undefined && ageMs < staleMs && mayStandIn(error)) return again(kept, call, true);
    throw error;
  }
}

/** An answer from the future was kept by a clock that was wrong: nothing is known of its age but that it may be young. */
function ageOf({ receivedAt }: KeptAnswer, now: number): number {
  return receivedAt > now + 60_000 ? Number.MAX_SAFE_INTEGER : Math.max(0, now - receivedAt);
}

const keptOf = ({ receivedAt, status, headers, text }: KeptAnswer): KeptAnswer => ({
  receivedAt,
  status,
  headers,
  text,
});

function again(kept: KeptAnswer, { expects }: OutboundCall, isStale: boolean): Answered {
  return { ...kept, json: expects === "json" ? readJson(kept.text).json : undefined, isStale };
}

/** A service that says there is nothing has not failed. */
const mayStandIn = (error: unknown) => error instanceof OutboundError && error.trouble !== "not-found";

interface Found {
  readonly arrived: Arrived;
  /** The kept answer still holds. */
  readonly isSame: boolean;
}

async function askInTurn(asking: Asking, call: OutboundCall, kept: KeptAnswer | undefined): Promise<Found> {
  refuseWhileOpen(asking, call);
  return asking.gate.pass(async () => {
    let deadline: number | undefined;
    for (let tries = 0; ; tries++) {
      // Others may have been refused while this one waited.
      refuseWhileOpen(asking, call);
      await admitted(asking);
      deadline ??= asking.clock.elapsed() + Math.min(call.timeoutMs ?? usualTimeoutMs, asking.mostMs);
      try {
        return await tryOnce(asking, call, kept, deadline);
      } catch (error) {
        const failure = error as OutboundError;
        const pauseMs = (0.5 + asking.random()) * 200 * 2 ** tries;
        const isWorth = tries < mostRetries && asking.clock.elapsed() + pauseMs < deadline && !asking.closed();
        if (!isWorth || !isPassing(failure)) {
          asking.circuit.failed(failure.trouble, call.path, asking.clock.elapsed(), failure.retryAfterMs);
          throw failure;
        }
        await asking.clock.sleep(pauseMs);
      }
    }
  });
}

/** Troubles that may be over a moment later. */
const isPassing = ({ trouble, retryAfterMs }: OutboundError) =>
  (trouble === "upstream" || trouble === "network") && retryAfterMs === undefined;

function refuseWhileOpen({ circuit, clock, closed, access: { name } }: Asking, { path }: OutboundCall): void {
  if (closed()) throw new OutboundError(name, "network", `${name} is not asked any more: the program ends.`);
  const opening = circuit.opening(path, clock.elapsed());
  if (opening === undefined) return;
  const { trouble, forMs } = opening;
  const until = forMs === undefined ? "after the next start" : `in ${Math.ceil(forMs / 1000)} s`;
  const message = `${name} is left alone because of its last answers (${trouble}); it is asked again ${until}.`;
  throw new OutboundError(name, trouble, message, forMs);
}

async function admitted({ gate, access: { name } }: Asking): Promise<void> {
  try {
    await gate.admit();
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    const message = `The calls allowed to ${name} are used up; it is asked again in ${Math.ceil(error.afterMs / 1000)} s.`;
    throw new OutboundError(name, "rate-limited", message, error.afterMs);
  }
}

async function tryOnce(
  asking: Asking,
  call: OutboundCall,
  kept: KeptAnswer | undefined,
  deadline: number,
): Promise<Found> {
  const { clock, circuit, tried } = asking;
  const since = clock.elapsed();
  try {
    const received = await send(asking, call, kept, deadline - since);
    const isSame = received.status === 304 && kept !== undefined;
    const arrived = isSame ? { ...received, json: undefined } : judge(asking.access.name, call, received, clock.now());
    circuit.succeeded();
    tried(received.status, clock.elapsed() - since);
    return { arrived, isSame };
  } catch (error) {
    const failure = asOutbound(asking, call, error);
    tried(failure, clock.elapsed() - since);
    throw failure;
  }
}

async function send(
  { access, exchange, userAgent }: Asking,
  call: OutboundCall,
  kept: KeptAnswer | undefined,
  withinMs: number,
): Promise<Received> {
  const url = addressOf(access, call);
  for (const [name, key] of Object.entries(call.keys ?? {})) if (key !== undefined) url.searchParams.append(name, key);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(1, withinMs));
  try {
    return await exchange.send({
      url,
      method: call.method ?? "GET",
      headers: {
        "user-agent": userAgent,
        accept: accepted[call.expects],
        "accept-encoding": "gzip, br",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ownHeaders: { ...conditions(kept), ...lowerCased(call.headers) },
      body,
      charset: call.charset,
      unfollowed: call.otherStatuses ?? [],
      signal: late.signal,
    });
  } catch (error) {
    throw late.signal.aborted ? new Error("no answer in time") : error;
  } finally {
    clearTimeout(timer);
  }
}

function conditions(kept: KeptAnswer | undefined): Record<string, string> {
  const { etag, "last-modified": modified } = kept?.headers ?? {};
  return {
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(modified !== undefined && { "if-modified-since": modified }),
  };
}

const lowerCased = (headers: OutboundCall["headers"] = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Whatever went wrong, in words of our own: the originals hold addresses, and these may hold keys. */
function asOutbound({ access }: Asking, call: OutboundCall, error: unknown): OutboundError {
  const { name } = access;
  if (error instanceof OutboundError) {
    const redact = createRedactor(secretsOf(access, call));
    return new OutboundError(name, error.trouble, redact(error.message), error.retryAfterMs);
  }
  if (error instanceof AddressRefused)
    return new OutboundError(
      name,
      "blocked",
      `${name} leads to an address of no public server, which was not connected to.`,
    );
  if (error instanceof BodyRefused || error instanceof RedirectRefused)
    return new OutboundError(name, "bad-payload", `The answer of ${name} cannot be used: ${error.message}.`);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code.startsWith("Z_") || code.startsWith("ERR_BROTLI") || code.startsWith("ERR__ERROR_"))
    return new OutboundError(name, "bad-payload", `The answer of ${name} cannot be unpacked.`);
  const reason = (error as Error).message === "no answer in time" ? "no answer in time" : reasonOf(code);
  return new OutboundError(name, "network", `${name} was not reached: ${reason}.`);
}

/** The system's own code, which names no address and no secret. */
const reasonOf = (code: string) => (/^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : "the connection broke");
