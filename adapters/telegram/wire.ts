import { Api, type ApiClientOptions, GrammyError, HttpError, type RawApi } from "grammy";
import type { PlatformError } from "../../src/support/errors.ts";
import { ConnectionFailed, createHttp, type HttpOptions } from "../../src/support/http.ts";
import { limitedAnswer } from "./retry-after.ts";
import { type Failure, verdictOf } from "./verdicts.ts";

export type Method = keyof RawApi & string;
export type Payload<M extends Method> = NonNullable<Parameters<RawApi[M]>[0]>;
export type Result<M extends Method> = Awaited<ReturnType<RawApi[M]>>;

/** One call of the Bot API, tried once. Fails with one of the errors of support/errors.ts, which carry no token. */
export type Call = <M extends Method>(
  method: M,
  payload: Payload<M> | object,
  signal?: AbortSignal,
) => Promise<Result<M>>;

export interface WireOptions {
  readonly token: string;
  /** Address of the Bot API server (default: Telegram's own). */
  readonly root?: string;
  /** For a call from its start to the last byte of the answer (default 15 s). */
  readonly timeoutMs?: number;
  /** For reaching the server (default 5 s). */
  readonly connectMs?: number;
}

/** Opens the way to the Bot API: no retries, and every wait has an end. */
export function createWire({
  token,
  root = "https://api.telegram.org",
  timeoutMs = 15_000,
  connectMs = 5000,
}: WireOptions): Call {
  const apiRoot = root.replace(/\/+$/, "");
  const { raw } = new Api(token, {
    apiRoot,
    timeoutSeconds: timeoutMs / 1000,
    fetch: createFetch({ connectMs, totalMs: timeoutMs }) as unknown as NonNullable<ApiClientOptions["fetch"]>,
  });
  return async (method, payload, signal) => {
    try {
      // Methods without parameters take the signal first.
      const args = parameterless.has(method) ? [signal] : [payload, signal];
      return await (raw[method] as (...all: unknown[]) => Promise<never>)(...args);
    } catch (error) {
      throw toPlatformError(method, error);
    }
  };
}

interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: Pick<AbortSignal, "aborted" | "addEventListener">;
}

/** The part of `fetch` the library makes use of. Its own hangs when an answer breaks off in the middle. */
function createFetch(
  limits: HttpOptions,
): (url: string | URL, init: FetchInit) => Promise<{ json(): Promise<unknown> }> {
  const http = createHttp(limits);
  return async (url, init) => {
    const { status, headers, text } = await http({ url: String(url), ...init });
    // The library reads the body alone, and takes a proxy's page for no answer.
    return { json: async () => (status === 429 ? limitedAnswer(text, headers["retry-after"]) : JSON.parse(text)) };
  };
}

const parameterless = new Set<Method>(["getMe", "getWebhookInfo"]);

/** Our error for the library's, made of what is known to hold no secret. */
function toPlatformError(method: string, error: unknown): PlatformError {
  return verdictOf({ method, ...(error instanceof GrammyError ? answered(error) : unanswered(error)) });
}

function answered({ error_code, description, parameters }: GrammyError): Omit<Failure, "method"> {
  const { retry_after, migrate_to_chat_id } = parameters;
  if (typeof error_code !== "number") return {};
  return {
    status: error_code,
    description: String(description),
    ...(retry_after === undefined ? {} : { retryAfterSeconds: retry_after }),
    ...(migrate_to_chat_id === undefined ? {} : { migratedTo: migrate_to_chat_id }),
  };
}

function unanswered(error: unknown): Omit<Failure, "method"> {
  const inner: unknown = error instanceof HttpError ? error.error : error;
  return inner instanceof ConnectionFailed ? { sent: inner.sent, code: inner.reason } : {};
}
