import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, play } from "./faults.ts";
import { createFlood } from "./flood.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import { carryOut, type Methods } from "./methods.ts";
import { isMethod, payloadProblems } from "./payload.ts";
import { createPeople, type People } from "./people.ts";
import { Refusal } from "./refusal.ts";
import { createWorld, type Data, type World } from "./world.ts";

/** A call as it came in, and what was answered. */
export interface Call {
  readonly method: string;
  readonly payload: Data;
  /** Absent while the answer is not known, and where the connection broke. */
  readonly status: number | undefined;
}

export interface TelegramOptions {
  readonly token?: string;
  /** What @BotFather was told. */
  readonly me?: Data;
  /** A server from before rich messages, or one that reads none. */
  readonly rich?: "yes" | "unknown" | "refused";
  /** Refuses what comes faster than the documented limits by this clock (default: takes everything). */
  readonly clock?: () => number;
}

/** A Bot API server on this machine: the real protocol, the documented limits, and faults on request. */
export interface Telegram extends People {
  readonly url: string;
  readonly token: string;
  readonly calls: readonly Call[];
  readonly world: World;
  readonly mailbox: Mailbox;
  readonly menus: Methods["menus"];
  /** The next call of the method goes wrong; several are played one after the other. */
  fault(method: string, ...faults: readonly Fault[]): void;
  /** From now on the token is not known any more. */
  revoke(): void;
  called(method: string): readonly Call[];
  /** Resolves with the first value that is not undefined, looked for whenever a call comes in and when it was answered. */
  until<T>(look: () => T | undefined): Promise<T>;
  close(): Promise<void>;
}

const longestWaitMs = 8000;

export async function openTelegram({
  token = "123456:canary-token-of-the-fake-bot-000000",
  me = {},
  rich = "yes",
  clock,
}: TelegramOptions = {}): Promise<Telegram> {
  const [world, mailbox] = [createWorld(), createMailbox()];
  const server: Methods = { me: { ...bot, ...me }, world, mailbox, open: new Set(), menus: new Map() };
  const calls: { method: string; payload: Data; status: number | undefined }[] = [];
  const faults = new Map<string, Fault[]>();
  const lookers = new Set<() => void>();
  const flood = createFlood();
  let valid = true;

  const answer = async (method: string, payload: Data, gone: AbortSignal): Promise<unknown> => {
    if (!isMethod(method) || (rich === "unknown" && method === "sendRichMessage"))
      throw new Refusal(404, "Not Found: method not found");
    const [problem] = payloadProblems(method, payload);
    if (problem !== undefined) throw new Refusal(400, `Bad Request: ${problem}`);
    if (rich !== "yes" && JSON.stringify(payload).includes('"rich_message"'))
      throw new Refusal(
        400,
        rich === "unknown" ? "Bad Request: message text is empty" : "Bad Request: can't parse rich message",
      );
    const waitMs = clock && sending.test(method) ? flood.refuse(Number(payload["chat_id"]), clock()) : undefined;
    if (waitMs !== undefined) throw tooMany(Math.ceil(waitMs / 1000));
    return carryOut(method, payload, server, gone);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const payload = await bodyOf(request);
    const call = { method, payload, status: undefined as number | undefined };
    calls.push(call);
    wake();
    const fault = faults.get(method)?.shift();
    if (fault !== undefined && play(fault, response)) return wake();
    const [status, body] = await (given === token && valid
      ? answer(method, payload, goneWith(response)).then(ok, refused)
      : refused(given === undefined ? new Refusal(404, "Not Found") : new Refusal(401, "Unauthorized")));
    call.status = status;
    if (fault === "drop-answer") response.socket?.resetAndDestroy();
    else if (!response.destroyed) response.writeHead(status, headersOf(body)).end(JSON.stringify(body));
    wake();
  };
  const wake = () => {
    for (const look of lookers) look();
  };
  const http = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    token,
    calls,
    world,
    mailbox,
    menus: server.menus,
    ...createPeople(server),
    fault: (method, ...more) => void faults.set(method, [...(faults.get(method) ?? []), ...more]),
    revoke() {
      valid = false;
      mailbox.interrupt();
    },
    called: (method) => calls.filter((call) => call.method === method),
    until: (look) => until(look, lookers, calls),
    close: () => shut(http),
  };
}

const bot = {
  id: 123456,
  is_bot: true,
  first_name: "Closing Bell",
  username: "closing_bell_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
};

const sending = /^(?:send(?!ChatAction)|edit)/;

function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** How long to wait is told in both places. */
function headersOf({ parameters }: Data): Record<string, string> {
  const { retry_after } = (parameters ?? {}) as { readonly retry_after?: number };
  const type = { "content-type": "application/json" };
  return retry_after === undefined ? type : { ...type, "retry-after": String(retry_after) };
}

function ok(result: unknown): [number, Data] {
  return [200, { ok: true, result }];
}

function refused(error: unknown): [number, Data] {
  const { status, message, parameters } =
    error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${(error as Error).message}`);
  return [status, { ok: false, error_code: status, description: message, ...(parameters && { parameters }) }];
}

async function bodyOf(request: IncomingMessage): Promise<Data> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? {} : (JSON.parse(text) as Data);
}

function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}

function until<T>(look: () => T | undefined, lookers: Set<() => void>, calls: readonly Call[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const tryNow = () => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(limit);
      lookers.delete(tryNow);
      resolve(found);
    };
    const limit = setTimeout(() => {
      lookers.delete(tryNow);
      const last = calls.slice(-8).map(({ method, status }) => `${method} ${status}`);
      reject(new Error(`What was waited for did not happen: ${look}. Last calls: ${last.join(", ")}.`));
    }, longestWaitMs);
    lookers.add(tryNow);
    tryNow();
  });
}

function shut(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}
