import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { ModalBody } from "./world.ts";

/** What Discord refuses, by its schemas and by the limits its documentation adds to them. Empty when it would take it. */
export type Rule = (body: unknown) => string[];

const spec = JSON.parse(readFileSync(new URL("../../specs/discord/messages.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
for (const format of ["int32", "int64", "double", "nonce"]) if (!(format in ajv.formats)) ajv.addFormat(format, true);
ajv.addFormat("snowflake", /^(0|[1-9][0-9]*)$/);
ajv.addSchema(spec, "discord");

function schema(name: string): Rule {
  const check = ajv.getSchema(`discord#/components/schemas/${name}`);
  if (check === undefined) throw new Error(`No schema ${name}`);
  return (body) =>
    check(body) ? [] : (check.errors ?? []).slice(0, 3).map((error) => `${error.instancePath} ${error.message}`);
}

interface Body {
  readonly content?: string | null;
  readonly embeds?: readonly Record<string, unknown>[] | null;
  readonly components?: readonly { readonly components: readonly Control[] }[] | null;
  readonly allowed_mentions?: unknown;
  readonly flags?: number;
}

interface Control {
  readonly type: number;
  readonly custom_id: string;
  readonly label?: string;
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
}

const known = new Set(["content", "embeds", "components", "allowed_mentions", "flags", "nonce", "enforce_nonce"]);

/** The limits the schema does not know. */
function documented(value: unknown): string[] {
  const body = value as Body;
  const ids = controlsIn(body).map(({ custom_id }) => custom_id);
  return [
    ...Object.keys(body).flatMap((key) => (known.has(key) ? [] : [`${key} is unknown`])),
    ...((body.content ?? "").length > 2000 ? ["content BASE_TYPE_MAX_LENGTH 2000"] : []),
    ...(sumOf(body) > 6000 ? [`embeds MAX_EMBED_SIZE_EXCEEDED ${sumOf(body)}`] : []),
    ...(new Set(ids).size < ids.length ? ["components COMPONENT_CUSTOM_ID_DUPLICATED"] : []),
    ...(body.components ?? []).flatMap(({ components }) => rowProblems(components)),
    ...(JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ["allowed_mentions could mention somebody"]),
    ...(((body.flags ?? 0) & (1 << 15)) === 0 ? [] : ["flags IS_COMPONENTS_V2 next to embeds"]),
  ];
}

function rowProblems(controls: readonly Control[]): string[] {
  const menus = controls.filter(({ type }) => type !== 2);
  if (menus.length > 0 && controls.length > 1) return ["components a row holds buttons or one menu"];
  if (controls.length > 5) return ["components more than 5 buttons in a row"];
  return menus.flatMap(({ options = [] }) => [
    ...(new Set(options.map(({ value }) => value)).size < options.length
      ? ["options SELECT_OPTION_VALUE_DUPLICATED"]
      : []),
    ...(options.filter((option) => option.default === true).length > 1 ? ["options more than one default"] : []),
  ]);
}

export function controlsIn(body: Body): Control[] {
  return (body.components ?? []).flatMap((row) => row.components);
}

/** Leading and trailing blanks are not counted. */
function sumOf({ embeds }: Body): number {
  return (embeds ?? []).reduce(
    (sum, embed) =>
      sum +
      [embed["title"], embed["description"]].reduce<number>(
        (all, text) => all + (typeof text === "string" ? text.trim().length : 0),
        0,
      ),
    0,
  );
}

function notEmpty(value: unknown): string[] {
  const { content, embeds } = value as Body;
  return (content ?? "").trim() === "" && (embeds ?? []).length === 0 ? ["EMPTY_MESSAGE"] : [];
}

const all =
  (...rules: readonly Rule[]): Rule =>
  (body) =>
    typeof body === "object" && body !== null ? rules.flatMap((rule) => rule(body)) : ["no body"];

/** Bodies by what they are for. */
export const rules = {
  create: all(schema("MessageCreateRequest"), documented, notEmpty),
  followUp: all(schema("IncomingWebhookRequestPartial"), documented, notEmpty),
  edit: all(schema("IncomingWebhookUpdateRequestPartial"), documented),
  commands: (body: unknown) =>
    Array.isArray(body)
      ? body.flatMap((command) => [...commandSchema(command), ...commandProblems(command)])
      : ["not a list"],
  /** The first answer to an interaction, by its type. */
  callback: (body: unknown) => {
    const { type, data } = body as { type: number; data?: unknown };
    if (type === 4) return [...replySchema(body), ...all(documented, notEmpty)(data)];
    if (type === 7) return [...updateSchema(body), ...all(documented)(data)];
    if (type === 5 || type === 6) return replyOrUpdate(type)(body);
    if (type === 9) return [...modalSchema(body), ...modalProblems(data as ModalBody)];
    return type === 8 ? choicesSchema(body) : [`type ${type} is no answer`];
  },
} as const;

const commandSchema = schema("ApplicationCommandUpdateRequest");
const replySchema = schema("CreateMessageInteractionCallbackRequest");
const updateSchema = schema("UpdateMessageInteractionCallbackRequest");
const choicesSchema = schema("ApplicationCommandAutocompleteCallbackRequest");
const modalSchema = schema("ModalInteractionCallbackRequest");
const replyOrUpdate = (type: number) => (type === 5 ? replySchema : updateSchema);

/** What the documentation adds: five questions, one menu or line each, a menu that may be left empty says so. */
function modalProblems({ components }: ModalBody): string[] {
  const fields = components.map(({ component }) => component);
  const ids = fields.map(({ custom_id }) => custom_id);
  return [
    ...(components.length > 5 ? ["components BASE_TYPE_BAD_LENGTH 5"] : []),
    ...(new Set(ids).size < ids.length ? ["components COMPONENT_CUSTOM_ID_DUPLICATED"] : []),
    ...fields.flatMap((field) =>
      "label" in field || "disabled" in field ? ["a label or disabled inside a label"] : [],
    ),
    ...fields.flatMap(({ required, min_values, options = [] }: ModalField) => [
      ...(required !== false && min_values === 0 ? ["min_values 0 of a required menu"] : []),
      ...(options.filter((option) => option.default === true).length > 1 ? ["options more than one default"] : []),
      ...(new Set(options.map(({ value }) => value)).size < options.length
        ? ["options SELECT_OPTION_VALUE_DUPLICATED"]
        : []),
    ]),
  ];
}

type ModalField = ModalBody["components"][number]["component"] & { readonly min_values?: number };

interface Texts {
  readonly name: string;
  readonly name_localizations?: Record<string, string>;
  readonly description?: string;
  readonly description_localizations?: Record<string, string>;
  readonly value?: string;
}

export interface OptionBody extends Texts {
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Texts[];
  /** Of a verb. */
  readonly options?: readonly OptionBody[];
}

export interface CommandBody extends Texts {
  readonly options?: readonly OptionBody[];
}

const nameShape = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function commandProblems(command: CommandBody): string[] {
  const options = command.options ?? [];
  const verbs = options.filter(({ type }) => type === 1);
  const sum = wholeSize(command);
  return [
    ...nameProblems(command),
    ...(sum > 8000 ? [`${command.name} APPLICATION_COMMAND_TOO_LARGE ${sum}`] : []),
    ...(verbs.length > 0 && verbs.length < options.length ? ["APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"] : []),
    ...levelProblems(options),
    ...verbs.flatMap((verb) => [
      ...levelProblems(verb.options ?? []),
      ...((verb.options ?? []).some(({ type }) => type <= 2) ? ["a verb below a verb"] : []),
    ]),
  ];
}

function levelProblems(options: readonly OptionBody[]): string[] {
  const firstOptional = options.findIndex(({ required }) => required !== true);
  return [
    ...options.flatMap(nameProblems),
    ...(options.length > 25 ? ["options BASE_TYPE_MAX_LENGTH 25"] : []),
    ...(firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true)
      ? ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]
      : []),
    ...(new Set(options.map(({ name }) => name)).size < options.length
      ? ["APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"]
      : []),
    ...options.flatMap((one) =>
      one.autocomplete === true && one.choices !== undefined ? ["autocomplete next to choices"] : [],
    ),
    ...options.flatMap((one) =>
      (one.choices ?? []).some(({ value = "" }) => value.length > 100) ? ["choice value over 100"] : [],
    ),
  ];
}

function nameProblems({ name, name_localizations = {} }: Texts): string[] {
  return [name, ...Object.values(name_localizations)]
    .filter((one) => !nameShape.test(one) || one !== one.toLowerCase())
    .map((one) => `${one} is no name`);
}

/** Everything below counts as well. */
function wholeSize(one: OptionBody | CommandBody): number {
  const choices = "choices" in one ? (one.choices ?? []) : [];
  return (
    sizeOf(one) +
    choices.reduce((sum, choice) => sum + sizeOf(choice), 0) +
    (one.options ?? []).reduce((sum, option) => sum + wholeSize(option), 0)
  );
}

function sizeOf({
  name,
  name_localizations = {},
  description = "",
  description_localizations = {},
  value = "",
}: Texts): number {
  const longest = (text: string, more: Record<string, string>) =>
    Math.max(text.length, ...Object.values(more).map((one) => one.length));
  return longest(name, name_localizations) + longest(description, description_localizations) + value.length;
}
