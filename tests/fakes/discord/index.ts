import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, isLateFault, type Planned, strike } from "./faults.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { createMeter } from "./meter.ts";
import { openPeople, type People } from "./people.ts";
import { type Answer, routes } from "./routes.ts";
import { createWorld, type World } from "./world.ts";

export const canaryToken = "MTExMTExMTExMTExMTExMTEx.Gcanary.s3cr3t-never-to-be-seen-anywhere-at-all";

/** Discord in a box: its API and gateway on this machine, and people who use it. */
export interface Discord extends People {
  /** For DISCORD_API_URL. */
  readonly url: string;
  readonly token: string;
  readonly world: World;
  readonly gateway: Gateway;
  /** Goes wrong with the next calls like `POST /channels`. */
  plan(on: RegExp, fault: Fault, times?: number): void;
  /** Calls that arrived, such as `PUT /applications/1/commands`. */
  called(on: RegExp): World["calls"];
  close(): Promise<void>;
}

export async function openDiscord({ token = canaryToken } = {}): Promise<Discord> {
  const world = createWorld(token);
  const planned: Planned[] = [];
  const meter = createMeter(world);
  const server = createServer((request, response) => void receive(request, response));

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = "", query = ""] = decodeURIComponent(request.url ?? "").split("?");
    const line = `${request.method} ${path.replace(/^\/api\/v10/, "")}`;
    const body = parsed(await textOf(request));
    world.calls.push({
      method: request.method ?? "",
      path: line.slice(line.indexOf(" ") + 1) + (query && `?${query}`),
      body,
    });
    world.changes.emit("change");
    const plan = planned.find(({ on, left }) => left > 0 && on.test(line));
    if (plan !== undefined) plan.left--;
    const echo = `${request.headers.authorization ?? ""} ${request.url}`;
    response.once("finish", () => {
      const shared = plan?.fault.is === "limited" && plan.fault.scope === "shared";
      if ([401, 403, 429].includes(response.statusCode) && !shared) world.invalid++;
    });
    if (plan !== undefined && !isLateFault(plan.fault)) return strike(plan.fault, response, echo);
    const { refusal, headers } = meter.count(line, request.headers.authorization !== undefined);
    const answer = refusal ?? answerTo(line, request, body, query);
    if (plan !== undefined) return strike(plan.fault, response, echo);
    send(response, { ...answer, headers: { ...headers, ...answer.headers } });
  };

  const answerTo = (line: string, request: IncomingMessage, body: unknown, query: string): Answer => {
    if (!/^DiscordBot/.test(request.headers["user-agent"] ?? ""))
      return { status: 403, body: { code: 40333, message: "internal network error" } };
    const authorized = request.headers.authorization === `Bot ${token}`;
    if (line === "GET /gateway/bot")
      return authorized
        ? {
            status: 200,
            body: {
              url: gatewayUrl(),
              shards: 1,
              session_start_limit: { ...world.logins, reset_after: 3_600_000, max_concurrency: 1 },
            },
          }
        : unauthorized;
    const route = routes.find(({ on }) => on.test(line));
    if (route === undefined) return { status: 404, body: { code: 0, message: `404: ${line}` } };
    if (route.open !== true && !authorized) return unauthorized;
    return route.handle(world, (route.on.exec(line) ?? []).slice(1), body, new URLSearchParams(query));
  };

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;
  const gateway = openGateway(server, world, gatewayUrl);
  return {
    ...openPeople(world, gateway),
    url: `http://127.0.0.1:${port}/api`,
    token,
    world,
    gateway,
    plan: (on, fault, times = 1) => void planned.push({ on, fault, left: times }),
    called: (on) => world.calls.filter(({ method, path }) => on.test(`${method} ${path}`)),
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const unauthorized: Answer = { status: 401, body: { message: "401: Unauthorized", code: 0 } };

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

function parsed(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
