import { setTimeout as pause } from "node:timers/promises";
import { literal, message } from "../../src/i18n/value.ts";
import type { Render } from "../../src/platform/adapter.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { PlatformError, Rejected, TooLarge } from "../../src/support/errors.ts";
import type { Once } from "../../src/support/once.ts";
import { patiently } from "../../src/support/patiently.ts";
import { escapeMarkdown } from "./escape.ts";
import { type Heard, incomingOf, isInvited } from "./heard.ts";
import { type Line, lineTo } from "./line.ts";
import { type Message, noMentions, onlyForAsker } from "./message.ts";
import { inviteLink, lacking } from "./rights.ts";
import type { Wire } from "./wire.ts";

export interface Answering {
  readonly desk: Desk;
  readonly wire: Wire;
  readonly render: Render;
  readonly once: Once;
  /** An answer that takes longer than this is announced by a placeholder; a quicker one comes at once. */
  readonly pauseMs: number;
}

/** A second tap on the same control within this is a slip of the finger. */
const doubleTapMs = 2000;

/** Answers a command or a tap, once. */
export async function answerHeard(heard: Heard, { desk, wire, render, once, pauseMs }: Answering): Promise<void> {
  const line = lineTo(heard, wire);
  const incoming = incomingOf(heard);
  if (incoming === undefined || !isFirst(heard, incoming, once)) return line.deferTap();
  if (lacksRights(heard)) return line.reply(rightsHint(heard, desk));
  const asked = desk.answer(incoming);
  const early = await Promise.race([asked, pause(pauseMs, undefined, { ref: false })]);
  const expected = early === undefined ? await announce(heard, desk, line) : undefined;
  try {
    await deliver({ heard, line, render, expected }, early ?? (await asked));
  } catch (error) {
    if (isAboutRights(error)) return line.followUp(rightsHint(heard, desk));
    if (expected !== undefined && isRefused(error)) await line.edit(apology(heard, incoming, desk));
    throw error;
  }
}

/** Somebody took the bot's rights away while it was answering. */
function isAboutRights(error: unknown): boolean {
  return error instanceof Rejected && (error.detail === "50001" || error.detail === "50013");
}

/** Nothing was shown, and the placeholder would stay for ever. */
function isRefused(error: unknown): boolean {
  return error instanceof Rejected || error instanceof TooLarge || !(error instanceof PlatformError);
}

/** The first sign has to come within three seconds. */
const quick = { longestMs: 1000, mostPauses: 2 };
/** The longest wait a reader may be asked for between two messages of one answer. */
const patient = { longestMs: 10_000 };

/** Where an answer goes: in the place of the tapped message, to the asker alone, or to everybody. */
type Place = "replace" | "private" | "public";

interface Delivery {
  readonly heard: Heard;
  readonly line: Line;
  readonly render: Render;
  /** What was announced, when the answer was not ready at once. */
  readonly expected: Place | undefined;
}

async function announce(heard: Heard, desk: Desk, line: Line): Promise<Place> {
  if (isTap(heard)) {
    await patiently(() => line.deferTap(), quick);
    return "replace";
  }
  const { name } = heard.data as { name: string };
  const personal = desk.commands.find((command) => command.name === name)?.personal === true && hasOthers(heard);
  await patiently(() => line.defer(personal ? onlyForAsker : 0), quick);
  return personal ? "private" : "public";
}

async function deliver({ heard, line, render, expected }: Delivery, reply: Reply): Promise<void> {
  const [first = nothing, ...others] = render(reply.document, reply.speaker).map(({ payload }) => payload as Message);
  const place = placeOf(heard, reply);
  const hidden = place === "private" || (place === "replace" && isHidden(heard)) || expected === "private";
  const flags = hidden ? { flags: onlyForAsker } : {};
  if (expected === undefined)
    await patiently(() => (place === "replace" ? line.replace(first) : line.reply({ ...first, ...flags })), quick);
  else if (place === expected || expected === "private") await patiently(() => line.edit(first), patient);
  else {
    // A placeholder everybody sees cannot become a message for one.
    if (expected === "public") await line.remove();
    await patiently(() => line.followUp({ ...first, ...flags }), patient);
  }
  for (const further of others) await patiently(() => line.followUp({ ...further, ...flags }), patient);
}

function placeOf(heard: Heard, { kind, personal }: Reply): Place {
  const forOne = kind !== "answer" || personal;
  if (isTap(heard))
    return kind === "answer" && (!personal || isHidden(heard) || !hasOthers(heard)) ? "replace" : "private";
  return forOne && hasOthers(heard) ? "private" : "public";
}

/** Discord hands over the same event again after a lost connection, and fingers slip. */
function isFirst(heard: Heard, { person }: Incoming, once: Once): boolean {
  if (!isTap(heard)) return true;
  return once(`tap ${heard.message.id} ${person.id} ${JSON.stringify(heard.data)}`, doubleTapMs);
}

type Tap = Extract<Heard, { message: unknown }>;

function isTap(heard: Heard): heard is Tap {
  return "component_type" in heard.data;
}

function isHidden(heard: Heard): boolean {
  return isTap(heard) && ((heard.message.flags ?? 0) & onlyForAsker) !== 0;
}

/** Anywhere but in the person's own conversation with the bot. */
function hasOthers(heard: Heard): boolean {
  return heard.guild_id !== undefined || heard.context === 2;
}

const nothing: Message = { embeds: [{ description: "–", color: 0 }], components: [], allowed_mentions: noMentions };

function lacksRights(heard: Heard): boolean {
  return isInvited(heard) && lacking(heard.app_permissions, ["embed"]).length > 0;
}

/** In words alone: what lacks may be the right to embed. */
function rightsHint(heard: Heard, desk: Desk) {
  const speaker = desk.speaker(desk.languageOf(heard.locale));
  const link = `<${inviteLink(heard.application_id)}>`;
  return {
    content: speaker.say(message("discord.rights", { link })),
    allowed_mentions: noMentions,
    flags: onlyForAsker,
  };
}

function apology(heard: Heard, { words }: Incoming, desk: Desk) {
  const speaker = desk.speaker(desk.languageOf(heard.locale));
  const command = literal(escapeMarkdown(`/${words.join(" ")}`));
  return {
    content: speaker.say(message("platform.failed", { command })).slice(0, longestApology),
    allowed_mentions: noMentions,
  };
}

/** What somebody typed may be long; the apology is in its first words or in none. */
const longestApology = 500;
