import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from "discord.js";
import type { CommandCard } from "../../src/platform/command.ts";
import type { Incoming } from "../../src/platform/desk.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { bareVerb } from "./commands.ts";
import { commandOfId } from "./controls.ts";
import { threadTypes } from "./places.ts";
import { manages } from "./rights.ts";

/** What a person gave that wants a document. */
export type Heard =
  | APIChatInputApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

export type Tap = Extract<Heard, APIMessageComponentInteraction>;

export function isTap(heard: Heard): heard is Tap {
  return "component_type" in heard.data;
}

export function isForm(heard: Heard): heard is APIModalSubmitInteraction {
  return "components" in heard.data;
}

/** The words of a command or a tap; nothing for a control that carries no command. */
export function wordsHeard(heard: Exclude<Heard, APIModalSubmitInteraction>): string[] | undefined {
  return isTap(heard) ? wordsOfTap(heard.data) : wordsOfCommand(heard.data);
}

/** What somebody gave, as the desk hears it. */
export function incomingOf(heard: Heard, words: readonly string[] | undefined): Incoming | undefined {
  const user = heard.member?.user ?? heard.user;
  if (words === undefined || user === undefined) return undefined;
  const alone = isAlone(heard);
  return {
    words,
    destination: destinationOf(heard),
    id: heard.id,
    person: {
      id: user.id,
      locale: heard.locale,
      mayManage: async () => heard.member !== undefined && manages(heard.member.permissions),
    },
    alone,
  };
}

/**
 * A thread belongs to its channel. Channels have ids of their own everywhere; one account for all makes a person the same
 * one in every server.
 */
export function destinationOf(heard: { readonly application_id: string; readonly channel?: unknown }): Destination {
  const { application_id: account, channel } = heard;
  if (channel === undefined) return { account, channel: "" };
  const { id, parent_id: parent, type } = channel as { id: string; parent_id?: string | null; type: number };
  const isThread = threadTypes.has(type) && typeof parent === "string";
  return isThread ? { account, channel: parent, thread: id } : { account, channel: id };
}

/** The application was invited into the server the interaction comes from, rather than brought along by a person. */
export function isInvited(heard: Pick<Heard, "guild_id" | "authorizing_integration_owners">): boolean {
  const owners: Readonly<Record<string, unknown>> = heard.authorizing_integration_owners ?? {};
  return heard.guild_id !== undefined && (owners["0"] !== undefined || owners["1"] === undefined);
}

/** Where the bot is no member, nobody else sees what it keeps: what is chosen there is the person's own. */
function isAlone(heard: Heard): boolean {
  return !isInvited(heard);
}

type Given = NonNullable<APIChatInputApplicationCommandInteraction["data"]["options"]>;
type Completing = APIApplicationCommandAutocompleteInteraction["data"];

/** The verb somebody picked below a command, and the options given with it. */
function pickedIn<T extends Given | Completing["options"]>(options: T | undefined) {
  const first = options?.find((option) => "options" in option);
  return first === undefined
    ? { verb: undefined, given: options ?? [] }
    : { verb: first.name, given: (first as { options?: T }).options ?? [] };
}

/** Options by name, so that no value is taken for another option; several words become several. */
function wordsOfCommand({ name, options }: APIChatInputApplicationCommandInteraction["data"]): string[] {
  const { verb, given } = pickedIn(options);
  const words = given.flatMap((option) => {
    if (!("value" in option)) return [];
    if (typeof option.value === "boolean") return option.value ? [`${option.name}:true`] : [];
    if (typeof option.value === "number") return [`${option.name}:${option.value}`];
    return splitWords(option.value).map((word) => `${option.name}:${word}`);
  });
  return [...calledBy(name, verb), ...words];
}

/** The bare command goes by a verb of its own where it has others. */
function calledBy(name: string, verb: string | undefined): string[] {
  return verb === undefined || verb === bareVerb ? [name] : [name, verb];
}

function wordsOfTap(data: APIMessageComponentInteraction["data"]): string[] | undefined {
  const id = "values" in data ? data.values[0] : data.custom_id;
  const command = id === undefined ? undefined : commandOfId(id);
  return command === undefined ? undefined : splitWords(command);
}

/** The command words call, a verb before the command it belongs to. */
export function cardOf(
  [first = "", second = ""]: readonly string[],
  commands: readonly CommandCard[],
): CommandCard | undefined {
  return commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
}

/** The option somebody is typing into, and the command it belongs to. */
export function focusedOf(data: Completing): { command: string; name: string; typed: string } | undefined {
  const { verb, given } = pickedIn(data.options);
  const found = given.find((option) => "focused" in option && option.focused === true);
  if (found === undefined || !("value" in found)) return undefined;
  return { command: calledBy(data.name, verb).join(" "), name: found.name, typed: String(found.value) };
}
