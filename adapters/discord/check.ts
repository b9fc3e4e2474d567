import { Routes } from "discord.js";
import { literal, message, type Value } from "../../src/i18n/value.ts";
import type { Finding } from "../../src/platform/adapter.ts";
import { PlatformError, Rejected, Unauthorized } from "../../src/support/errors.ts";
import { rightsOf } from "./reach.ts";
import { inviteLink, lacking } from "./rights.ts";
import type { Wire } from "./wire.ts";

export interface Checking {
  readonly wire: Wire;
  readonly guildId: string | undefined;
}

/** Fewer logins than this look like a program that restarts all the time. */
const fewLogins = 10;

interface Application {
  readonly id: string;
  readonly bot_public?: boolean;
}

interface Server {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
}

/** Looks at the token, the logins left, and the rights in every server; changes nothing. */
export async function checkDiscord({ wire, guildId }: Checking): Promise<Finding[]> {
  const get = (what: string, route: `/${string}`) => wire({ what, method: "GET", route });
  try {
    const user = (await get("the bot", Routes.user())) as { username: string };
    const application = (await get("the application", "/applications/@me")) as Application;
    const servers = (await get("the servers", Routes.userGuilds())) as Server[];
    const link = literal(inviteLink(application.id));
    return [
      right(message("discord.check.token", { name: literal(user.username) })),
      right(message("discord.check.invite", { link })),
      ...(application.bot_public === false ? [right(message("discord.check.private"))] : []),
      loginsLeft(await get("the logins left", Routes.gatewayBot())),
      ...(await serversOf(servers, link)),
      ...(guildId === undefined ? [] : [guildOf(guildId, servers, link)]),
    ];
  } catch (error) {
    if (error instanceof Unauthorized) return [wrong(message("discord.check.token-wrong"))];
    if (!(error instanceof PlatformError) || error instanceof Rejected) throw error;
    return [wrong(message("discord.check.unreachable", { what: literal("API"), reason: literal(error.message) }))];
  }
}

function loginsLeft(answer: unknown): Finding {
  const { total, remaining } = (answer as { session_start_limit: { total: number; remaining: number } })
    .session_start_limit;
  const few = remaining < fewLogins;
  return { ok: !few, text: message("discord.check.identify", { remaining, total, few: few ? "yes" : "no" }) };
}

async function serversOf(servers: readonly Server[], link: Value): Promise<Finding[]> {
  if (servers.length === 0) return [wrong(message("discord.check.servers-none", { link }))];
  return servers.map(({ name, permissions }) => {
    const missing = lacking(permissions);
    const server = literal(name);
    if (missing.length > 0)
      return wrong(message("discord.check.server-rights", { server, rights: rightsOf(missing), link }));
    // Posts go out without it: what it buys is certainty after a lost answer.
    const history = lacking(permissions, ["history"]).length === 0;
    return right(message(history ? "discord.check.server" : "discord.check.server-history", { server, link }));
  });
}

function guildOf(guildId: string, servers: readonly Server[], link: Value): Finding {
  const found = servers.find(({ id }) => id === guildId);
  return found === undefined
    ? wrong(message("discord.check.guild-wrong", { server: literal(guildId), link }))
    : right(message("discord.check.guild", { server: literal(found.name) }));
}

function right(text: Value): Finding {
  return { ok: true, text };
}

function wrong(text: Value): Finding {
  return { ok: false, text };
}
