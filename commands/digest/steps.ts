import { paragraph, pick, title } from "../../src/document/build.ts";
import type { Action, Document } from "../../src/document/node.ts";
import { literal, message, name, type Value } from "../../src/i18n/value.ts";
import type { Answer } from "../../src/platform/command.ts";
import type { Field, Form } from "../../src/platform/form.ts";
import { choiceLabel } from "../../src/platform/naming.ts";
import { textOfWords } from "../../src/subscription/line.ts";
import { languageOption } from "../language.ts";
import type { Meant } from "./meaning.ts";
import type { Wanted } from "./plan.ts";
import type { Said } from "./said.ts";
import { digestName } from "./show.ts";

/** What is known of a subscription that is being made or changed. */
export interface Asked {
  /** The command the answers lead to, such as `digest edit k3f9x`. */
  readonly command: readonly string[];
  readonly heading: Value;
  readonly wanted: Wanted;
  /** What else was said, kept from step to step. */
  readonly said: Said;
  /** The clock times are meant by. */
  readonly zone: string;
  /** What fills the form at first, where nothing was said of it. */
  readonly now?: { readonly what: Meant; readonly when: string; readonly language: string };
}

/** Asks for what is still missing: questions for platforms with forms, taps that lead the same way for all. */
export function stepsOf(asked: Asked): Answer {
  return { document: documentOf(asked), form: formOf(asked), unshared: true };
}

function documentOf(asked: Asked): Document {
  const { heading, wanted, zone, now } = asked;
  const step = stepOf(asked);
  return {
    nodes: [
      title(heading, 1),
      ...(wanted.what === undefined ? [] : [paragraph(message("digest.step.what-told", { what: wanted.what.shown }))]),
      paragraph(message(`digest.step.${step}`, { zone: literal(zone) })),
      ...(step === "what" ? [pick(message("digest.what"), whatItems(asked))] : []),
      ...(step === "days" || (step === "what" && now !== undefined)
        ? [pick(message("digest.days"), dayItems(asked))]
        : []),
      ...(step === "time" ? [pick(message("digest.time"), timeItems(asked))] : []),
      paragraph(message("digest.step.typed", { example: literal(exampleOf(asked)) })),
    ],
  };
}

function stepOf({ wanted, now }: Asked): "what" | "days" | "time" {
  if (wanted.lacks === "time") return "time";
  if (wanted.lacks === "days") return "days";
  return wanted.what === undefined || now !== undefined ? "what" : "days";
}

/** The line that says all that is known, and some words more. */
function lineWith(asked: Asked, ...more: readonly string[]): string {
  const { command, wanted, said } = asked;
  const words = [...command, ...(wanted.what?.typed ?? []), ...more];
  const begun = wanted.begun === undefined ? [] : [wanted.begun];
  return `/${[textOfWords(words), ...begun, ...kept(said)].join(" ")}`;
}

function kept({ zone, language, missed, overlap, doubt }: Said): string[] {
  return [
    ...(zone === undefined ? [] : [`tz ${zone}`]),
    ...(language === undefined ? [] : [`lang ${language}`]),
    ...(missed === undefined ? [] : [`missed ${missed}`]),
    ...(overlap === undefined ? [] : [`overlap ${overlap}`]),
    ...(doubt === undefined ? [] : [`doubt ${doubt === "hold" ? "hold" : "resend"}`]),
  ];
}

/** What people want most, beside the digests. */
const favourites = ["movers us", "movers crypto", "flows btc", "market"];

function whatItems(asked: Asked): Action[] {
  const { said } = asked;
  const base: Asked = { ...asked, wanted: without(asked.wanted) };
  const sections = said.sections === undefined ? [] : ["sections", ...said.sections];
  // `earnings` alone is a command of its own.
  const digests = (digestName.choices ?? []).map(
    (choice): Action => ({
      id: `what-${choice.value}`,
      label: choiceLabel(choice),
      command: lineWith(base, ...(choice.value === "earnings" ? ["digest"] : []), choice.value, ...sections),
      ...(asked.now === undefined ? {} : { changes: true }),
    }),
  );
  return [
    ...digests,
    ...favourites.map(
      (line): Action => ({
        id: `what-${line.replace(" ", "-")}`,
        label: message(`digest.what.${line.replace(" ", "-")}`),
        command: lineWith(base, ...line.split(" ")),
        ...(asked.now === undefined ? {} : { changes: true }),
      }),
    ),
  ];
}

