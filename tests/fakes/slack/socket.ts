import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

export interface Envelope {
  readonly type: "slash_commands" | "interactive" | "events_api";
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Slack's end of Socket Mode: hello, envelopes that want to be acknowledged, a polite goodbye. */
export function createSocketMode(server: Server) {
  const peers = new WebSocketServer({ server, path: "/link" });
  const happenings = new EventEmitter();
  happenings.setMaxListeners(0);
  const open: WebSocket[] = [];
  let opened = 0;
  let greets = true;
  peers.on("connection", (peer) => {
    open.push(peer);
    opened++;
    peer.on("close", () => open.splice(open.indexOf(peer), 1));
    peer.on("error", () => undefined);
    peer.on("message", (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      happenings.emit(`ack ${id}`, payload);
    });
    if (greets) {
      peer.send(JSON.stringify({ type: "hello", num_connections: open.length, connection_info: { app_id: "A0APP" } }));
    }
    happenings.emit("opened");
  });
  return {
    /** Connections so far. */
    opened: () => opened,
    open: () => open.length,
    async whenOpened(count: number, patience: AbortSignal): Promise<void> {
      while (opened < count || open.length === 0) await once(happenings, "opened", { signal: patience });
    },
    /** Sends an envelope to one of the connections; resolves with the milliseconds until it was acknowledged, and with what. */
    async deliver({ type, payload }: Envelope, patience: AbortSignal): Promise<{ ms: number; receipt: unknown }> {
      const peer = open.at(-1);
      if (peer === undefined) throw new Error("Nobody is connected.");
      const id = randomUUID();
      const acknowledged = once(happenings, `ack ${id}`, { signal: patience });
      const since = performance.now();
      peer.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: type !== "events_api", payload }));
      const [receipt] = (await acknowledged) as [unknown];
      return { ms: performance.now() - since, receipt };
    },
    greet: (does: boolean) => {
      greets = does;
    },
    /** Asks for a new connection, as Slack does every few hours. */
    refresh: () =>
      open.at(-1)?.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: {} })),
    /** Cuts every connection without a word. */
    cut: () => {
      for (const peer of [...open]) peer.terminate();
    },
    close: () => {
      for (const peer of [...open]) peer.terminate();
      peers.close();
    },
  };
}
