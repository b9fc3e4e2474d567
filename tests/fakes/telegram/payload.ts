import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { documented } from "./limits.ts";
import { ordinaryProblems } from "./ordinary.ts";
import { richProblems } from "./rich.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../specs/telegram/bot-api.schema.json", import.meta.url), "utf8"),
) as { readonly methods: Readonly<Record<string, unknown>> };
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: "telegram", ...schema });
const shapes = new Map<string, ValidateFunction>();

/** True for the methods this server has. */
export function isMethod(method: string): boolean {
  return method in schema.methods;
}

type Data = Readonly<Record<string, unknown>>;

/** What the server would refuse about a call, in its own words where those are known; empty where it would take it. */
export function payloadProblems(method: string, payload: Data): string[] {
  const shape = shapes.get(method) ?? ajv.compile({ $ref: `telegram#/methods/${method}` });
  shapes.set(method, shape);
  if (!shape(payload)) return [`${method}: ${ajv.errorsText(shape.errors?.slice(0, 3))}`];
  return [...contentProblems(payload), ...keyboardProblems(payload), ...(special[method]?.(payload) ?? [])];
}

/** Of a message, or of what an inline result becomes. */
function contentProblems({ text, parse_mode, link_preview_options, rich_message, message_text }: Data): string[] {
  const words = text ?? message_text;
  const rich = rich_message as { readonly html?: string; readonly skip_entity_detection?: boolean } | undefined;
  return [
    ...(typeof words === "string" && parse_mode === "HTML" ? ordinaryProblems(words) : []),
    ...(typeof words === "string" && parse_mode !== undefined && parse_mode !== "HTML"
      ? [`parse mode ${parse_mode}`]
      : []),
    ...(parse_mode === "HTML" && (link_preview_options as Data | undefined)?.["is_disabled"] !== true
      ? ["a link may get a preview"]
      : []),
    ...(rich === undefined ? [] : richProblems(rich.html ?? "")),
    ...(rich === undefined || rich.skip_entity_detection === true ? [] : ["the app looks for links by itself"]),
  ];
}

interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly switch_inline_query?: string;
}

function keyboardProblems({ reply_markup }: Data): string[] {
  const rows =
    (reply_markup as { readonly inline_keyboard?: readonly (readonly Button[])[] } | undefined)?.inline_keyboard ?? [];
  const bytes = (data: string | undefined) => (data === undefined ? 1 : Buffer.byteLength(data));
  return [
    ...(rows.some((row) => row.length > documented.buttonsPerRow || row.length === 0)
      ? ["a row of too many buttons or none"]
      : []),
    ...(rows.flat().length > documented.buttons ? ["too many buttons"] : []),
    ...(rows.flat().some(({ text }) => text.trim() === "")
      ? ["Text buttons are unallowed in the inline keyboard"]
      : []),
    ...(rows.flat().some(({ callback_data: data }) => bytes(data) < 1 || bytes(data) > documented.callbackDataBytes)
      ? ["BUTTON_DATA_INVALID"]
      : []),
    ...(rows.flat().some(({ switch_inline_query: query = "" }) => query.length > documented.inlineQueryLength)
      ? ["SWITCH_INLINE_QUERY_TOO_LONG"]
      : []),
  ];
}

/** What holds for one method alone. */
const special: Readonly<Record<string, (payload: Data) => string[]>> = {
  answerCallbackQuery: ({ text = "" }) => (String(text).length > documented.alertLength ? ["MESSAGE_TOO_LONG"] : []),
  setMyCommands: ({ commands }) => commandProblems(commands as readonly { command: string; description: string }[]),
  answerInlineQuery: ({ results }) => inlineProblems(results as readonly Data[]),
  setWebhook: ({ secret_token = "x" }) =>
    /^[\w-]{1,256}$/.test(String(secret_token)) ? [] : ["secret token contains unallowed characters"],
};

function commandProblems(commands: readonly { readonly command: string; readonly description: string }[]): string[] {
  return [
    ...(commands.length > documented.commands ? ["BOT_COMMANDS_TOO_MUCH"] : []),
    ...(commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command)) ? ["BOT_COMMAND_INVALID"] : []),
    ...(commands.some(({ description: { length } }) => length < 1 || length > documented.commandDescription)
      ? ["BOT_COMMAND_DESCRIPTION_INVALID"]
      : []),
  ];
}

function inlineProblems(results: readonly Data[]): string[] {
  const ids = results.map(({ id }) => String(id));
  return [
    ...(results.length > documented.inlineResults ? ["RESULTS_TOO_MUCH"] : []),
    ...(ids.some((id) => id === "" || Buffer.byteLength(id) > documented.inlineIdBytes) ? ["RESULT_ID_INVALID"] : []),
    ...(new Set(ids).size < ids.length ? ["RESULT_ID_DUPLICATE"] : []),
    ...results.flatMap((result) => [
      ...contentProblems(result["input_message_content"] as Data),
      ...keyboardProblems(result),
    ]),
  ];
}
