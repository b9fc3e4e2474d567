import type { BotCommand, BotCommandScope, LanguageCode } from "grammy/types";
import { message } from "../../src/i18n/value.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import type { Call } from "./wire.ts";

interface Menu {
  readonly scope: BotCommandScope;
  readonly language_code?: LanguageCode;
  readonly commands: readonly BotCommand[];
}

const scopes = ["default", "all_private_chats", "all_group_chats"] as const;

/** Every list holds every command: Telegram takes the first list that is set and never joins two. */
function menusFor(desk: Desk): Menu[] {
  const lists = (["en", "zh"] as const).map((locale) => ({ locale, commands: commandsIn(locale, desk) }));
  return scopes.flatMap((type) =>
    lists.map(({ locale, commands }) => ({
      scope: { type },
      ...(locale === "zh" ? { language_code: "zh" as const } : {}),
      commands,
    })),
  );
}

function commandsIn(locale: "en" | "zh", desk: Desk): BotCommand[] {
  const speaker = desk.speaker(locale);
  return desk.commands
    .filter(({ name }) => limits.command.name.test(name))
    .slice(0, limits.command.perList)
    .map(({ name }) => ({
      command: name,
      description: cleanText(speaker.say(message(`command.${name}`))).slice(0, limits.command.description),
    }));
}

/** Menus that differ from what Telegram has. */
export async function outdatedMenus(call: Call, desk: Desk): Promise<Menu[]> {
  const compared = await Promise.all(
    menusFor(desk).map(async (menu) => {
      const { commands, ...which } = menu;
      const known = await call("getMyCommands", which);
      return { menu, same: lines(known) === lines(commands) };
    }),
  );
  return compared.filter(({ same }) => !same).map(({ menu }) => menu);
}

/** Makes the commands known, where they changed. */
export async function registerCommands(call: Call, desk: Desk): Promise<void> {
  for (const menu of await outdatedMenus(call, desk)) await call("setMyCommands", menu);
}

function lines(commands: readonly BotCommand[]): string {
  return commands.map(({ command, description }) => `${command} ${description}`).join("\n");
}
