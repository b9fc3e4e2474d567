import type { CommandCard } from "../../src/platform/command.ts";
import { catchAll } from "./heard.ts";
import { limits } from "./limits.ts";
import { scopes } from "./scopes.ts";

/** Slash commands Slack keeps for itself; they are given as words of `/closing-bell`. */
const reserved: ReadonlySet<string> = new Set(["help", "status"]);

/** The app as Slack is told of it: paste it under “From a manifest”. `describe` gives the English text of a message. */
export function manifestOf(commands: readonly CommandCard[], describe: (id: string) => string) {
  const own = commands
    .filter(({ name }) => !reserved.has(name))
    .slice(0, limits.commands - 1)
    .map((command) => slashCommand(`/${command.name}`, describe(`command.${command.name}`), usageOf(command)));
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
      scopes: { bot: Object.keys(scopes).filter((scope) => scopes[scope]?.needed === true) },
    },
    settings: {
      event_subscriptions: { bot_events: ["app_mention", "message.im"] },
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

/** `[class] [window]`, as Slack shows it behind the command while it is typed. */
function usageOf({ options }: CommandCard): string {
  return options.map(({ name, required }) => (required === true ? `<${name}>` : `[${name}]`)).join(" ");
}
