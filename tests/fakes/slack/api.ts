import { randomUUID } from "node:crypto";
import { conversations } from "./conversations.ts";
import type { Message } from "./rules.ts";
import type { createViews } from "./views.ts";
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

/** Everything a call may touch. */
export interface World {
  readonly workspace: Workspace;
  readonly views: ReturnType<typeof createViews>;
  readonly credentials: Credentials;
  readonly socketUrl: string;
  /** History gives few messages a page. */
  readonly few: boolean;
}

export const bot = { team_id: "T0TEAM", team: "Acme", user_id: "U0BOT", user: "closing-bell", bot_id: "B0BOT" };

export type Answer = Readonly<Record<string, unknown>>;

const needed: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "conversations.open": "im:write",
  "users.info": "users:read",
};

const refuse = (error: string, more: Answer = {}): Answer => ({ ok: false, error, ...more });

/** The methods of Slack's Web API that a digest bot needs, by their documentation. */
export function answerCall(call: Call, world: World): Answer {
  const { method, token, args } = call;
  const { workspace, views, credentials } = world;
  if (token === "") return refuse("not_authed");
  if (method === "apps.connections.open") {
    if (token === credentials.botToken) return refuse("not_allowed_token_type");
    if (token !== credentials.appToken) return refuse("invalid_auth");
    return { ok: true, url: `${world.socketUrl}?ticket=${randomUUID()}` };
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
    case "views.open": {
      const view = JSON.parse(String(args["view"]));
      const done = views.open(String(args["trigger_id"]), view);
      if (typeof done === "string") return refuse(done);
      return { ok: true, view: { ...view, id: done.id, hash: done.hash } };
    }
    default:
      return conversations[method]?.(args, world) ?? refuse("unknown_method");
  }
}

/** Arguments come as a form, in which `blocks` and `metadata` are strings of JSON. */
function messageOf(args: Call["args"]): Message {
  const read = (name: string) => (typeof args[name] === "string" ? { [name]: JSON.parse(String(args[name])) } : {});
  return { ...args, ...read("blocks"), ...read("metadata") };
}
