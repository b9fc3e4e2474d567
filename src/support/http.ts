import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";

/** A call without an answer. It holds no address: addresses may be secrets. */
export class ConnectionFailed extends Error {
  /** The system's own code, or what happened in words. */
  readonly reason: string;
  /** False when no connection stood, so that certainly nothing was sent. */
  readonly sent: boolean;

  constructor(reason: string, sent: boolean) {
    super(`The connection failed: ${reason}.`);
    this.name = new.target.name;
    this.reason = reason;
    this.sent = sent;
  }
}

export interface HttpOptions {
  /** Until a connection stands, name look-up and encryption included (default 5 s). */
  readonly connectMs?: number;
  /** Until the whole answer is there, waiting for a free connection included (default 15 s). */
  readonly totalMs?: number;
  /** Connections at a time to one server; further calls wait for one of them (default 50). */
  readonly mostSockets?: number;
}

export interface HttpCall {
  readonly url: string;
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
  /** Ends the call. */
  readonly signal?: Pick<AbortSignal, "aborted" | "addEventListener">;
}

/** An answer as it came, whatever it says. */
export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export type Http = (call: HttpCall) => Promise<Answered>;

/** Larger than any answer of use here. */
const mostBytes = 4 * 1024 * 1024;
/** Servers close idle connections; one they are about to close must not be used again. */
const idleMs = 4000;

/**
 * Calls made once: never repeated, never redirected, and it is known whether anything can have been sent. (`fetch` does not
 * tell, and has no limit for connecting.) Connections are kept for the next call.
 */
export function createHttp({ connectMs = 5000, totalMs = 15_000, mostSockets = 50 }: HttpOptions = {}): Http {
  const kept = { keepAlive: true, maxSockets: mostSockets, timeout: idleMs };
  const plain = { request: http.request, agent: new http.Agent(kept), connected: "connect" };
  const secure = { request: https.request, agent: new https.Agent(kept), connected: "secureConnect" };
  /** Sockets that stand: one that is handed on at once to a waiting call looks like a new one. */
  const standing = new WeakSet<Socket>();
  return ({ url, method = "POST", headers = {}, body = "", signal }) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const { request, agent, connected } = target.protocol === "https:" ? secure : plain;
      const length = { "content-length": Buffer.byteLength(body) };
      const call = request(target, { method, agent, headers: { ...headers, ...length } });
      let sent = false;
      const fail = (reason: string) => {
        reject(new ConnectionFailed(reason, sent));
        call.destroy();
      };
      const whole = setTimeout(() => fail("no answer in time"), totalMs);
      call.once("close", () => clearTimeout(whole));
      call.once("socket", (socket) => {
        const ready = () => {
          standing.add(socket);
          sent = true;
          call.end(body);
        };
        if (standing.has(socket)) return ready();
        const late = setTimeout(() => fail("no connection in time"), connectMs);
        const arrived = () => {
          clearTimeout(late);
          ready();
        };
        socket.once(connected, arrived);
        call.once("close", () => {
          clearTimeout(late);
          socket.off(connected, arrived);
        });
      });
      call.on("error", (error: NodeJS.ErrnoException) => fail(reasonOf(error)));
      call.once("response", (response) => read(response).then(resolve, (error) => fail(reasonOf(error))));
      signal?.addEventListener("abort", () => fail("given up"), { once: true });
      if (signal?.aborted === true) fail("given up");
    });
}

async function read(response: http.IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) throw new Error("too large");
    chunks.push(chunk as Buffer);
  }
  const { statusCode: status = 0, headers } = response;
  return { status, headers, text: Buffer.concat(chunks).toString("utf8") };
}

/** The system's own code, which names no address and no secret. */
function reasonOf(error: NodeJS.ErrnoException): string {
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(error.code ?? "") ? (error.code as string) : "the connection broke";
}
