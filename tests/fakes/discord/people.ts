import type { Gateway } from "./gateway.ts";
import { controlsIn, type OptionBody } from "./rules.ts";
import {
  applicationId,
  channelId,
  type Exchange,
  everyRight,
  guildId,
  type ModalBody,
  openExchange,
  type Posted,
  type World,
} from "./world.ts";

/** Who does something, and where. */
export interface Who {
  readonly id?: string;
  /** Language of the person's client (default en-US). */
  readonly locale?: string;
  /** Absent: a server the bot was invited to. `alone`: the bot's own messages. `brought`: a server only the person's own copy of the bot works in. */
  readonly where?: "server" | "thread" | "alone" | "brought";
  /** What the person may do in the server (default nothing special). */
  readonly permissions?: string;
  /** What the bot may do in the channel (default all it needs). */
  readonly botPermissions?: string;
}

export interface People {
  /**
   * Somebody picks a command, such as `movers` or with a verb `digest show`, and fills in its options; refuses what the app
   * would not let a person send.
   */
  asks(command: string, options?: Readonly<Record<string, string | number | boolean>>, who?: Who): Asked;
  /** Somebody taps the control with this label on a message. */
  taps(message: Posted, label: string, who?: Who): Asked;
  /** Somebody fills in the form that was opened and sends it; refuses what the app would not let a person send. */
  fills(asked: Asked, values: Readonly<Record<string, string>>, who?: Who): Promise<Asked>;
  /** Somebody types into an option. */
  types(command: string, option: string, typed: string, who?: Who): Asked;
  /** Waits until it gives something. */
  until<T>(look: () => T | undefined | false, what?: string): Promise<T>;
}

export interface Asked {
  readonly exchange: Exchange;
  /** The messages shown in answer, once there are so many and none is a placeholder. */
  answers(count?: number): Promise<Posted[]>;
  /** The one message shown in answer. */
  answer(): Promise<Posted>;
  /** Type of the first answer. */
  acknowledged(): Promise<number>;
  choices(): Promise<readonly { readonly name: string; readonly value: string }[]>;
  /** The questions that were opened. */
  form(): Promise<ModalBody>;
}

const patienceMs = 10_000;

export function openPeople(world: World, gateway: Gateway): People {
  const until: People["until"] = (look, what = "what was waited for") =>
    new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(limit);
        world.changes.off("change", check);
        finish();
      };
      const check = () => {
        const found = look();
        if (found !== undefined && found !== false) end(() => resolve(found as never));
      };
      const limit = setTimeout(() => end(() => reject(new Error(`Time was up before ${what}`))), patienceMs);
      world.changes.on("change", check);
      check();
    });

  const shownBy = (exchange: Exchange): Posted[] =>
    exchange.messages.flatMap((id) => world.messages.get(id) ?? []).filter(({ removed }) => !removed);
  const asked = (exchange: Exchange, isDone: (shown: Posted[]) => boolean): Asked => ({
    exchange,
    answers: (count = 1) =>
      until(() => {
        const shown = shownBy(exchange);
        return shown.length >= count && shown.every(({ pending }) => !pending) && isDone(shown) && shown;
      }, `${count} answers`),
    async answer() {
      const [first] = await this.answers();
      return first as Posted;
    },
    acknowledged: () => until(() => exchange.acknowledged, "an acknowledgement"),
    choices: () => until(() => exchange.choices, "choices"),
    form: () => until(() => exchange.modal, "a form"),
  });

  const tell = (exchange: Exchange, type: number, data: unknown, who: Who, message?: Posted) =>
    gateway.dispatch("INTERACTION_CREATE", {
      ...placeOf(world, who),
      id: exchange.id,
      token: exchange.token,
      application_id: applicationId,
      type,
      version: 1,
      locale: who.locale ?? "en-US",
      app_permissions: who.botPermissions ?? everyRight,
      entitlements: [],
      attachment_size_limit: 10_485_760,
      data,
      ...(message === undefined ? {} : { message: messageOf(message) }),
    });

  return {
    until,
    asks(command, options = {}, who = {}) {
      const exchange = openExchange(world, { channel: channelOf(who).id });
      const { name, known, wrap } = commandOf(world, command);
      const given = Object.entries(options).map(([option, value]) => optionOf(known, option, value));
      tell(exchange, 2, { id: "900", name, type: 1, options: wrap(given) }, who);
      return asked(exchange, () => true);
    },
    taps(message, label, who = {}) {
      const exchange = openExchange(world, { channel: channelOf(who).id });
      const before = message.edits;
      exchange.messages.push(message.id);
      tell(exchange, 3, tapOn(message, label), who, message);
      return asked(exchange, (shown) => shown.some(({ id, edits }) => id !== message.id || edits > before));
    },
    async fills(before, values, who = {}) {
      const modal = await before.form();
      const exchange = openExchange(world, { channel: channelOf(who).id, isForm: true });
      const components = modal.components.map(({ component }, at) => ({
        type: 18,
        id: at * 2 + 1,
        component: { id: at * 2 + 2, ...filledIn(component, values) },
      }));
      tell(exchange, 5, { custom_id: modal.custom_id, components }, who);
      return asked(exchange, () => true);
    },
    types(command, option, typed, who = {}) {
      const exchange = openExchange(world, { channel: channelOf(who).id });
      const { name, known, wrap } = commandOf(world, command);
      const { type } = optionOf(known, option, typed);
      const options = wrap([{ name: option, type, value: typed, focused: true }]);
      tell(exchange, 4, { id: "900", name, type: 1, options }, who);
      return asked(exchange, () => true);
    },
  };
}

