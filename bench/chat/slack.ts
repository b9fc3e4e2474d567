import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { bodyOf, createAsked, json, type Rig } from "./rig.ts";

/** Slack over Socket Mode, with response_url. */
export async function openSlackRig(): Promise<Rig> {
  const asked = createAsked();
  let last = 0;
  let bot: WebSocket | undefined;
  const server = createServer(async (incoming, response) => {
    const url = incoming.url ?? "";
    await bodyOf(incoming);
    if (url.startsWith("/answer/")) {
      asked.answer(url.slice("/answer/".length));
      return void response.writeHead(200).end("ok");
    }
    json(response, answerOf(url.split("/").at(-1)?.split("?")[0] ?? "", address()));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    bot = socket;
    socket.send(JSON.stringify({ type: "hello", num_connections: 1, connection_info: { app_id: "A1" } }));
    socket.on("message", (text) => asked.acknowledge(JSON.parse(String(text)).envelope_id));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    name: "slack",
    bare: "slack.mjs",
    settings: {
      SLACK_BOT_TOKEN: "xoxb-bench-token",
      SLACK_APP_TOKEN: "xapp-bench-token",
      SLACK_API_URL: `http://${address()}/api/`,
    },
    ask(options) {
      const id = `e${++last}`;
      const payload = {
        command: "/movers",
        text: options.join(" "),
        user_id: `U${last % 50}`,
        user_name: "a",
        team_id: "T1",
        team_domain: "t",
        channel_id: "C1",
        channel_name: "c",
        trigger_id: id,
        token: "x",
        api_app_id: "A1",
        response_url: `http://${address()}/answer/${id}`,
      };
      const answer = asked.begin(id);
      bot?.send(JSON.stringify({ envelope_id: id, type: "slash_commands", accepts_response_payload: true, payload }));
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

function answerOf(method: string, address: string): unknown {
  const team = { team: "T", team_id: "T1", user: "bell", user_id: "UBOT", bot_id: "B1", url: "https://example.com/" };
  if (method === "auth.test") return { ok: true, ...team };
  if (method === "apps.connections.open") return { ok: true, url: `ws://${address}/link` };
  if (method === "users.info") return { ok: true, user: { id: "U1", team_id: "T1", locale: "en-US", is_admin: false } };
  return { ok: true, ts: "1.0", channel: "C1", message: {} };
}
