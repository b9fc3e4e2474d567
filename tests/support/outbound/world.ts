import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../src/support/clock.ts";
import { type OutboundCall, OutboundError } from "../../../src/support/outbound/call.ts";
import { type Outbound, type OutboundOptions, openOutbound } from "../../../src/support/outbound/outbound.ts";
import type { ServiceAccess } from "../../../src/support/outbound/service.ts";

/** Time that passes only when told to, or when somebody sleeps. */
export interface MovedClock extends Clock {
  pass(ms: number): void;
  /** Sets the clock that people and machines set; what has passed stays. */
  step(ms: number): void;
}

export function movedClock(start = Date.parse("2026-11-20T12:00:00Z")): MovedClock {
  let [passed, stepped] = [0, 0];
  return {
    now: () => start + passed + stepped,
    elapsed: () => passed,
    async sleep(ms) {
      passed += ms;
    },
    pass(ms) {
      passed += ms;
    },
    step(ms) {
      stepped += ms;
    },
  };
}

export interface Loopback {
  readonly base: string;
  /** What came, in order. */
  readonly requests: IncomingMessage[];
  readonly hits: number;
}

/** A server on this machine until the test ends. */
export async function loopback(answer: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    requests,
    get hits() {
      return requests.length;
    },
  };
}

/** Answers one after the other; the last one again and again. */
export function script(...answers: readonly RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => answers[Math.min(next++, answers.length - 1)]?.(request, response);
}

export const says =
  (text: string, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);

export interface World extends Outbound {
  readonly clock: MovedClock;
}

/** The HTTP layer with a clock of its own, closed when the test ends. */
export function world(options: Partial<OutboundOptions> & { readonly clock?: MovedClock } = {}): World {
  const clock = options.clock ?? movedClock();
  const outbound = openOutbound({ version: "1.2.3", random: () => 0.5, ...options, clock });
  onTestFinished(() => outbound.close());
  return { ...outbound, clock };
}

export const at = (base: string, more: Partial<ServiceAccess> = {}): ServiceAccess => ({
  name: "sample",
  base,
  budget: {},
  ...more,
});

export const quick: OutboundCall = { path: "/", expects: "json", timeoutMs: 2000 };

/** The error a call must end with. */
export async function failureOf(call: Promise<unknown>): Promise<OutboundError> {
  const error = await call.then(
    () => new Error("it was answered"),
    (failed: unknown) => failed,
  );
  if (error instanceof OutboundError) return error;
  throw error;
}

/** A folder that goes when the test ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "outbound-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
