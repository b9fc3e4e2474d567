/** How often one service may be asked; what is left out is not limited. */
export interface Budget {
  readonly perMinute?: number;
  readonly perHour?: number;
  readonly perDay?: number;
  /** Least time between two calls. */
  readonly gapMs?: number;
  /** Calls under way at a time (default 2). */
  readonly parallel?: number;
}

/** One question to a service outside. */
export interface OutboundCall {
  /**
   * Below the service's base address, such as `/v1/latest`. At another of its hosts: `query1:/v1/test/getcrumb`, with the
   * host's name in `hosts`; or a whole address at one of them as the facts name it. Either goes where the operator put that host.
   */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /**
   * Keys and tickets of the query, such as a crumb: sent after `query`, but no part of the question, so that an answer kept
   * under an older one still counts. Never shown and never stored.
   */
  readonly keys?: Readonly<Record<string, string | undefined>>;
  readonly method?: "GET" | "POST";
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Beside a user agent and what `expects` says; no part of the question. They do not follow a redirect to a foreign host. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer has to be; something else, such as a page where JSON was due, is a `bad-payload`. */
  readonly expects: "json" | "csv" | "xml" | "html" | "text";
  /** Of text that is not UTF-8, such as `gbk`. */
  readonly charset?: string;
  /** An answer this old is used again without asking (default: none is). */
  readonly freshMs?: number;
  /** An answer this old may stand in where the service fails (default: none may). */
  readonly staleMs?: number;
  /** Until the whole answer is there, repeated tries included (default 10 s). */
  readonly timeoutMs?: number;
  /** Statuses that are an answer too, such as a 404 of which only the headers matter. A redirect named here is not followed. */
  readonly otherStatuses?: readonly number[];
  /**
   * Sees every answer before it is judged by its status, and throws an OutboundError where it knows better: a status 200
   * that holds a refusal, a 403 that is about the plan. What it refuses is not kept, opens the circuit like every refusal, and
   * an older answer may stand in. Any other error it throws is a `bad-payload`.
   */
  readonly check?: ((answer: Arrived) => void) | undefined;
}

/** An answer as it came. */
export interface Arrived {
  readonly status: number;
  /** Names in lower case; several cookies are separated by line feeds. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Undefined where the text is no JSON. */
  readonly json: unknown;
}

/** What a service answered. */
export interface Answered extends Arrived {
  /** When it was received: earlier than now when an older answer is used. */
  readonly receivedAt: number;
  /** The service failed, and an older answer stands in. */
  readonly isStale: boolean;
}

export type Call = (call: OutboundCall) => Promise<Answered>;

/** Why a service gave no answer that can be used. */
export const troubles = [
  /** It asks for a pause, or its budget here is spent. */
  "rate-limited",
  /** The key is missing or wrong. */
  "auth",
  /** The key's plan does not cover it. */
  "plan",
  /** It refuses this machine or region. */
  "blocked",
  "not-found",
  /** It answered something else than was expected. */
  "bad-payload",
  /** It failed. */
  "upstream",
  /** It was not reached, or not in time. */
  "network",
] as const;
export type Trouble = (typeof troubles)[number];

/** A service that gave no usable answer. Its message names no address and holds no key. */
export class OutboundError extends Error {
  readonly service: string;
  readonly trouble: Trouble;
  /** How long it should be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(service: string, trouble: Trouble, message: string, retryAfterMs?: number) {
    super(message);
    this.name = new.target.name;
    this.service = service;
    this.trouble = trouble;
    this.retryAfterMs = retryAfterMs;
  }
}
