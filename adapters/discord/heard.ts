import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIMessageComponentInteraction,
} from "discord.js";
import type { Incoming } from "../../src/platform/desk.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { commandOfId } from "./controls.ts";
import { manages } from "./rights.ts";

/** What a person gave that wants a document. */
export type Heard = APIChatInputApplicationCommandInteraction | APIMessageComponentInteraction;

/** A command or a tap as the desk hears it; nothing for a control that carries no command. */
export function incomingOf(heard: Heard): Incoming | undefined {
  const words = "component_type" in heard.data ? wordsOfTap(heard.data) : wordsOfCommand(heard.data);
  const user = heard.member?.user ?? heard.user;
  if (words === undefined || user === undefined) return undefined;
  const alone = isAlone(heard);
  return {
    words,
    // Channels have ids of their own everywhere; one account for all makes a person the same one in every server.
    destination: { account: heard.application_id, ...placeOf(heard) },
    person: {
      id: user.id,
      locale: heard.locale,
      mayManage: async () => heard.member !== undefined && manages(heard.member.permissions),
    },
    alone,
  };
}

/** A thread belongs to its channel. */
function placeOf({ channel }: Heard): { channel: string; thread?: string } {
  if (channel === undefined) return { channel: "" };
  const { id, parent_id: parent, type } = channel as { id: string; parent_id?: string | null; type: number };
  return threadTypes.has(type) && typeof parent === "string" ? { channel: parent, thread: id } : { channel: id };
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const threadTypes: ReadonlySet<number> = new Set([10, 11, 12]);

/** The application was invited into the server the interaction comes from, rather than brought along by a person. */
export function isInvited(heard: Pick<Heard, "guild_id" | "authorizing_integration_owners">): boolean {
  const owners: Readonly<Record<string, unknown>> = heard.authorizing_integration_owners ?? {};
  return heard.guild_id !== undefined && (owners["0"] !== undefined || owners["1"] === undefined);
}

/** Where the bot is no member, nobody else sees what it keeps: what is chosen there is the person's own. */
function isAlone(heard: Heard): boolean {
  return !isInvited(heard);
}

/** Options by name, so that no value is taken for another option; several words become several. */
function wordsOfCommand(data: APIChatInputApplicationCommandInteraction["data"]): string[] {
  const words = (data.options ?? []).flatMap((option) => {
    if (!("value" in option)) return [];
    if (typeof option.value === "boolean") return option.value ? [`${option.name}:true`] : [];
    if (typeof option.value === "number") return [`${option.name}:${option.value}`];
    return splitWords(option.value).map((word) => `${option.name}:${word}`);
  });
  return [data.name, ...words];
}

function wordsOfTap(data: APIMessageComponentInteraction["data"]): string[] | undefined {
  const id = "values" in data ? data.values[0] : data.custom_id;
  const command = id === undefined ? undefined : commandOfId(id);
  return command === undefined ? undefined : splitWords(command);
}

/** The option somebody is typing into. */
export function focusedOf(
  data: APIApplicationCommandAutocompleteInteraction["data"],
): { name: string; typed: string } | undefined {
  const found = data.options.find((option) => "focused" in option && option.focused === true);
  return found === undefined || !("value" in found) ? undefined : { name: found.name, typed: String(found.value) };
}
