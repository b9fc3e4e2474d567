import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

/** A message as it arrives, not yet known to be one. */
export interface Message {
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly [field: string]: unknown;
}

/** What Slack says when it does not take a message, and about which part of it. */
export interface Refusal {
  readonly code: string;
  readonly about: string;
}

type Json = Readonly<Record<string, unknown>>;
export type Block = Json;

const schema = JSON.parse(readFileSync(new URL("../../specs/slack/blocks.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false });
const hasKnownShape = ajv.compile(schema);

const only = (properties: Json, ...required: readonly string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const plain = only(
  { type: { const: "plain_text" }, text: { type: "string" }, emoji: { type: "boolean" } },
  ...["type", "text"],
);
const word = { type: "string" };
const option = only({ text: plain, value: word, description: plain }, "text", "value");

/** A question of a modal, which the schema of messages does not know: docs "Input block" and its elements. */
const isQuestion = ajv.compile(
  only(
    {
      type: { const: "input" },
      block_id: word,
      label: plain,
      hint: plain,
      optional: { type: "boolean" },
      dispatch_action: { type: "boolean" },
      element: {
        anyOf: [
          only(
            {
              type: { const: "plain_text_input" },
              action_id: word,
              initial_value: word,
              multiline: { type: "boolean" },
              min_length: { type: "integer", minimum: 0 },
              max_length: { type: "integer", minimum: 1 },
              placeholder: plain,
            },
            "type",
          ),
          only(
            {
              type: { const: "static_select" },
              action_id: word,
              options: { type: "array", items: option, minItems: 1 },
              initial_option: option,
              placeholder: plain,
            },
            ...["type", "options"],
          ),
        ],
      },
    },
    ...["type", "label", "element"],
  ),
);

/** Documented unless said otherwise; written down here again, so that a slip in the program's own table is noticed. */
const most = {
  blocks: 50,
  header: 150,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  optionText: 75,
  optionValue: 75,
  options: 100,
  placeholder: 150,
  id: 255,
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  textObject: 3000,
  text: 40_000,
  /** Seen, not documented. */
  allText: 13_000,
};

/** Everything Slack would refuse about a message; empty when it would take it. */
export function refusalsOf(message: Message): Refusal[] {
  const { text, blocks } = message;
  const found: Refusal[] = [];
  const refuse = (code: string, about: string) => void found.push({ code, about });
  if (typeof text !== "string" || text === "") refuse("no_text", "text");
  else if (text.length > most.text) refuse("msg_too_long", "text");
  if (!isMetadata(message["metadata"])) refuse("invalid_metadata_format", "metadata");
  if (blocks === undefined) return found;
  if (!Array.isArray(blocks) || blocks.length === 0)
    return [...found, { code: "invalid_blocks_format", about: "blocks" }];
  if (blocks.length > most.blocks) refuse("invalid_blocks", `${blocks.length} blocks`);
  blocks.forEach((block: Json, index) => {
    for (const about of wrongWithBlock(block)) refuse("invalid_blocks", `block ${index}: ${about}`);
    if (block["type"] === "input") refuse("invalid_blocks", `block ${index}: a question in a message`);
  });
  const ids = blocks.flatMap((block: Json) => (block["block_id"] === undefined ? [] : [block["block_id"]]));
  if (new Set(ids).size !== ids.length) refuse("invalid_blocks", "block_id twice");
  const tables = blocks.filter((block: Json) => block["type"] === "table");
  if (tables.length > most.tables) refuse("invalid_attachments", "only_one_table_allowed");
  if (lengthOf(tables) > most.tableText) refuse("invalid_blocks", "text of tables");
  if (lengthOf(blocks) > most.allText) refuse("msg_blocks_too_long", `${lengthOf(blocks)} characters`);
  return found;
}

/** Everything Slack would refuse about one block. */
export function wrongWithBlock(block: Block): string[] {
  const isKnown = block["type"] === "input" ? isQuestion(block) : hasKnownShape([block]);
  return isKnown ? wrongWith(block) : [`${String(block["type"])} has no known shape`];
}

/** Numbers and rules of one block. */
function wrongWith(block: Json): string[] {
  const elements = (block["elements"] ?? []) as readonly Json[];
  const checks: Record<string, () => (string | false)[]> = {
    header: () => [over(textOf(block["text"]), most.header, "header"), empty(textOf(block["text"]), "header")],
    context: () => [
      elements.length > most.contextElements && "context elements",
      elements.length === 0 && "no elements",
      ...elements.flatMap((element) => [
        over(textOf(element), most.textObject, "text"),
        empty(textOf(element), "text"),
      ]),
    ],
    actions: () => [
      elements.length > most.actionElements && "action elements",
      elements.length === 0 && "no elements",
      new Set(elements.map((element) => element["action_id"])).size !== elements.length && "action_id twice",
      ...elements.flatMap((element) =>
        element["type"] === "button" ? wrongWithButton(element) : wrongWithMenu(element),
      ),
    ],
    table: () =>
      wrongWithTable(block["rows"] as readonly (readonly Json[])[], block["column_settings"] as readonly Json[]),
    input: () => {
      const element = block["element"] as Json;
      return element["type"] === "static_select" ? wrongWithMenu(element) : [];
    },
    rich_text: () => textsIn(block).map((text) => empty(text, "rich text")),
  };
  const found = [
    over(String(block["block_id"] ?? ""), most.id, "block_id"),
    ...(checks[String(block["type"])]?.() ?? []),
  ];
  return found.filter((about) => about !== false);
}

function wrongWithButton(button: Json): (string | false)[] {
  return [
    over(textOf(button["text"]), most.buttonText, "button text"),
    empty(textOf(button["text"]), "button text"),
    over(String(button["value"] ?? ""), most.buttonValue, "button value"),
    over(String(button["accessibility_label"] ?? ""), most.accessibilityLabel, "accessibility label"),
    over(String(button["action_id"] ?? ""), most.id, "action_id"),
  ];
}

function wrongWithMenu(menu: Json): (string | false)[] {
  const groups = (menu["option_groups"] ?? [{ options: menu["options"] }]) as readonly Json[];
  const options = groups.flatMap((group) => (group["options"] ?? []) as readonly Json[]);
  const chosen = JSON.stringify(menu["initial_option"]);
  return [
    over(textOf(menu["placeholder"]), most.placeholder, "placeholder"),
    (options.length === 0 || options.length > most.options) && "number of options",
    ...groups.flatMap((group) => [over(textOf(group["label"]), most.optionText, "option group")]),
    ...options.flatMap((option) => [
      over(textOf(option["text"]), most.optionText, "option text"),
      empty(textOf(option["text"]), "option text"),
      over(String(option["value"]), most.optionValue, "option value"),
    ]),
    chosen !== undefined &&
      !options.some((option) => JSON.stringify(option) === chosen) &&
      "initial_option is no option",
  ];
}

function wrongWithTable(rows: readonly (readonly Json[])[], settings: readonly Json[] = []): (string | false)[] {
  const [first = []] = rows;
  return [
    rows.length === 0 && "no rows",
    rows.length > most.tableRows && "table rows",
    settings.length > most.tableColumns && "column settings",
    first.length > most.tableColumns && "table columns",
    rows.some((row) => row.length !== first.length) && "rows of different length",
    rows.flat().some((cell) => textsIn(cell).join("") === "") && "an empty cell",
  ];
}

/** Docs "Message metadata": a name, and an object of plain values. */
function isMetadata(metadata: unknown): boolean {
  if (metadata === undefined) return true;
  const { event_type: type, event_payload: payload } = metadata as Json;
  return typeof type === "string" && /^\w{1,255}$/.test(type) && typeof payload === "object" && payload !== null;
}

/** All `text` strings within, in order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
}

export function lengthOf(value: unknown): number {
  return textsIn(value).join("").length;
}

export function textOf(value: unknown): string {
  return textsIn(value).join("");
}

function over(text: string, length: number, what: string): string | false {
  return text.length > length && `${what} of ${text.length}`;
}

function empty(text: string, what: string): string | false {
  return text === "" && `empty ${what}`;
}
