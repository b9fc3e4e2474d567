import type { Clock } from "../clock.ts";
import { type Answered, type Arrived, type Call, type OutboundCall, OutboundError } from "./call.ts";
import type { Circuit } from "./circuit.ts";
import { asOutbound } from "./failure.ts";
import { BudgetSpent, type Gate } from "./gate.ts";
import { readJson } from "./json.ts";
import { judge } from "./judge.ts";
import type { Kept, KeptAnswer } from "./kept.ts";
import { disguisesOf } from "./secrets.ts";
import { type Sender, send } from "./send.ts";
import { questionOf, secretsOf } from "./service.ts";

/** What one service is asked through. */
export interface Asking extends Sender {
  readonly gate: Gate;
  readonly circuit: Circuit;
  readonly kept: Kept;
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
    const failure = asOutbound(asking.access, call, error);
    tried(failure, clock.elapsed() - since);
    throw failure;
  }
}
