import type { CommandCard } from "../../src/platform/command.ts";
import { isVerb, textOf } from "../../src/platform/naming.ts";
import { happenings } from "./happenings.ts";
import { catchAll } from "./heard.ts";
import { limits } from "./limits.ts";
import { neededScopes, optionalScopes } from "./scopes.ts";

/** Slash commands Slack keeps for itself; they are given as words of `/closing-bell`. */
const reserved: ReadonlySet<string> = new Set(["help", "status"]);

/** The app as Slack is told of it: paste it under “From a manifest”. `describe` gives the English text of a message. */
export function manifestOf(commands: readonly CommandCard[], describe: (id: string) => string) {
  const own = commands
    .filter((command) => !reserved.has(command.name) && !isVerb(command))
    .slice(0, limits.commands - 1)
    .map((command) => slashCommand(`/${command.name}`, describe(textOf(command)), usageOf(command, commands)));
  const optional = [...optionalScopes.values()].flat();
  const any = slashCommand(
    `/${catchAll}`,
    "Any command, also those Slack keeps for itself",
    "help | status | movers crypto",
  );
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Closing Bell",
      description: "Market digests and movers: stocks, ETFs and crypto",
      background_color: "#1f2937",
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "closing-bell", always_online: true },
      slash_commands: [...own, any],
    },
    oauth_config: {
      // Slack wants the optional ones in both lists; whoever installs the app may untick them.
      scopes: { bot: [...neededScopes, ...optional], bot_optional: optional },
    },
    settings: {
      event_subscriptions: { bot_events: ["app_mention", "message.im", ...happenings] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

function slashCommand(command: string, description: string, usage: string) {
  return {
    command,
    description: description.slice(0, limits.commandDescription),
    ...(usage === "" ? {} : { usage_hint: usage.slice(0, limits.usageHint) }),
    should_escape: false,
  };
}

/** `[class] [window]`, as Slack shows it behind the command while it is typed; after that the verbs of the command. */
function usageOf({ name: command, options }: CommandCard, commands: readonly CommandCard[]): string {
  const own = options.map(({ name, required }) => (required === true ? `<${name}>` : `[${name}]`)).join(" ");
  const verbs = commands
    .filter(({ name }) => name.startsWith(`${command} `))
    .map(({ name }) => name.split(" ")[1] ?? "");
  return [own, ...verbs].filter((part) => part !== "").join(" | ");
}
