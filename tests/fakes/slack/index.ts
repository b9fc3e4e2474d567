import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall, type Call, type Credentials } from "./api.ts";
import { createFaults, type Fault, goWrong } from "./faults.ts";
import { createPeople } from "./people.ts";
import { createRates, type RateOptions } from "./rates.ts";
import type { Message } from "./rules.ts";
import { createSocketMode, type Envelope } from "./socket.ts";
import { createViews, type View } from "./views.ts";
import { type Channel, createWorkspace, type Posted, type User } from "./workspace.ts";

export { bot } from "./api.ts";
export type { Fault } from "./faults.ts";
export { controlsOf } from "./people.ts";
export type { Posted } from "./workspace.ts";

export const credentials = {
  botToken: "xoxb-1111-2222-CanaryBotToken",
  appToken: "xapp-1-A0APP-3333-CanaryAppToken",
  signingSecret: "0123456789abcdef0123456789abcdef",
};

export interface SlackOptions {
  readonly channels?: readonly Channel[];
  readonly users?: readonly User[];
  readonly scopes?: readonly string[];
  readonly now?: () => number;
  readonly rates?: RateOptions;
  readonly historyLagMs?: number;
}

export type Slack = Awaited<ReturnType<typeof openSlack>>;

const usual = {
  channels: [{ id: "C0DESK", hasBot: true }, { id: "C0OUTSIDE" }, { id: "D0ADA", hasBot: true }],
  users: [
    { id: "U0ADA", locale: "en-US", is_admin: true, tz: "America/New_York" },
    { id: "U0MING", locale: "zh-CN", tz: "Asia/Shanghai" },
  ],
  scopes: [
    ...["commands", "chat:write", "users:read", "app_mentions:read", "im:history", "im:write"],
    ...["channels:history", "groups:history", "mpim:history", "channels:read", "groups:read"],
  ],
};

/** How long anything in a test may take. */
const patienceMs = 8000;

/** Slack in a box: its Web API, response URLs and Socket Mode on a port of this machine, and people who use it. */
export async function openSlack(options: SlackOptions = {}) {
  const { channels, users, scopes, now = Date.now, rates = {}, historyLagMs = 0 } = { ...usual, ...options };
  const workspace = createWorkspace({ channels, users, now, historyLagMs });
  const views = createViews(now);
  const earlyBy = createRates(rates, now);
  const faults = createFaults();
  const calls: Call[] = [];
  const known: Credentials = { ...credentials, scopes };
  const server = createServer((request, response) => void hear(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = createSocketMode(server);

  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const [, kind, name = ""] = (request.url ?? "").split("/");
    const method = kind === "respond" ? "response_url" : name;
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    const args = kind === "respond" ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    calls.push({ method, token, args });
    const fault = faults.next(method);
    if (fault !== undefined && !("accepted" in fault && fault.accepted === true)) return goWrong(fault, response);
    if (kind === "respond") {
      const code = workspace.reply(name, args as Message);
      if (fault !== undefined) return goWrong(fault, response);
      response.writeHead(code === undefined ? 200 : 404).end(code ?? "ok");
      return;
    }
    const early = earlyBy(method, String(args["channel"]));
    if (early > 0) {
      const headers = { "retry-after": String(Math.ceil(early)) };
      return goWrong({ status: 429, headers, body: '{"ok":false,"error":"ratelimited"}' }, response);
    }
    const few = rates.history !== undefined;
    const world = { workspace, views, credentials: known, socketUrl: `ws://127.0.0.1:${port}/link`, few };
    const answer = answerCall({ method, token, args }, world);
    if (fault !== undefined) return goWrong(fault, response);
    response.writeHead(200, { "content-type": "application/json", "x-oauth-scopes": scopes.join(",") });
    response.end(JSON.stringify(answer));
  };

  const openReply = (channel: string, user: string, source?: string): string => {
    const id = randomUUID();
    workspace.openReply(id, channel, user, source);
    return `http://127.0.0.1:${port}/respond/${id}`;
  };

  const people = createPeople({ reply: openReply, trigger: views.trigger });

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls: calls as readonly Call[],
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    workspace,
    socket,
    fault: (method: string, ...what: readonly Fault[]) => faults.add(method, ...what),
    ...people,
    /** Sends it over Socket Mode; resolves with the milliseconds until it was acknowledged. */
    deliver: async (envelope: Envelope) => (await socket.deliver(envelope, AbortSignal.timeout(patienceMs))).ms,
    views,
    /** Once somebody has a form in front of them. */
    form: () => views.newest(AbortSignal.timeout(patienceMs)),
    /** Sends a form over Socket Mode; resolves with what Slack was told to do with it, which it does. */
    async submit(view: View, values?: Readonly<Record<string, string>>, who?: { user?: string }): Promise<unknown> {
      const envelope = people.fillIn(view, values, who);
      const { receipt } = await socket.deliver(envelope, AbortSignal.timeout(patienceMs));
      views.receive(view, receipt);
      // Socket Mode puts an empty object where there is nothing to do but to close.
      return Object.keys(receipt ?? {}).length === 0 ? undefined : receipt;
    },
    /** The same as the request Slack makes over HTTP. */
    requestOf: ({ type, payload }: Envelope, { secret = credentials.signingSecret, at = now() } = {}) => {
      const body =
        type === "events_api"
          ? JSON.stringify(payload)
          : String(
              new URLSearchParams(
                type === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
              ),
            );
      const kind = type === "events_api" ? "application/json" : "application/x-www-form-urlencoded";
      const headers: Record<string, string> = { "content-type": kind, ...signed(body, secret, at) };
      return { body, headers };
    },
    when: <T>(look: (posted: readonly Posted[]) => T | undefined) =>
      workspace.when(look, AbortSignal.timeout(patienceMs)),
    /** Once so many messages are there, all of them. */
    written: (count: number) =>
      workspace.when((posted) => (posted.length >= count ? [...posted] : undefined), AbortSignal.timeout(patienceMs)),
    whenConnected: (count = 1) => socket.whenOpened(count, AbortSignal.timeout(patienceMs)),
    async close() {
      socket.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Docs "Verifying requests from Slack". */
export function signed(body: string, secret: string, at: number): Record<string, string> {
  const stamp = String(Math.floor(at / 1000));
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex")}`;
  return { "x-slack-request-timestamp": stamp, "x-slack-signature": signature };
}
