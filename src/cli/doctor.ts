import type { Command as Program } from "commander";
import type { Language } from "../i18n/locale.ts";
import type { Speaker } from "../i18n/speaker.ts";
import { join, literal, message, name, selector, type Value } from "../i18n/value.ts";
import { UsageError } from "../support/errors.ts";
import { groupBy } from "../support/group.ts";

interface TopicLook {
  readonly topic: string;
  readonly trouble?: string;
  readonly why?: string;
  readonly rows: number;
  readonly dropped: number;
  readonly isKept?: boolean;
}

interface SourceLook {
  readonly name: string;
  readonly names: { readonly en: string; readonly zh: string };
  readonly delay: string;
  readonly standing: "asked" | "no-key" | "off" | "turned-off";
  readonly hasKey?: boolean;
  readonly settings: { readonly key: string; readonly isOn: string };
  readonly topics: readonly TopicLook[];
  readonly latencyMs?: number;
  readonly asOf?: string;
  readonly left: { readonly minute?: number; readonly hour?: number; readonly day?: number };
  readonly open?: { readonly trouble: string; readonly until?: number };
  readonly againAt?: number;
}

/** What was found when every live source was asked. */
export interface Checkup {
  readonly sources: readonly SourceLook[];
  readonly topics: readonly {
    readonly topic: string;
    readonly answered: readonly string[];
    readonly failed: readonly string[];
  }[];
}

export interface DoctorDoorway {
  readonly language: Language;
  speaker(language: Language): Speaker;
  describe(id: string, language: Language): string;
  examine(mostMs: number | undefined): Promise<Checkup>;
  out(text: string): void;
}

interface Chosen {
  readonly json?: boolean;
  readonly timeout?: number;
  readonly lang?: Language;
}

/** `doctor`: asks every live source once, says what is wrong and what to do. `unwell` is told where a topic has no answer. */
export function addDoctor(program: Program, doorway: DoctorDoorway, unwell: () => void): void {
  const say = (id: string) => doorway.describe(id, doorway.language);
  program
    .command("doctor")
    .description(say("cli.doctor"))
    .option("--json", say("cli.doctor-json"))
    .option("--timeout <seconds>", say("cli.doctor-timeout"), readSeconds)
    .addOption(program.createOption("--lang <language>", say("cli.lang")).choices(["en", "zh", "both"]))
    .action(async ({ json, timeout, lang = doorway.language }: Chosen) => {
      const checkup = await doorway.examine(timeout === undefined ? undefined : timeout * 1000);
      const speaker = doorway.speaker(lang);
      doorway.out(
        json === true ? `${JSON.stringify(checkup, null, 2)}\n` : `${linesOf(checkup, speaker).join("\n")}\n`,
      );
      if (checkup.topics.some(({ answered }) => answered.length === 0)) unwell();
    });
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 120))
    throw new UsageError(`--timeout ${JSON.stringify(text)} is no time to wait. Give seconds up to 120, such as 5.`);
  return seconds;
}

function linesOf({ sources, topics }: Checkup, speaker: Speaker): string[] {
  const said = (value: Value) => speaker.sentences(value).join(" ");
  const lines = sources.flatMap((source) => [
    `${markOf(source)} ${said(headOf(source))}`,
    ...[...troublesOf(source), ...remediesOf(source)].map((value) => `    ${said(value)}`),
  ]);
  const unanswered = topics.filter(({ answered }) => answered.length === 0);
  const verdict = unanswered.map(({ topic, failed }) =>
    message("doctor.unanswered", {
      topic: topicName(topic),
      asked: failed.length === 0 ? message("doctor.nobody") : join(failed.map(literal), "list"),
    }),
  );
  const ends = verdict.length === 0 ? [`✓ ${said(message("doctor.well"))}`] : verdict.map((one) => `✗ ${said(one)}`);
  return [...lines, "", ...ends];
}

const isAsked = ({ standing }: SourceLook) => standing === "asked";
const failures = ({ topics }: SourceLook) => topics.filter(({ trouble }) => trouble !== undefined);

