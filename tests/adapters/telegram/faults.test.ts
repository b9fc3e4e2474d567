import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createWire, type WireOptions } from "../../../adapters/telegram/wire.ts";
import { Unavailable } from "../../../src/support/errors.ts";
import type { Fault } from "../../fakes/telegram/faults.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada } from "../../fakes/telegram/people.ts";
import { connect } from "./connected.ts";
import { met } from "./refusals.ts";

const canary = "123456:canary-token-of-the-fake-bot-000000";
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
  it.each(met)(
    "by $fault is $verdict.name, was tried once and tells nobody the token",
    async ({ fault, verdict, told = {} }) => {
      const { telegram, error } = await failing(fault);
      expect((error as Error).constructor).toBe(verdict);
      expect(error).toMatchObject(told);
      expect(telegram.called("sendMessage")).toHaveLength(1);
      expectNoSecret(error);
      expect((error as Error).cause).toBeUndefined();
    },
  );

  it("by a limit is told with the longest pause it is asked for anywhere", async () => {
    const parameters = JSON.stringify({ retry_after: 3 });
    const page = `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 2","parameters":${parameters}}`;
    const { error } = await failing({ page, status: 429, headers: { "retry-after": "4.5" } });
    expect(error).toMatchObject({ retryAfterMs: 4500, detail: "Too Many Requests: retry after 2" });
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
  it.each(met.filter(({ fault }) => fault !== "hang"))(
    "by $fault tells nobody the token and stops nothing",
    async ({ fault }) => {
      const world = await connect({ telegram: { token: canary } });
      const chat = world.telegram.privately(ada);
      // A pause of seconds would have to be waited for.
      const played: Fault =
        typeof fault === "object" && "status" in fault && fault.status === 429
          ? { status: 429, description: "Too Many Requests", parameters: { retry_after: 120 } }
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