/** The options of a command or of its verb, and how what was given is sent. A command with verbs cannot be picked alone. */
function commandOf(world: World, words: string) {
  const [name = "", verb] = words.split(" ");
  const found = [...world.commands.values()].flat().find((command) => command.name === name);
  if (found === undefined) throw new Error(`/${name} is not registered`);
  const verbs = (found.options ?? []).filter(({ type }) => type === 1);
  if (verbs.length === 0 && verb === undefined) return { name, known: found, wrap: (given: unknown[]) => given };
  const known = verbs.find((one) => one.name === verb);
  if (known === undefined) throw new Error(`/${name} has no verb ${verb ?? ""}, only ${verbs.map((one) => one.name)}`);
  return { name, known, wrap: (given: unknown[]) => [{ type: 1, name: verb, options: given }] };
}

type Known = { readonly name: string; readonly options?: readonly OptionBody[] };

/** The app offers fixed choices only, checks the kind of a value itself, and sends nothing without what is required. */
function optionOf(command: Known, name: string, value: string | number | boolean) {
  const option = command.options?.find((one) => one.name === name);
  if (option === undefined) throw new Error(`/${command.name} has no option ${name}`);
  const kinds: Record<number, string> = { 3: "string", 4: "number", 5: "boolean" };
  if (typeof value !== kinds[option.type]) throw new Error(`${name} takes a ${kinds[option.type]}`);
  if (option.choices !== undefined && !option.choices.some((choice) => choice.value === value))
    throw new Error(`${name} does not offer ${value}`);
  return { name, type: option.type, value };
}

type ModalField = ModalBody["components"][number]["component"];

/** What was typed or chosen, or else what stood there. */
function filledIn(
  { type, custom_id, value: before = "", required, options }: ModalField,
  values: Readonly<Record<string, string>>,
) {
  const value =
    values[custom_id] ?? (options === undefined ? before : options.find((one) => one.default === true)?.value);
  if (required !== false && (value ?? "") === "") throw new Error(`${custom_id} has to be filled in`);
  if (options === undefined) return { type, custom_id, value: value ?? "" };
  if (value !== undefined && !options.some((one) => one.value === value))
    throw new Error(`${custom_id} does not offer ${value}`);
  return { type, custom_id, values: value === undefined ? [] : [value] };
}

function tapOn(message: Posted, label: string) {
  for (const control of controlsIn(message.body)) {
    if (control.type === 2 && control.label === label)
      return { component_type: 2, custom_id: control.custom_id, id: 1 };
    const option = control.options?.find((one) => one.label === label);
    if (option !== undefined) return { component_type: 3, custom_id: control.custom_id, values: [option.value], id: 1 };
  }
  throw new Error(`There is nothing called ${label} to tap`);
}

function channelOf({ where = "server" }: Who) {
  if (where === "alone") return { id: "666666666666666666", type: 1 };
  const general = { id: channelId, type: 0, name: "general", guild_id: guildId };
  const thread = { id: "777777777777777777", type: 11, name: "thread", guild_id: guildId, parent_id: general.id };
  return where === "thread" ? thread : general;
}

function placeOf(world: World, who: Who) {
  const { id = "444444444444444444", where = "server", permissions = "0" } = who;
  const user = { id, username: "reader", discriminator: "0", avatar: null, global_name: "Reader" };
  const channel = channelOf(who);
  if (where === "alone")
    return { user, channel, channel_id: channel.id, context: 1, authorizing_integration_owners: { "0": "0" } };
  const guild = world.servers[0]?.id ?? "";
  const member = {
    user,
    permissions,
    roles: [],
    joined_at: "2026-01-01T00:00:00.000Z",
    deaf: false,
    mute: false,
    flags: 0,
  };
  const owners = where === "brought" ? { "1": id } : { "0": guild };
  const place = { guild_id: guild, guild: { id: guild, locale: "en-US", features: [] }, guild_locale: "en-US" };
  return { ...place, member, channel, channel_id: channel.id, context: 0, authorizing_integration_owners: owners };
}

function messageOf({ id, hidden, body }: Posted) {
  const author = { id: applicationId, username: "Closing Bell", discriminator: "0001", bot: true, avatar: null };
  const base = {
    id,
    channel_id: "333333333333333333",
    author,
    type: 20,
    timestamp: "2026-01-01T00:00:00.000Z",
    edited_timestamp: null,
  };
  const usual = {
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
  };
  return { ...base, ...usual, ...body, flags: hidden ? 64 : 0, tts: false, pinned: false };
}