function markOf(source: SourceLook): string {
  if (!isAsked(source)) return "–";
  return failures(source).length === 0 ? "✓" : "✗";
}

/** A source on one line: who it is, what it told, how fast, how new, how much it may still be asked. */
function headOf(source: SourceLook): Value {
  const { names, standing, settings, topics, latencyMs, asOf, delay, left, open } = source;
  const who = message("doctor.source", { source: name(names), code: literal(source.name) });
  const about = (items: readonly Value[]) => message("doctor.line", { who, about: join(items, "clauses") });
  if (standing === "no-key") return about([message("doctor.no-key", { setting: literal(settings.key) })]);
  if (standing === "off") return about([message("doctor.off", { setting: literal(settings.isOn) })]);
  if (standing === "turned-off") return about([message("doctor.turned-off", { setting: literal(settings.isOn) })]);
  const total = (of: "rows" | "dropped") => topics.reduce((sum, topic) => sum + topic[of], 0);
  return about([
    message("doctor.answered", { answered: topics.length - failures(source).length, asked: topics.length }),
    message("doctor.rows", { rows: total("rows"), dropped: total("dropped") }),
    ...(topics.some(({ isKept }) => isKept === true) ? [message("doctor.kept")] : []),
    ...(latencyMs === undefined ? [] : [message("doctor.latency", { ms: literal(String(latencyMs)) })]),
    ...(asOf === undefined ? [] : [message("doctor.as-of", { when: literal(minuteOf(asOf)) })]),
    message("doctor.delay", { delay }),
    ...Object.entries(left).map(([span, count]) => message("doctor.left", { count, span })),
    ...(open === undefined
      ? []
      : [open.until === undefined ? message("doctor.shut") : message("doctor.open", { when: instant(open.until) })]),
  ]);
}

/** What is wrong, the topics of one trouble together. */
function troublesOf(source: SourceLook): Value[] {
  const reasons = groupBy(failures(source), ({ trouble = "", why = "" }) => `${trouble} ${why}`);
  return [...reasons.values()].map((looks) => {
    const { trouble = "error", why = "" } = looks[0] ?? {};
    return message("doctor.trouble", {
      topics: join(
        looks.map(({ topic }) => topicName(topic)),
        "list",
      ),
      trouble: selector(trouble),
      why: literal(why),
    });
  });
}

/** What can be done about it, once for each kind of trouble. */
function remediesOf(source: SourceLook): Value[] {
  const kinds = [...new Set(failures(source).map(({ trouble = "error" }) => trouble))];
  const { settings, hasKey, againAt } = source;
  const isOn = literal(settings.isOn);
  const key = literal(settings.key);
  const withKey = hasKey === false ? [message("doctor.do-get-key", { key })] : [];
  return kinds.flatMap((trouble): Value[] => {
    if (trouble === "rate-limited")
      return [
        againAt === undefined ? message("doctor.do-wait") : message("doctor.do-wait-until", { when: instant(againAt) }),
        ...withKey,
      ];
    if (trouble === "auth" || trouble === "plan") {
      if (hasKey === true)
        return [message(trouble === "auth" ? "doctor.do-mend-key" : "doctor.do-plan", { key, isOn })];
      return withKey.length > 0 ? withKey : [message("doctor.do-turn-off", { isOn })];
    }
    if (trouble === "network") return [message("doctor.do-network", { isOn })];
    if (trouble === "upstream" || trouble === "empty") return [message("doctor.do-later", { isOn })];
    if (trouble === "blocked") return [message("doctor.do-blocked", { isOn }), ...withKey];
    return [message("doctor.do-changed", { isOn })];
  });
}

const topicName = (topic: string) => message("doctor.topic", { topic: selector(topic) });

const minuteOf = (asOf: string) =>
  asOf.length > 10 && !Number.isNaN(Date.parse(asOf)) ? instantText(Date.parse(asOf)) : asOf;
const instantText = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
const instant = (at: number) => literal(instantText(at));
