import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf, createAsked, json, type Rig } from "./rig.ts";

const token = "123456789:bench-token-bench-token-bench-token-00";
const me = { id: 123456789, is_bot: true, first_name: "Bell", username: "bell_bot", supports_inline_queries: false };

/** Telegram, which brings updates to a webhook. */
export async function openTelegramRig(): Promise<Rig> {
  const asked = createAsked();
  // As many connections as Telegram opens to a webhook unless it is told otherwise.
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  let person = 1000;
  const server = createServer(async (incoming, response) => {
    const method = incoming.url?.split("/").at(-1) ?? "";
    const body = JSON.parse((await bodyOf(incoming)) || "{}");
    if (method.startsWith("send") && method !== "sendChatAction") asked.answer(String(body.chat_id));
    json(response, { ok: true, result: resultOf(method, body) });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = await freePort();
  const webhook = `http://127.0.0.1:${port}/telegram`;
  const secret = "bench-secret";
  return {
    name: "telegram",
    bare: "telegram.mjs",
    settings: {
      TELEGRAM_TOKEN: token,
      TELEGRAM_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      TELEGRAM_WEBHOOK_URL: webhook,
      TELEGRAM_WEBHOOK_SECRET: secret,
      PORT: String(port),
    },
    ask(options) {
      const id = ++person;
      const from = { id, is_bot: false, first_name: "A", language_code: "en" };
      const chat = { id, type: "private", first_name: "A" };
      const entities = [{ type: "bot_command", offset: 0, length: 7 }];
      const said = { message_id: id, date: 0, from, chat, text: `/movers ${options.join(" ")}`, entities };
      const body = JSON.stringify({ update_id: id, message: said });
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-telegram-bot-api-secret-token": secret,
      };
      const answer = asked.begin(String(id));
      // A delivery that fails shows as a command without an answer.
      request(webhook, { method: "POST", headers, agent }, (response) => response.resume())
        .on("error", () => undefined)
        .end(body);
      return answer;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function resultOf(method: string, body: { chat_id?: number }): unknown {
  if (method === "getMe") return me;
  if (method === "getMyCommands") return [];
  if (method === "getWebhookInfo") return { url: "", has_custom_certificate: false, pending_update_count: 0 };
  if (method.startsWith("send")) return { message_id: 1, date: 0, chat: { id: body.chat_id, type: "private" } };
  return true;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
