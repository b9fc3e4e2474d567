import { type Logger, LogLevel, webApi } from "@slack/bolt";
import { createHttp, type HttpCall, type HttpOptions } from "../../src/support/http.ts";
import { checkStatus, codeIn, errorOf, unanswered, verdictOf } from "./verdict.ts";

export interface WireOptions extends HttpOptions {
  readonly token: string;
  readonly apiUrl: string;
}

/** What a method answered, unread. */
export type Result = Readonly<Record<string, unknown>>;

/** Calls to Slack: each is made once, within limits of time, and fails with an error of ours. */
export interface Wire {
  /** A method of the Web API, with the bot's token unless another is given. */
  call(method: string, args?: Readonly<Record<string, unknown>>): Promise<Result>;
  /** Uses a response_url, which is a secret itself. */
  respond(url: string, message: object): Promise<void>;
  /** What Slack's own libraries are given, so that they keep to the same. */
  readonly clientOptions: webApi.WebClientOptions;
}

export function createWire({ token, apiUrl, ...limits }: WireOptions): Wire {
  const http = createHttp(limits);
  const post = (what: string, call: HttpCall) =>
    http(call).catch((error) => {
      throw unanswered(what, error);
    });
  const clientOptions: webApi.WebClientOptions = {
    slackApiUrl: apiUrl,
    // One attempt is one request: whoever keeps the record of deliveries decides about the next.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silence,
    fetch: async (url, init) => {
      const method = new URL(String(url)).pathname.split("/").at(-1) ?? "";
      const headers = Object.fromEntries(new Headers(init?.headers as ConstructorParameters<typeof Headers>[0]));
      const answered = await post(method, { url: String(url), headers, body: String(init?.body ?? "") });
      checkStatus(method, answered);
      return new Response(answered.text, { status: 200, headers: textHeaders(answered.headers) });
    },
  };
  const client = new webApi.WebClient(token, clientOptions);
  return {
    clientOptions,
    async call(method, args = {}) {
      try {
        return { ...(await client.apiCall(method, { ...args })) };
      } catch (error) {
        throw verdictOf(method, error);
      }
    },
    async respond(url, message) {
      const headers = { "content-type": "application/json; charset=utf-8" };
      const answered = await post("an answer", { url, headers, body: JSON.stringify(message) });
      checkStatus("an answer", answered);
      const code = codeIn(answered.text);
      if (code !== undefined) throw errorOf("an answer", code);
    },
  };
}

function textHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
}

/** The libraries' own log names addresses and bodies; what went wrong comes as an error instead. */
export const silence: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
