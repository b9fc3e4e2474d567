import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createWire, type WireOptions } from "../../../adapters/telegram/wire.ts";
import {
  OutcomeUnknown,
  type PlatformError,
  RateLimited,
  Rejected,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../../src/support/errors.ts";
import type { Fault } from "../../fakes/telegram/faults.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada } from "../../fakes/telegram/people.ts";
import { connect } from "./connected.ts";

const canary = "123456:canary-token-of-the-fake-bot-000000";
const bad = (description: string, status = 400): Fault => ({ status, description });

/** Everything a call may meet, and what the caller does next. */
const matrix: readonly {
  readonly fault: Fault;
  readonly verdict: new (...args: never[]) => PlatformError;
  readonly detail?: string;
}[] = [
  {
    fault: { status: 429, description: "Too Many Requests: retry after 7", parameters: { retry_after: 7 } },
    verdict: RateLimited,
  },
  { fault: { status: 401, description: "Unauthorized" }, verdict: Unauthorized },
  { fault: bad("Bad Request: chat not found"), verdict: Rejected, detail: "Bad Request: chat not found" },
  { fault: bad("Bad Request: CHAT_WRITE_FORBIDDEN"), verdict: Rejected },
  { fault: bad("Bad Request: not enough rights to send text messages to the chat"), verdict: Rejected },
  { fault: bad("Bad Request: message thread not found"), verdict: Rejected },
  {
    fault: bad("Forbidden: bot was blocked by the user", 403),
    verdict: Rejected,
    detail: "Forbidden: bot was blocked by the user",
  },
  { fault: bad("Forbidden: bot was kicked from the supergroup chat", 403), verdict: Rejected },
  {
    fault: {
      status: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: -1001234567890 },
    },
    verdict: Rejected,
    detail: "-1001234567890",
  },
  { fault: bad("Not Found: method not found", 404), verdict: Rejected },
  { fault: bad("Conflict: terminated by other getUpdates request", 409), verdict: Rejected },
  { fault: bad("Bad Request: message is too long"), verdict: TooLarge },
  { fault: bad("Bad Request: MESSAGE_TOO_LONG"), verdict: TooLarge },
  { fault: bad("Request Entity Too Large", 413), verdict: TooLarge },
  { fault: bad("Internal Server Error", 500), verdict: OutcomeUnknown },
  { fault: bad("Bad Gateway", 502), verdict: OutcomeUnknown },
  { fault: bad("Gateway Timeout", 504), verdict: OutcomeUnknown },
  { fault: { page: "<html>502 Bad Gateway</html>", status: 502 }, verdict: OutcomeUnknown },
  { fault: { page: "<html>Welcome</html>", status: 200 }, verdict: OutcomeUnknown },
  { fault: { page: "{}", status: 200 }, verdict: OutcomeUnknown },
  { fault: "half", verdict: OutcomeUnknown },
  { fault: "reset", verdict: OutcomeUnknown },
  { fault: "drop-answer", verdict: OutcomeUnknown },
  { fault: "hang", verdict: OutcomeUnknown },
];

async function failing(fault: Fault) {
  const telegram = await openTelegram({ token: canary });
  onTestFinished(telegram.close);
  telegram.privately(ada);
  telegram.fault("sendMessage", fault);
  const call = createWire({ token: canary, root: telegram.url, timeoutMs: 120 });
  const error: unknown = await call("sendMessage", { chat_id: ada.id, text: "Hello" }).then(
    () => undefined,
    (thrown) => thrown,
  );
  return { telegram, error };
}

describe("a call that goes wrong", () => {
  it.each(matrix)(
    "by $fault is $verdict.name, was tried once and tells nobody the token",
    async ({ fault, verdict, detail }) => {
      const { telegram, error } = await failing(fault);
      expect(error).toBeInstanceOf(verdict);
      if (detail !== undefined) expect(error).toMatchObject({ detail });
      expect(telegram.called("sendMessage")).toHaveLength(1);
      expectNoSecret(error);
      expect((error as Error).cause).toBeUndefined();
    },
  );

  it("is told with the pause Telegram asks for, fractions included", async () => {
    const { error } = await failing({
      status: 429,
      description: "Too Many Requests",
      parameters: { retry_after: 1.5 },
    });
    expect(error).toMatchObject({ retryAfterMs: 1500 });
  });
});

/** In any form the token may come out in. */
function expectNoSecret(error: unknown): void {
  const { message, stack } = error as Error;
  const all = [
    message,
    stack,
    String(error),
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(error),
  ].join();
  for (const form of [
    canary,
    encodeURIComponent(canary),
    Buffer.from(canary).toString("base64"),
    canary.split(":")[1] as string,
  ])
    expect(all).not.toContain(form);
}

describe("a server that cannot be reached", () => {
  const trying = async (options: Omit<WireOptions, "token">) =>
    createWire({ token: canary, ...options })("sendMessage", { chat_id: 1, text: "Hello" }).catch((error) => error);

  it("because nobody listens there was certainly sent nothing", async () => {
    const port = await portNobodyListensOn();
    const error = await trying({ root: `http://127.0.0.1:${port}` });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ detail: "ECONNREFUSED" });
    expectNoSecret(error);
  });

  it("because its name is unknown was certainly sent nothing", async () => {
    const error = await trying({ root: "http://nowhere.invalid" });
    expect(error).toBeInstanceOf(Unavailable);
    expectNoSecret(error);
  });

  it("because it never shakes hands is given up early, and was certainly sent nothing", async () => {
    const server = await listening((socket) => socket.on("error", () => undefined).resume());
    const error = await trying({ root: `https://127.0.0.1:${portOf(server)}`, connectMs: 60 });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ detail: "no connection in time" });
    expectNoSecret(error);
  });
});

async function listening(hear: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(hear);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function portNobodyListensOn(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("a fault while answering", () => {
  it.each(matrix.filter(({ fault }) => fault !== "hang"))(
    "by $fault tells nobody the token and stops nothing",
    async ({ fault }) => {
      const world = await connect({ telegram: { token: canary } });
      const chat = world.telegram.privately(ada);
      // A pause of seconds would have to be waited for.
      const played: Fault =
        typeof fault === "object" && "status" in fault && fault.status === 429
          ? { ...fault, parameters: { retry_after: 120 } }
          : fault;
      for (const method of ["sendRichMessage", "sendMessage"]) world.telegram.fault(method, played, played);
      world.telegram.says(ada, chat, "movers");
      await world.telegram.until(() => world.telegram.called("sendRichMessage")[0]);
      world.telegram.says(ada, chat, "movers");
      world.telegram.says(ada, chat, "movers again");
      await world.telegram.until(() =>
        world.telegram.world.messages.find(({ content }) => JSON.stringify(content).includes("again")),
      );
      expect(world.failures.length).toBeGreaterThan(0);
      for (const { what, error } of world.failures) {
        expect(what).not.toContain(canary);
        expectNoSecret(error);
      }
      expect(JSON.stringify(world.notices)).not.toContain(canary);
    },
  );
});
