import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { RESTOptions, ResponseLike } from "discord.js";
import { OutcomeUnknown, Unavailable } from "../../src/support/errors.ts";

/** An answer longer than this is none of Discord's. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Makes one request and reads its whole answer. What went wrong before the connection stood was certainly not carried out;
 * anything later may have been, which the library's own way of asking does not tell.
 */
export function requestWithin(connectMs: number): RESTOptions["makeRequest"] {
  return (url, { method = "GET", headers, body, signal }) =>
    new Promise<ResponseLike>((resolve, reject) => {
      let connected = false;
      const fail = (why: string) => {
        clearTimeout(patience);
        request.destroy();
        reject(connected ? new OutcomeUnknown(why, why) : new Unavailable(why, why));
      };
      const make = url.startsWith("https:") ? secureRequest : plainRequest;
      const request = make(url, { method, headers: headers as Record<string, string> });
      const patience = setTimeout(() => fail("connecting took too long"), connectMs);
      request.once("socket", (socket) => {
        const stands = () => {
          connected = true;
          clearTimeout(patience);
        };
        if (!socket.connecting) stands();
        else socket.once(url.startsWith("https:") ? "secureConnect" : "connect", stands);
      });
      request.once("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "connection error"));
      request.once("response", (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostBytes) fail("the answer is too long");
          else chunks.push(chunk);
        });
        response.once("error", () => fail("the answer broke off"));
        response.once("end", () => {
          if (response.complete) resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
          else fail("the answer broke off");
        });
      });
      const late = () => fail("no answer in time");
      if (signal?.aborted === true) late();
      else signal?.addEventListener("abort", late, { once: true });
      request.end(typeof body === "string" ? body : undefined);
    });
}

function answerOf(status: number, from: NodeJS.Dict<string | string[]>, body: Buffer): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(from)) headers.set(name, String(value));
  // The header is a whole number of seconds; the body has the fractions.
  const wait = status === 429 ? retryAfterIn(body) : undefined;
  if (wait !== undefined) headers.set("retry-after", String(wait));
  const empty = body.length === 0 || status === 204 || status === 205 || status === 304;
  // The library would read nothing as JSON.
  if (empty) headers.delete("content-type");
  return new Response(empty ? null : new Uint8Array(body), { status, headers });
}

function retryAfterIn(body: Buffer): number | undefined {
  try {
    const { retry_after: seconds } = JSON.parse(body.toString("utf8")) as { retry_after?: unknown };
    return typeof seconds === "number" && seconds >= 0 ? seconds : undefined;
  } catch {
    return undefined;
  }
}
