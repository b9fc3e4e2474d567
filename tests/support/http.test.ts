import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionFailed, createHttp } from "../../src/support/http.ts";

const open: { close(done: () => void): unknown; closeAllConnections?(): void }[] = [];
afterEach(async () => {
  const closing = open.splice(0).map((server) => {
    server.closeAllConnections?.();
    return new Promise<void>((resolve) => server.close(resolve));
  });
  await Promise.all(closing);
});

async function serve(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`, server };
}

const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (failed) => failed,
  );
  if (!(error instanceof ConnectionFailed)) throw new Error(`expected a failed connection, got ${error}`);
  return { reason: error.reason, sent: error.sent };
};

describe("a call", () => {
  it("is answered as the server says, whatever that is", async () => {
    const { url } = await serve(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      response.writeHead(418, { "x-said": String(request.headers["x-asked"]) }).end(`${request.method} ${body}`);
    });
    const { status, headers, text } = await createHttp()({ url, headers: { "x-asked": "1" }, body: "原文" });
    expect([status, headers["x-said"], text]).toEqual([418, "1", "POST 原文"]);
  });

  it("is made once, whatever goes wrong", async () => {
    let calls = 0;
    const { url } = await serve((request) => {
      calls++;
      request.socket.destroy();
    });
    expect(await failureOf(createHttp()({ url }))).toEqual({ reason: "ECONNRESET", sent: true });
    expect(calls).toBe(1);
  });
});

describe("a call that fails", () => {
  it("before a connection stands sent nothing", async () => {
    const { url, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    open.length = 0;
    expect(await failureOf(createHttp()({ url }))).toEqual({ reason: "ECONNREFUSED", sent: false });
    expect(await failureOf(createHttp()({ url: "http://nowhere.invalid/" }))).toMatchObject({ sent: false });
  });

  it("to connect in time sent nothing", async () => {
    // A server that takes the connection and never speaks TLS.
    const mute = createSocketServer((socket) => {
      socket.on("error", () => undefined);
      open.push({ close: (done) => socket.destroy() && done() });
    });
    open.push({ close: (done) => mute.close(() => done()) });
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    expect(await failureOf(createHttp({ connectMs: 30 })({ url }))).toEqual({
      reason: "no connection in time",
      sent: false,
    });
  });

  it("without an answer in time may have been carried out", async () => {
    const { url } = await serve(() => undefined);
    expect(await failureOf(createHttp({ totalMs: 50 })({ url }))).toEqual({ reason: "no answer in time", sent: true });
  });

  it("in the middle of the answer may have been carried out", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    expect(await failureOf(createHttp()({ url }))).toMatchObject({ sent: true });
  });

  it("is one that was given up", async () => {
    const { url } = await serve(() => undefined);
    const stop = new AbortController();
    const call = failureOf(createHttp()({ url, signal: stop.signal }));
    stop.abort();
    expect((await call).reason).toBe("given up");
    expect((await failureOf(createHttp()({ url, signal: stop.signal }))).reason).toBe("given up");
  });

  it("holds no address", async () => {
    const { url } = await serve((request) => request.socket.destroy());
    const error = await createHttp()({ url }).catch((failed) => failed);
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("secret-path");
  });
});

describe("calls that wait for a connection", () => {
  it("use those that stand, are none the worse for it, and leave nothing behind on them", async () => {
    const sockets = new Set<unknown>();
    const { url } = await serve((request, response) => {
      sockets.add(request.socket);
      setTimeout(() => response.end("ok"), 5);
    });
    const warnings: string[] = [];
    const hear = (warning: Error) => void warnings.push(warning.name);
    process.on("warning", hear);
    const call = createHttp({ mostSockets: 2, connectMs: 30 });
    const answers = await Promise.all(Array.from({ length: 60 }, () => call({ url })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", hear);
    expect([answers.filter(({ text }) => text === "ok").length, sockets.size, warnings]).toEqual([60, 2, []]);
  });
});
