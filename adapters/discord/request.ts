import type { RESTOptions } from "discord.js";
import { type Answered, createHttp, type HttpOptions } from "../../src/support/http.ts";

/**
 * The library's way of asking, with ours in its place: it tells what certainly was not carried out from what may have been,
 * and keeps to its own limits of time.
 */
export function requestWithin(limits: HttpOptions): RESTOptions["makeRequest"] {
  const http = createHttp(limits);
  return async (url, { method = "GET", headers, body }) =>
    answerOf(
      await http({
        url,
        method,
        headers: headers as Record<string, string>,
        ...(typeof body === "string" ? { body } : {}),
      }),
    );
}

function answerOf({ status, headers: from, text }: Answered): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(from)) headers.set(name, String(value));
  // The header is a whole number of seconds; the body has the fractions.
  const wait = status === 429 ? retryAfterIn(text) : undefined;
  if (wait !== undefined) headers.set("retry-after", String(wait));
  const empty = text === "" || status === 204 || status === 205 || status === 304;
  // The library would read nothing as JSON.
  if (empty) headers.delete("content-type");
  return new Response(empty ? null : text, { status, headers });
}

function retryAfterIn(text: string): number | undefined {
  try {
    const { retry_after: seconds } = JSON.parse(text) as { retry_after?: unknown };
    return typeof seconds === "number" && seconds >= 0 ? seconds : undefined;
  } catch {
    return undefined;
  }
}
