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
  const agents = {
    "http:": new http.Agent({ keepAlive: true, timeout: idleMs }),
    "https:": new https.Agent({ keepAlive: true, timeout: idleMs }),
  };
  return (what, url, headers, body) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const secure = target.protocol === "https:";
      const call = (secure ? https : http).request(target, {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent: agents[secure ? "https:" : "http:"],
      });
      let connected = false;
      const fail = (reason: string) => {
        stop();
        call.destroy();
        reject(
          connected
            ? new OutcomeUnknown(`Slack may or may not have done ${what}: ${reason}.`, reason)
            : new Unavailable(`Slack could not be reached for ${what}: ${reason}. Nothing was sent.`, reason),
        );
      };
      const connecting = setTimeout(() => !connected && fail("no connection in time"), connectMs);
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
        else socket.once(secure ? "secureConnect" : "connect", ready);
      });
      call.on("error", (error: NodeJS.ErrnoException) => fail(reasonOf(error)));
      call.on("response", (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostBytes) fail("an answer too large to read");
          else chunks.push(chunk);
        });
        response.on("error", (error: NodeJS.ErrnoException) => fail(reasonOf(error)));
        response.on("aborted", () => fail("the connection broke during the answer"));
        response.on("end", () => {
          stop();
          const { statusCode: status = 0, headers: found } = response;
          resolve({ status, headers: found, text: Buffer.concat(chunks).toString("utf8") });
        });
      });
    });
}

/** The system's own code, which names no address and no secret. */
function reasonOf(error: NodeJS.ErrnoException): string {
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(error.code ?? "") ? (error.code as string) : "the connection broke";
}
