import * as http from "node:http";
import * as https from "node:https";
import { OutcomeUnknown, Unavailable } from "../../src/support/errors.ts";

export interface PostOptions {
  /** Until a connection stands, name look-up and encryption included (default 5 s). */
  readonly connectMs?: number;
  /** Until the whole answer is there (default 15 s). */
  readonly totalMs?: number;
}

/** An answer as it came, whatever it says. */
export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export type Post = (what: string, url: string, headers: http.OutgoingHttpHeaders, body: string) => Promise<Answered>;

/** Larger than any answer of Slack's that is of use here. */
const mostBytes = 2 * 1024 * 1024;
/** Servers close idle connections; one they are about to close must not be used again. */
const idleMs = 4000;

/**
 * One POST, never repeated and never redirected. What fails before a connection stands was certainly not sent; what fails
 * after may have been. (`fetch` tells neither apart and has no limit for connecting.)
 */
export function createPost({ connectMs = 5000, totalMs = 15_000 }: PostOptions = {}): Post {
  const open = {
    "http:": { request: http.request, agent: new http.Agent({ keepAlive: true, timeout: idleMs }) },
    "https:": { request: https.request, agent: new https.Agent({ keepAlive: true, timeout: idleMs }) },
  };
  return (what, url, headers, body) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const { request, agent } = open[target.protocol === "https:" ? "https:" : "http:"];
      const call = request(target, {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent,
      });
      let connected = false;
      const fail = (reason: string) => {
        stop();
        call.destroy();
        reject(connected ? unknown(what, reason) : unreached(what, reason));
      };
      const connecting = setTimeout(() => fail("no connection in time"), connectMs);
      const whole = setTimeout(() => fail("no answer in time"), totalMs);
      const stop = () => {
        clearTimeout(connecting);
        clearTimeout(whole);
      };
      call.on("socket", (socket) => {
        const ready = () => {
          connected = true;
          clearTimeout(connecting);
          call.end(body);
        };
        if (call.reusedSocket) ready();
        else socket.once(target.protocol === "https:" ? "secureConnect" : "connect", ready);
      });
      call.on("error", (error) => fail(reasonOf(error)));
      call.on("response", (response) =>
        read(response).then(
          (text) => {
            stop();
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          },
          (error: unknown) => fail(reasonOf(error)),
        ),
      );
    });
}

async function read(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error("The answer is too large to read.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function unreached(what: string, reason: string): Unavailable {
  return new Unavailable(`Slack could not be reached for ${what}: ${reason}. Nothing was sent.`, reason);
}

function unknown(what: string, reason: string): OutcomeUnknown {
  return new OutcomeUnknown(`Slack may or may not have done ${what}: ${reason}.`, reason);
}

/** The system's own code, which names no address and no secret. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : "the connection broke";
}
