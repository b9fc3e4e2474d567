import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { bot } from "./routes.ts";
import { applicationId, type World } from "./world.ts";

export interface Gateway {
  /** Logins and resumptions so far. */
  readonly identified: () => number;
  readonly resumed: () => number;
  readonly connections: () => number;
  /** Tells the bot something; kept for it while it is away. */
  dispatch(type: string, data: unknown): void;
  /** Tells it again what it was told last, as after a lost connection. */
  redeliver(): void;
  /** Hangs up with a code; a code of 0 cuts the connection. */
  hangUp(code: number): void;
  /** Forgets the session, so that it cannot be resumed. */
  forget(): void;
  /** What the next login is answered with instead. */
  refuseNext(code: number): void;
  close(): void;
}

interface Event {
  readonly op: 0;
  readonly t: string;
  readonly d: unknown;
  readonly s: number;
}

export function openGateway(server: Server, world: World, url: () => string): Gateway {
  const sockets = new WebSocketServer({ server });
  let [identified, resumed, sequence] = [0, 0, 0];
  let session = "first";
  let refusal: number | undefined;
  let last: Event | undefined;
  let told: Event[] = [];
  const ready = new Set<WebSocket>();
  const say = (socket: WebSocket, body: unknown) => socket.send(JSON.stringify(body));
  const event = (t: string, d: unknown): Event => ({ op: 0, t, d, s: ++sequence });

  const identify = (socket: WebSocket, token: string) => {
    if (refusal !== undefined) {
      socket.close(refusal);
      refusal = undefined;
      return;
    }
    if (token !== world.token) return socket.close(4004, "Authentication failed.");
    identified++;
    world.logins = { ...world.logins, remaining: world.logins.remaining - 1 };
    session = `session-${identified}`;
    told = [];
    const guilds = world.servers.map(({ id }) => ({ id, unavailable: true }));
    say(
      socket,
      event("READY", {
        v: 10,
        user: bot,
        guilds,
        session_id: session,
        resume_gateway_url: url(),
        application: { id: applicationId, flags: 0 },
        shard: [0, 1],
      }),
    );
    for (const { id, name } of world.servers) say(socket, event("GUILD_CREATE", guildOf(id, name)));
    ready.add(socket);
  };

  const resume = (socket: WebSocket, asked: { session_id: string; seq: number }) => {
    if (asked.session_id !== session) return say(socket, { op: 9, d: false });
    resumed++;
    for (const missed of told.filter(({ s }) => s > asked.seq)) say(socket, missed);
    say(socket, event("RESUMED", {}));
    ready.add(socket);
  };

  sockets.on("connection", (socket) => {
    say(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on("close", () => {
      ready.delete(socket);
      world.changes.emit("change");
    });
    socket.on("message", (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === 1) say(socket, { op: 11 });
      if (op === 2) identify(socket, d.token);
      if (op === 6) resume(socket, d);
      world.changes.emit("change");
    });
  });

  const broadcast = (one: Event) => {
    for (const socket of ready) say(socket, one);
  };
  return {
    identified: () => identified,
    resumed: () => resumed,
    connections: () => sockets.clients.size,
    dispatch(type, data) {
      last = event(type, data);
      told.push(last);
      broadcast(last);
    },
    redeliver() {
      if (last !== undefined) broadcast({ ...last, s: ++sequence });
    },
    hangUp(code) {
      for (const socket of ready) code === 0 ? socket.terminate() : socket.close(code);
      ready.clear();
    },
    forget() {
      session = "forgotten";
    },
    refuseNext(code) {
      refusal = code;
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function guildOf(id: string, name: string) {
  const channel = {
    id: "333333333333333333",
    type: 0,
    name: "general",
    guild_id: id,
    permission_overwrites: [],
    position: 0,
  };
  const role = {
    id,
    name: "@everyone",
    permissions: "0",
    position: 0,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
  };
  const lists = {
    channels: [channel],
    roles: [role],
    emojis: [],
    stickers: [],
    members: [],
    threads: [],
    presences: [],
    voice_states: [],
  };
  return {
    id,
    name,
    owner_id: "1",
    features: [],
    preferred_locale: "en-US",
    unavailable: false,
    member_count: 2,
    ...lists,
  };
}
