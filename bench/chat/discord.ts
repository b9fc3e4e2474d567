import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { bodyOf, createAsked, json, type Rig } from "./rig.ts";

const application = "200000000000000001";
const user = { id: application, username: "bell", discriminator: "0", avatar: null, bot: true, global_name: null };

/** Discord's gateway and REST. */
export async function openDiscordRig(): Promise<Rig> {
  const asked = createAsked();
  let last = 0;
  let bot: WebSocket | undefined;
  let sequence = 1;
  const server = createServer(async (incoming, response) => {
    const path = decodeURIComponent((incoming.url ?? "").split("?")[0] ?? "");
    const text = await bodyOf(incoming);
    const id = /\/interactions\/(\d+)\/[^/]+\/callback$/.exec(path)?.[1];
    if (id !== undefined) {
      asked.acknowledge(id);
      // A placeholder acknowledges; anything else is the answer.
      if (JSON.parse(text).type === 4) asked.answer(id);
      return void response.writeHead(204).end();
    }
    const edited = /\/webhooks\/\d+\/token-(\d+)\/messages/.exec(path)?.[1];
    if (edited !== undefined) {
      asked.answer(edited);
      return json(response, message());
    }
    json(response, answerOf(path, address(), text));
  });
  const sockets = new WebSocketServer({ server });
  const send = (op: number, d: unknown, t?: string) =>
    bot?.send(JSON.stringify({ op, d, ...(t === undefined ? {} : { t, s: sequence++ }) }));
  sockets.on("connection", (socket) => {
    bot = socket;
    send(10, { heartbeat_interval: 45_000 });
    socket.on("message", (raw) => {
      const { op } = JSON.parse(String(raw));
      if (op === 1) send(11, null);
      if (op === 2)
        send(
          0,
          {
            v: 10,
            user,
            guilds: [],
            session_id: "s",
            resume_gateway_url: `ws://${address()}`,
            shard: [0, 1],
            application: { id: application, flags: 0 },
          },
          "READY",
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    name: "discord",
    bare: "discord.mjs",
    settings: {
      DISCORD_TOKEN: "MjAwMDAwMDAwMDAwMDAwMDAx.GbenCh.benchbenchbenchbenchbenchbenchbench00",
      DISCORD_API_URL: `http://${address()}/api`,
    },
    ask(options) {
      const id = String(300000000000000000n + BigInt(++last));
      const answer = asked.begin(id);
      send(0, interaction(id, options), "INTERACTION_CREATE");
      return answer;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function interaction(id: string, options: readonly string[]): unknown {
  return {
    id,
    application_id: application,
    type: 2,
    token: `token-${id}`,
    version: 1,
    locale: "en-US",
    app_permissions: "2147483647",
    entitlements: [],
    authorizing_integration_owners: {},
    context: 1,
    attachment_size_limit: 10_485_760,
    channel_id: "400000000000000001",
    channel: { id: "400000000000000001", type: 1, flags: 0, recipients: [] },
    user: { ...user, id: `5${id.slice(1)}`, bot: false },
    data: {
      id: "600000000000000001",
      name: "movers",
      type: 1,
      options: options.map((option) => {
        const [name, value = ""] = option.split(":");
        return name === "top" ? { name, type: 4, value: Number(value) } : { name, type: 3, value };
      }),
    },
  };
}

function message(): unknown {
  return {
    id: "700000000000000001",
    channel_id: "400000000000000001",
    author: user,
    content: "",
    timestamp: new Date(0).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
  };
}

function answerOf(path: string, address: string, text: string): unknown {
  const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  if (path.endsWith("/gateway/bot")) return { url: `ws://${address}`, shards: 1, session_start_limit: limits };
  if (path.endsWith("/commands")) return text === "" ? [] : JSON.parse(text);
  if (path.endsWith("/users/@me")) return user;
  if (path.endsWith("/applications/@me")) return { id: application, name: "bell", flags: 0, bot: user };
  return {};
}
