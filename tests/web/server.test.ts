import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openWeb, type Web } from "../../src/web/server.ts";

let web: Web | undefined;
afterEach(async () => {
  await web?.close();
  web = undefined;
});

const heard: string[] = [];
const failures: string[] = [];

async function open(): Promise<string> {
  heard.length = 0;
  failures.length = 0;
  web = await openWeb({
    host: "127.0.0.1",
    port: 0,
    failed: (what) => void failures.push(what),
    webhooks: [
      {
        path: "/pigeon",
        handle: async (request) => {
          heard.push(await request.text());
          return new Response("heard");
        },
      },
      {
        path: "/broken",
        handle: async () => {
          throw new Error("inside");
        },
      },
    ],
  });
  return `http://127.0.0.1:${web.port}`;
}

it("hands a webhook the body as it came", async () => {
  const address = await open();
  const body = "a=1&b=%20 原文\n";
  const response = await fetch(`${address}/pigeon`, { method: "POST", body });
  expect([response.status, await response.text(), heard]).toEqual([200, "heard", [body]]);
});

it("says that it is alive, and nothing else to anyone else", async () => {
  const address = await open();
  const [health, other, get] = await Promise.all([
    fetch(`${address}/health`),
    fetch(`${address}/other`, { method: "POST" }),
    fetch(`${address}/pigeon`),
  ]);
  expect([await health.json(), other.status, get.status, heard]).toEqual([{ ok: true }, 404, 404, []]);
});

it("refuses a body larger than a mebibyte, declared or not", async () => {
  const address = await open();
  const large = "x".repeat(1024 * 1024 + 1);
  const streamed = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(large));
      controller.close();
    },
  });
  const statuses = [
    (await fetch(`${address}/pigeon`, { method: "POST", body: large })).status,
    (await fetch(`${address}/pigeon`, { method: "POST", body: streamed, duplex: "half" } as RequestInit)).status,
  ];
  expect([statuses[0], statuses[1] === 200, heard]).toEqual([413, false, []]);
});

it("answers a defect without its inside, and tells the operator", async () => {
  const address = await open();
  const response = await fetch(`${address}/broken`, { method: "POST" });
  expect([response.status, await response.text(), failures]).toEqual([
    500,
    "Something went wrong here.",
    ["answering a webhook"],
  ]);
});

it("ends with connections still open", async () => {
  const address = await open();
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await web?.close();
  await closed;
  expect(socket.destroyed).toBe(true);
});
