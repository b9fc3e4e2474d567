import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Webhook } from "../platform/adapter.ts";

export interface WebOptions {
  readonly host: string;
  readonly port: number;
  readonly webhooks: readonly Webhook[];
  readonly failed: (what: string, error: unknown) => void;
}

export interface Web {
  readonly port: number;
  close(): Promise<void>;
}

/** Larger than any genuine call of a chat platform. */
const mostBytes = 1024 * 1024;
const headersMs = 5000;
const requestMs = 10_000;
const mostConnections = 500;

/** The program's own door: webhooks of chat platforms, and whether it is alive. */
export async function openWeb({ host, port, webhooks, failed }: WebOptions): Promise<Web> {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: mostBytes, onError: (context) => context.text("Too large.", 413) }));
  app.get("/health", (context) => context.json({ ok: true }));
  for (const { path, handle } of webhooks) app.post(path, (context) => handle(context.req.raw));
  app.notFound((context) => context.text("Nothing here.", 404));
  app.onError((error, context) => {
    failed("answering a webhook", error);
    return context.text("Something went wrong here.", 500);
  });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(opened));
    opened.once("error", reject);
  });
  if ("headersTimeout" in server) {
    server.headersTimeout = headersMs;
    server.requestTimeout = requestMs;
  }
  if ("maxConnections" in server) server.maxConnections = mostConnections;
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
