import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createHeartbeat } from "../../src/delivery/heartbeat.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function outside(status = 200) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/canary-secret` };
}

function beating(url: string | undefined) {
  const failures: string[] = [];
  const beat = createHeartbeat(url, (_what, error) => void failures.push(String(error)));
  return { beat, failures };
}

it("is heard outside while nothing is wrong", async () => {
  const { calls, url } = await outside();
  const { beat, failures } = beating(url);
  await beat(true);
  await beat(false);
  expect([calls, failures]).toEqual([["GET /ping/canary-secret"], []]);
});

it("that does not get through is told of without its address", async () => {
  const { url } = await outside(500);
  const { beat, failures } = beating(url);
  await beat(true);
  expect(failures).toEqual(["Error: The address of HEARTBEAT_URL answered 500."]);
  const nobody = beating("http://127.0.0.1:1/ping/canary-secret");
  await nobody.beat(true);
  expect(nobody.failures).toEqual(["Error: The address of HEARTBEAT_URL was not reached: ECONNREFUSED."]);
});

it("without an address does nothing", async () => {
  const { beat, failures } = beating(undefined);
  await beat(true);
  expect(failures).toEqual([]);
});
