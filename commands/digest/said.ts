import * as z from "zod";
import type { Language } from "../../src/i18n/locale.ts";
import type { Command, Option } from "../../src/platform/command.ts";
import { parseOptions } from "../../src/platform/parse.ts";
import { wordsOfLine } from "../../src/subscription/line.ts";
import { type doubts, missed, overlaps } from "../../src/subscription/subscription.ts";
import { languageOption } from "../language.ts";
import { sectionChoices } from "../section-names.ts";

const missedOption: Option = {
  name: "missed",
  zh: "错过",
  kind: "choice",
  choices: [
    { value: "latest", en: "Only the latest", aliases: ["最新"] },
    { value: "all", en: "All, in order", aliases: ["全部", "补发全部"] },
    { value: "none", en: "None", aliases: ["不补", "不补发"] },
  ],
};
const overlapOption: Option = {
  name: "overlap",
  zh: "重叠",
  kind: "choice",
  choices: [
    { value: "supersede", en: "The newer one only", aliases: ["只发新的", "取代"] },
    { value: "queue", en: "Both, in order", aliases: ["排队", "依次发送"] },
    { value: "skip-new", en: "The earlier one only", aliases: ["只发旧的", "跳过新的"] },
  ],
};
const doubtOption: Option = {
  name: "doubt",
  zh: "存疑",
  kind: "choice",
  choices: [
    { value: "hold", en: "Wait for a person", aliases: ["等待", "等人确认"] },
    { value: "resend", en: "Send again, marked", aliases: ["重发", "标明重发", "resend-marked"] },
  ],
};
const sectionsOption: Option = { name: "sections", zh: "板块", kind: "words", choices: sectionChoices };

/** What a subscription is made of, for platforms that ask option by option; in a line, all stands in the first. */
export const subscriptionOptions: readonly Option[] = [
  { name: "what", zh: "内容", kind: "words" },
  { name: "when", zh: "时间", kind: "words" },
  { name: "zone", zh: "时区", kind: "words", completes: "zone" },
  languageOption,
  sectionsOption,
  missedOption,
  overlapOption,
  doubtOption,
];

const words = z.array(z.string()).optional();
export const subscriptionFields = {
  what: words,
  when: words,
  zone: words,
  language: z.enum(["en", "zh", "both", "auto"]).optional(),
  sections: words,
  missed: z.enum(missed).optional(),
  overlap: z.enum(overlaps).optional(),
  doubt: z.enum(["hold", "resend"]).optional(),
};
const Fields = z.object(subscriptionFields);
export type SubscriptionValues = z.infer<typeof Fields>;

/** What somebody said about a subscription, whichever way. */
export interface Said {
  /** What and when in one, as a person writes it. */
  readonly line: readonly string[];
  readonly when?: string;
  readonly zone?: string;
  readonly language?: Language | "auto";
  readonly sections?: readonly string[];
  readonly missed?: (typeof missed)[number];
  readonly overlap?: (typeof overlaps)[number];
  readonly doubt?: (typeof doubts)[number];
}

/** Words that say what the next one is. */
const leading: Readonly<Record<string, Option>> = {
  lang: languageOption,
  language: languageOption,
  语言: languageOption,
  missed: missedOption,
  错过: missedOption,
  overlap: overlapOption,
  重叠: overlapOption,
  doubt: doubtOption,
  存疑: doubtOption,
  section: sectionsOption,
  sections: sectionsOption,
  板块: sectionsOption,
};

/** `free` are the words that were not given as an option by name. */
export function saidBy(
  values: SubscriptionValues,
  free: readonly string[],
  command: Pick<Command<never>, "name" | "examples">,
): Said {
  const { line, named } = cut(wordsOfLine(free));
  const told = parseOptions({ ...cutting, ...command }, [
    ...named,
    ...Object.entries(values).flatMap(([name, value]) => givenAs(name, value)),
  ]);
  const [when, zone] = [textOf(values.when), textOf(values.zone)];
  return {
    line,
    ...(when === undefined ? {} : { when }),
    ...(zone === undefined ? {} : { zone }),
    ...(told.language === undefined ? {} : { language: told.language }),
    ...(told.sections === undefined ? {} : { sections: told.sections }),
    ...(told.missed === undefined ? {} : { missed: told.missed }),
    ...(told.overlap === undefined ? {} : { overlap: told.overlap }),
    ...(told.doubt === undefined ? {} : { doubt: told.doubt === "hold" ? "hold" : "resend-marked" }),
  };
}

const cutting: Command<never, SubscriptionValues> = {
  name: "",
  aliases: [],
  options: [languageOption, missedOption, overlapOption, doubtOption, sectionsOption],
  schema: Fields,
  examples: [],
  messages: { en: {}, zh: {} },
  run: async () => ({ document: { nodes: [] } }),
};

/** Takes `lang zh`, `missed all` and `sections movers news` out of a line. */
function cut(words: readonly string[]): { readonly line: readonly string[]; readonly named: readonly string[] } {
  const [line, named, rest]: [string[], string[], string[]] = [[], [], [...words]];
  while (rest.length > 0) {
    const word = rest.shift() as string;
    const option = Object.hasOwn(leading, word.toLowerCase()) ? leading[word.toLowerCase()] : undefined;
    if (option === undefined) {
      line.push(word);
      continue;
    }
    named.push(`${option.name}:${rest.shift() ?? ""}`);
    while (option.kind === "words" && isValue(option, rest[0])) named.push(`${option.name}:${rest.shift()}`);
  }
  return { line, named };
}

function isValue({ choices = [] }: Option, word: string | undefined): boolean {
  const wanted = word?.toLowerCase();
  return choices.some(({ value, aliases }) => value === wanted || aliases.some((one) => one.toLowerCase() === wanted));
}

function givenAs(name: string, value: unknown): string[] {
  if (name === "sections" && Array.isArray(value)) return value.map((one) => `sections:${one}`);
  return typeof value === "string" ? [`${name}:${value}`] : [];
}

function textOf(words: readonly string[] | undefined): string | undefined {
  const text = (words ?? []).join(" ").trim();
  return text === "" ? undefined : text;
}
