import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { join } from "node:path";
import { type Clock, realClock } from "../clock.ts";
import { createCall } from "./ask.ts";
import { type Caps, usualCaps } from "./body.ts";
import type { Call, Trouble } from "./call.ts";
import { createCircuit, type Opening } from "./circuit.ts";
import { createExchange } from "./exchange.ts";
import { type BudgetLeft, createGate } from "./gate.ts";
import { createKept, keptTimes } from "./kept.ts";
import type { ServiceAccess } from "./service.ts";

export interface OutboundOptions {
  /** Of this program, told to services. */
  readonly version: string;
  /** Where last good answers are kept, so that a restart spends no quota; without one they end with the program. */
  readonly folder?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Names to addresses (default: the system's). */
  readonly lookup?: LookupFunction;
  readonly caps?: Partial<Caps>;
  /** No call takes longer, whatever it asks for. */
  readonly mostMs?: number;
}

/** How a service did, for people who look after the program. */
export interface ServiceState {
  readonly service: string;
  /** Of the last try: a status, or what was wrong. */
  readonly last?: number | Trouble;
  /** Why it failed, in words. */
  readonly problem?: string;
  readonly latencyMs?: number;
  /** When it last gave a usable answer, in milliseconds since 1970. */
  readonly receivedAt?: number;
  readonly left: BudgetLeft;
  /** Set while it is left alone. */
  readonly open?: Opening;
}

/** The way to services outside: one pace, one circuit and one store of answers for each. */
export interface Outbound {
  callFor(service: ServiceAccess): Call;
  state(): readonly ServiceState[];
  /** Ends every connection. */
  close(): void;
}

interface Line {
  readonly call: Call;
  state(): ServiceState;
  close(): void;
}

/** Opens nothing until the first call. Asking twice for the same service gives the same call. */
export function openOutbound(options: OutboundOptions): Outbound {
  const lines = new Map<string, Line>();
  let closed = false;
  return {
    callFor(service) {
      const known = lines.get(service.name) ?? openLine(service, options, () => closed);
      lines.set(service.name, known);
      return known.call;
    },
    state: () => [...lines.values()].map((line) => line.state()),
    close() {
      closed = true;
      for (const line of lines.values()) line.close();
    },
  };
}

function openLine(access: ServiceAccess, options: OutboundOptions, closed: () => boolean): Line {
  const { clock = realClock, random = Math.random, lookup = systemLookup as LookupFunction } = options;
  const exchange = createExchange(access, lookup, { ...usualCaps, ...options.caps });
  const folder = options.folder === undefined ? undefined : join(options.folder, folderOf(access.name));
  const gate = createGate(access.budget, clock, folder === undefined ? undefined : keptTimes(folder));
  const circuit = createCircuit({ hasKey: (access.secrets ?? []).length > 0 });
  let last: Pick<ServiceState, "last" | "problem" | "latencyMs" | "receivedAt"> = {};
  const call = createCall({
    access,
    exchange,
    gate,
    circuit,
    kept: createKept({ folder, now: clock.now }),
    userAgent: `Mozilla/5.0 (compatible; closing-bell/${options.version})`,
    clock,
    random,
    closed,
    mostMs: options.mostMs ?? Number.POSITIVE_INFINITY,
    tried(outcome, latencyMs) {
      const { receivedAt } = last;
      last =
        typeof outcome === "number"
          ? { last: outcome, latencyMs, receivedAt: clock.now() }
          : {
              last: outcome.trouble,
              problem: outcome.message,
              latencyMs,
              ...(receivedAt !== undefined && { receivedAt }),
            };
    },
  });
  return {
    call,
    state() {
      const open = circuit.opening("", clock.elapsed());
      return { service: access.name, ...last, left: gate.left(), ...(open !== undefined && { open }) };
    },
    close: exchange.close,
  };
}

const folderOf = (name: string) => name.replace(/[^a-z0-9-]/gi, "_");