function without({ what: _, ...wanted }: Wanted): Wanted {
  return wanted;
}

/** Days to choose from; those that follow a market need no time. */
const days: readonly { readonly words: string; readonly label: Value; readonly whole?: true }[] = [
  { words: "everyday", label: name({ en: "Every day", zh: "每天" }) },
  { words: "weekdays", label: name({ en: "Weekdays", zh: "工作日" }) },
  { words: "mon", label: name({ en: "Mondays", zh: "每周一" }) },
  { words: "fri", label: name({ en: "Fridays", zh: "每周五" }) },
  { words: "last session of week", label: name({ en: "Last session of the week", zh: "本周最后交易日" }) },
  { words: "monthly last", label: name({ en: "Last day of the month", zh: "每月最后一天" }) },
  { words: "30m after us close", label: name({ en: "After the US close", zh: "美股收盘后" }), whole: true },
  { words: "30m after hk close", label: name({ en: "After the Hong Kong close", zh: "港股收盘后" }), whole: true },
  { words: "30m after cn close", label: name({ en: "After the A-share close", zh: "A股收盘后" }), whole: true },
];

function dayItems(asked: Asked): Action[] {
  const hasTime = asked.wanted.lacks === "days";
  // Of one that is changed, the time stays.
  const isLast = hasTime || /\d\d:\d\d/.test(asked.now?.when ?? "");
  return days
    .filter(({ whole }) => whole !== true || !hasTime)
    .map(({ words, label, whole }) => ({
      id: `days-${words.replaceAll(" ", "-")}`,
      label,
      command: lineWith(asked, ...words.split(" ")),
      ...(whole === true || isLast ? { changes: true } : {}),
    }));
}

const times = ["07:00", "08:00", "09:00", "12:00", "16:30", "17:00", "18:00", "20:00", "22:00"];

function timeItems(asked: Asked): Action[] {
  return times.map((time) => ({
    id: `time-${time.replace(":", "")}`,
    label: literal(time),
    command: lineWith({ ...asked, wanted: { ...asked.wanted, begun: `${asked.wanted.begun ?? ""} ${time}`.trim() } }),
    changes: true,
  }));
}

function exampleOf(asked: Asked): string {
  const { wanted } = asked;
  if (wanted.lacks === "time")
    return lineWith({ ...asked, wanted: { ...wanted, begun: `${wanted.begun ?? ""} 08:30` } });
  const what = wanted.what === undefined && asked.now === undefined ? ["weekly"] : [];
  return lineWith(asked, ...what, ...(wanted.lacks === "days" ? ["fri"] : ["fri", "17:00"]));
}

function formOf({ command, heading, wanted, said, zone, now }: Asked): Form {
  const what = wanted.what ?? now?.what;
  const language = said.language ?? now?.language;
  return {
    title: heading,
    words: [...command],
    fields: [
      whatField(what),
      {
        name: "when",
        label: message("digest.field.when"),
        hint: message("digest.field.when-hint"),
        kind: "text",
        required: true,
        ...(wanted.begun === undefined ? (now === undefined ? {} : { value: now.when }) : { value: wanted.begun }),
      },
      { name: "zone", label: message("digest.field.zone"), kind: "text", value: said.zone ?? zone },
      {
        name: "language",
        label: message("digest.field.language"),
        kind: "choice",
        choices: (languageOption.choices ?? []).map((choice) => ({ value: choice.value, label: choiceLabel(choice) })),
        value: language ?? "auto",
      },
    ],
  };
}

function whatField(what: Meant | undefined): Field {
  const usual = [
    ...(digestName.choices ?? []).map((choice) => ({ value: `digest ${choice.value}`, label: choiceLabel(choice) })),
    ...favourites.map((line) => ({ value: line, label: message(`digest.what.${line.replace(" ", "-")}`) })),
  ];
  const line = what === undefined ? undefined : textOfWords(what.words);
  const known = line === undefined || usual.some(({ value }) => value === line);
  return {
    name: "what",
    label: message("digest.field.what"),
    kind: "choice",
    choices: known || what === undefined ? usual : [{ value: line as string, label: what.shown }, ...usual],
    value: line ?? "digest weekly",
    required: true,
  };
}
