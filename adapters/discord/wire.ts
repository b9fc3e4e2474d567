import { DefaultUserAgent, type RESTOptions, type RouteLike } from "discord.js";
import { type Answered, createHttp } from "../../src/support/http.ts";
import type { Allowance } from "./allowance.ts";
import { requestWithin } from "./request.ts";
import { resultOf, verdictOn } from "./verdict.ts";

/** How long a call may take. */
export interface Patience {
  /** Until the connection stands (default 5 s). */
  readonly connectMs?: number;
  /** Until the answer is there (default 15 s). */
  readonly totalMs?: number;
}

export interface Call {
  /** What is done, as errors name it. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  /** False where the address is the secret, as with interactions. */
  readonly auth?: boolean;
}

/** One call to Discord: made once, answered within its time, failing with one of our errors. */
export type Wire = (call: Call) => Promise<unknown>;

const version = 10;

/** Options for the library's client, which keeps the gateway: nothing is tried twice, nothing waits out of sight. */
export function restOptions(api: string, { connectMs = 5000, totalMs = 15_000 }: Patience = {}): Partial<RESTOptions> {
  return {
    api: rootOf(api),
    retries: 0,
    timeout: totalMs,
    rejectOnRateLimit: () => true,
    makeRequest: requestWithin({ connectMs, totalMs }),
  };
}

function rootOf(api: string): string {
  return api.replace(/\/+$/, "").replace(/\/v\d+$/, "");
}

export interface WireOptions {
  readonly token: string;
  readonly api: string;
  readonly allowance: Allowance;
  readonly patience?: Patience;
}

/**
 * Calls of our own rather than the library's: it counts answers to interactions against the bot's fifty calls a second, adds
 * to the pauses it is told, and does not say whose limit was met.
 */
export function createWire({ token, api, allowance, patience = {} }: WireOptions): Wire {
  const http = createHttp({ connectMs: patience.connectMs ?? 5000, totalMs: patience.totalMs ?? 15_000 });
  const root = `${rootOf(api)}/v${version}`;
  return async ({ what, method, route, body, query, auth = true }) => {
    const over = allowance.enter({ what, method, route, auth });
    const asked = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    let answered: Answered | undefined;
    try {
      answered = await http({
        url: `${root}${route}${asked}`,
        method,
        headers: {
          "user-agent": DefaultUserAgent,
          ...(auth ? { authorization: `Bot ${token}` } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw verdictOn(what, error);
    } finally {
      over(answered);
    }
    return resultOf(what, answered);
  };
}
