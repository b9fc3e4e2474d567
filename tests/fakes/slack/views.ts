import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { type Block, lengthOf, textOf, wrongWithBlock } from "./rules.ts";

type Json = Readonly<Record<string, unknown>>;

/** A modal somebody has in front of them. */
export interface View {
  readonly id: string;
  readonly hash: string;
  readonly view: Json;
}

/** Documented; written down here again, so that a slip in the program's own table is noticed. */
const most = { title: 24, label: 2000, hint: 2000, typed: 3000, metadata: 3000, id: 255, blocks: 100, view: 250_000 };
/** Docs "Handling user interaction". */
const triggerMs = 3000;

/** Modals: opened once within three seconds of something a person did, and what becomes of them. */
export function createViews(now: () => number) {
  const triggers = new Map<string, number | "used">();
  const open = new Map<string, View>();
  const happenings = new EventEmitter();
  const put = (id: string, view: Json): View => {
    const made = { id, hash: randomUUID(), view };
    open.set(id, made);
    happenings.emit("put");
    return made;
  };
  return {
    opened: () => [...open.values()],
    /** The form that was opened last, once there is one. */
    async newest(patience: AbortSignal): Promise<View> {
      if (open.size === 0) await once(happenings, "put", { signal: patience });
      return [...open.values()].at(-1) as View;
    },
    trigger(): string {
      const id = randomUUID();
      triggers.set(id, now());
      return id;
    },
    /** What `views.open` does; a code where it refuses. */
    open(trigger: string, view: Json): View | string {
      const made = triggers.get(trigger);
      if (made === undefined) return "invalid_trigger_id";
      if (made === "used") return "exchanged_trigger_id";
      if (now() - made > triggerMs) return "expired_trigger_id";
      if (wrongWithView(view).length > 0) return "invalid_arguments";
      triggers.set(trigger, "used");
      return put(`V${randomUUID()}`, view);
    },
    /** What Slack does with the receipt of a form; throws where Slack would show that something went wrong. */
    receive({ id, view }: View, receipt: unknown): void {
      const told = (receipt ?? {}) as { response_action?: string; errors?: Json; view?: Json };
      if (told.response_action === undefined) open.delete(id);
      else if (told.response_action === "update" && told.view !== undefined) {
        const wrong = wrongWithView(told.view);
        if (wrong.length > 0) throw new Error(`The next form is refused: ${wrong.join("; ")}`);
        put(id, told.view);
      } else {
        const names = inputsOf(view).map((input) => input["block_id"]);
        const unknown = Object.keys(told.errors ?? { "": "" }).filter((name) => !names.includes(name));
        if (unknown.length > 0) throw new Error(`There is no field ${unknown.join()} to show a mistake at.`);
      }
    },
  };
}

export function inputsOf(view: Json): readonly Json[] {
  return (view["blocks"] as readonly Json[]).filter(({ type }) => type === "input");
}

/** Everything Slack would refuse about a modal; empty when it would take it. */
export function wrongWithView(view: Json): string[] {
  const blocks = (view["blocks"] ?? []) as readonly Block[];
  const inputs = blocks.filter(({ type }) => type === "input");
  const ids = inputs.map((block) => block["block_id"]);
  const found = [
    view["type"] !== "modal" && "not a modal",
    outside(textOf(view["title"]), most.title, "title"),
    inputs.length > 0 && outside(textOf(view["submit"]), most.title, "submit"),
    outside(textOf(view["close"]), most.title, "close"),
    outside(String(view["callback_id"]), most.id, "callback_id"),
    String(view["private_metadata"] ?? "").length > most.metadata && "private_metadata",
    outside("x".repeat(blocks.length), most.blocks, "blocks"),
    new Set(ids).size !== ids.length && "block_id twice",
    JSON.stringify(view).length > most.view && "view_too_large",
    ...blocks.flatMap((block) => (block["type"] === "table" ? ["a table in a modal"] : wrongWithBlock(block))),
    ...inputs.flatMap(wrongWithInput),
  ];
  return found.filter((about) => about !== false);
}

function wrongWithInput({ label, hint, element }: Json): (string | false)[] {
  const { type, initial_value: value = "", max_length: longest = most.typed } = element as Json;
  return [
    outside(textOf(label), most.label, "label"),
    hint !== undefined && outside(textOf(hint), most.hint, "hint"),
    type === "plain_text_input" && Number(longest) > most.typed && "max_length",
    type === "plain_text_input" && String(value).length > Number(longest) && "initial_value",
    type === "static_select" && lengthOf(element) === 0 && "a menu without choices",
  ];
}

function outside(text: string, length: number, what: string): string | false {
  return (text === "" || text.length > length) && `${what} of ${text.length}`;
}
