import type { IncomingMessage, ServerResponse } from "node:http";

/** When a command was acknowledged and answered, in milliseconds after it was given. */
export interface Timing {
  readonly acknowledged: number;
  readonly answered: number;
}

/** The least of a chat platform that a bot can be timed on: it checks nothing and answers at once. */
export interface Rig {
  readonly name: string;
  /** The bare bot of the same library, below bench/bare. */
  readonly bare: string;
  /** Settings by environment name, for both bots. */
  readonly settings: Readonly<Record<string, string>>;
  /** Gives `/movers` with these options, such as `class:crypto`, as somebody who never asked before. */
  ask(options: readonly string[]): Promise<Timing>;
  close(): Promise<void>;
}

/** Commands under way by whom their answer goes to. */
export function createAsked() {
  const waiting = new Map<string, { since: number; acknowledged?: number; done: (timing: Timing) => void }>();
  return {
    /** From now on until the answer. */
    begin: (key: string) =>
      new Promise<Timing>((resolve, reject) => {
        const lost = setTimeout(() => reject(new Error(`The command ${key} was not answered in 30 s.`)), 30_000);
        const done = (timing: Timing) => {
          clearTimeout(lost);
          resolve(timing);
        };
        waiting.set(key, { since: performance.now(), done });
      }),
    acknowledge(key: string) {
      const one = waiting.get(key);
      if (one !== undefined) one.acknowledged ??= performance.now();
    },
    answer(key: string) {
      const one = waiting.get(key);
      if (one === undefined) return;
      waiting.delete(key);
      const now = performance.now();
      one.done({ acknowledged: (one.acknowledged ?? now) - one.since, answered: now - one.since });
    },
  };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
