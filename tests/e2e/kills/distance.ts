import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A call as it arrives, before anything comes of it. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface DistanceOptions {
  /** Where the server is, as `http://127.0.0.1:1234`. */
  readonly to: string;
  /** Calls that take their time, and may be carried out although the caller is gone meanwhile. */
  readonly isFar: (heard: Heard) => boolean;
  /** Told of each of them as it arrives. */
  readonly heard: (heard: Heard) => void;
  /** How long a way takes, there or back. */
  readonly wayMs: () => number;
  /** Whether a call never arrives whose caller is gone before it would have. */
  readonly isLost: () => boolean;
}

/** The way between the program and a platform: without it every answer would be there at once, and no kill would hit a call. */
export interface Distance {
  readonly origin: string;
  close(): Promise<void>;
}

export async function openDistance({ to, isFar, heard, wayMs, isLost }: DistanceOptions): Promise<Distance> {
  const target = new URL(to);
  const server = createServer((asked, answer) => {
    carry(asked, answer).catch(() => answer.destroy());
  });

  // No connection of the program ends by itself: what goes wrong here is a kill.
  server.keepAliveTimeout = 0;

  const carry = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await bytesOf(asked);
    const call = { method: asked.method ?? "", path: asked.url ?? "", body: body.toString() };
    const far = isFar(call);
    if (far) {
      heard(call);
      await pause(wayMs());
      if (answer.destroyed && isLost()) return;
    }
    const back = await forward(asked, body, far ? undefined : answer);
    const content = await bytesOf(back);
    if (far) await pause(wayMs());
    if (!answer.destroyed) answer.writeHead(back.statusCode ?? 500, back.headers).end(content);
  };
  /** A caller that goes takes its call along, unless that is on its way already. */
  const forward = (asked: IncomingMessage, body: Buffer, caller: ServerResponse | undefined) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { method, url: path, headers } = asked;
      const { hostname: host, port } = target;
      const sent = request({ host, port, method, path, headers, agent: false }, resolve).on("error", reject);
      caller?.once("close", () => sent.destroy());
      sent.end(body);
    });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
