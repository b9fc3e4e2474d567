import { REST, type RESTOptions, type RouteLike } from "discord.js";
import { ConnectionFailed } from "../../src/support/http.ts";
import { requestWithin } from "./request.ts";
import { verdictOn } from "./verdict.ts";

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

/** Options for the library's client: nothing is tried twice, nothing waits out of sight. */
export function restOptions(api: string, { connectMs = 5000, totalMs = 15_000 }: Patience = {}): Partial<RESTOptions> {
  return {
    api: api.replace(/\/+$/, "").replace(/\/v\d+$/, ""),
    retries: 0,
    timeout: totalMs,
    rejectOnRateLimit: () => true,
    makeRequest: requestWithin({ connectMs, totalMs }),
  };
}

export function createWire(token: string, api: string, patience?: Patience): Wire {
  const rest = new REST(restOptions(api, patience));
  return async ({ what, method, route, body, query, auth = true }) => {
    // The library forgets its token after one refusal, and would then not even ask.
    rest.setToken(token);
    try {
      const answer = await rest.request({
        fullRoute: route,
        method: method as Parameters<typeof rest.request>[0]["method"],
        auth,
        ...(body === undefined ? {} : { body }),
        ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
      });
      if (answer instanceof ArrayBuffer && answer.byteLength > 0)
        throw new ConnectionFailed("an answer that is not JSON", true);
      return answer;
    } catch (error) {
      throw verdictOn(what, error);
    }
  };
}
