import { randomUUID } from "node:crypto";
import type { Message } from "./rules.ts";
import type { Workspace } from "./workspace.ts";

/** One call as it came. */
export interface Call {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Credentials {
  readonly botToken: string;
  readonly appToken: string;
  readonly scopes: readonly string[];
}

export const bot = { team_id: "T0TEAM", team: "Acme", user_id: "U0BOT", user: "closing-bell", bot_id: "B0BOT" };

type Answer = Readonly<Record<string, unknown>>;

const needed: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "users.info": "users:read",
};

/** The methods of Slack's Web API that a digest bot needs, by their documentation. */
export function answerCall(call: Call, workspace: Workspace, credentials: Credentials, socketUrl: string): Answer {
  const { method, token, args } = call;
  const refuse = (error: string, more: Answer = {}) => ({ ok: false, error, ...more });
  if (token === "") return refuse("not_authed");
  if (method === "apps.connections.open") {
    if (token === credentials.botToken) return refuse("not_allowed_token_type");
    if (token !== credentials.appToken) return refuse("invalid_auth");
    return { ok: true, url: `${socketUrl}?ticket=${randomUUID()}` };
  }
  if (token !== credentials.botToken) return refuse("invalid_auth");
  const scope = needed[method];
  if (scope !== undefined && !credentials.scopes.includes(scope)) {
    return refuse("missing_scope", { needed: scope, provided: credentials.scopes.join(",") });
  }
  switch (method) {
    case "auth.test":
      return { ok: true, url: "https://acme.example/", ...bot };
    case "users.info": {
      const user = workspace.users.find(({ id }) => id === args["user"]);
      if (user === undefined) return refuse("user_not_found");
      const { locale, ...rest } = { team_id: bot.team_id, ...user };
      return { ok: true, user: { ...rest, ...(args["include_locale"] === "true" ? { locale } : {}) } };
    }
    case "chat.postMessage":
    case "chat.postEphemeral": {
      const done = workspace.post(messageOf(args), method === "chat.postEphemeral" ? String(args["user"]) : undefined);
      if (typeof done === "string") return refuse(done);
      const named = method === "chat.postMessage" ? { ts: done.ts } : { message_ts: done.ts };
      return { ok: true, channel: done.channel, ...named };
    }
    default:
      return refuse("unknown_method");
  }
}

/** Arguments come as a form, in which `blocks` is a string of JSON. */
function messageOf(args: Call["args"]): Message {
  const blocks = args["blocks"];
  return { ...args, ...(typeof blocks === "string" ? { blocks: JSON.parse(blocks) } : {}) };
}
