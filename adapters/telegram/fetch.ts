import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/** A call that got no answer. */
export class ConnectionError extends Error {
  readonly code: string | undefined;
  /** False when no connection came about, so that nothing can have been sent. */
  readonly sent: boolean;

  constructor(code: string | undefined, sent: boolean) {
    super(`The connection failed (${code ?? "no code"}).`);
    this.code = code;
    this.sent = sent;
  }
}

/** The part of `fetch` the library makes use of. */
export type Fetch = (url: string | URL, init: FetchInit) => Promise<{ json(): Promise<unknown> }>;

export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: Pick<AbortSignal, "aborted" | "addEventListener">;
}

/** Kept open between calls; Telegram takes about thirty messages a second, so more at a time would gain nothing. */
const connections = { keepAlive: true, maxSockets: 50 };

/**
 * `fetch` for one server. Unlike the library's own it gives up early on a server that cannot be reached, notices at once when an
 * answer breaks off in the middle, and knows whether anything can have been sent. Its errors hold no address.
 */
export function createFetch(root: string, connectMs: number): Fetch {
  const secure = root.startsWith("https:");
  const agent = secure ? new HttpsAgent(connections) : new HttpAgent(connections);
  const open = secure ? httpsRequest : httpRequest;
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const request = open(url, { agent, ...(method && { method }), ...(headers && { headers }) });
      const isSent = watchConnecting(request, secure ? "secureConnect" : "connect", connectMs);
      const fail = (error: NodeJS.ErrnoException) => reject(new ConnectionError(error.code, isSent()));
      request.once("error", fail);
      request.once("response", (response) => textOf(response).then((text) => resolve(jsonIn(text)), fail));
      signal?.addEventListener("abort", () => request.destroy(), { once: true });
      if (signal?.aborted === true) request.destroy();
      request.end(body);
    });
}

/** Ends a request whose connection does not come about in time, and tells whether it ever did. */
function watchConnecting(
  request: ClientRequest,
  arrived: "connect" | "secureConnect",
  connectMs: number,
): () => boolean {
  let sent = false;
  request.once("socket", (socket) => {
    if (request.reusedSocket) {
      sent = true;
      return;
    }
    const late = () => request.destroy(Object.assign(new Error("too late"), { code: "CONNECT_LIMIT" }));
    const limit = setTimeout(late, connectMs);
    socket.once(arrived, () => {
      sent = true;
      clearTimeout(limit);
    });
    socket.once("close", () => clearTimeout(limit));
  });
  return () => sent;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function jsonIn(text: string) {
  return { json: async (): Promise<unknown> => JSON.parse(text) };
}
