import { setTimeout as pause } from "node:timers/promises";
import { literal, message } from "../../src/i18n/value.ts";
import type { Render } from "../../src/platform/adapter.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { OutcomeUnknown, PlatformError, Rejected, TooLarge } from "../../src/support/errors.ts";
import type { Once } from "../../src/support/once.ts";
import { patiently } from "../../src/support/patiently.ts";
import { escapeMarkdown } from "./escape.ts";
import { type Filled, type Forms, wordsOf } from "./forms.ts";
import { cardOf, type Heard, incomingOf, isForm, isInvited, isTap, wordsHeard } from "./heard.ts";
import { type Line, lineTo } from "./line.ts";
import { formGone, reopened, withRemedy } from "./mending.ts";
import { type Message, noMentions, onlyForAsker } from "./message.ts";
import { inviteLink, lacking } from "./rights.ts";
import type { Wire } from "./wire.ts";

export interface Answering {
  readonly desk: Desk;
  readonly wire: Wire;
  readonly render: Render;
  readonly once: Once;
  readonly forms: Forms;
  /** An answer that takes longer than this is announced by a placeholder; a quicker one comes at once. */
  readonly pauseMs: number;
}

/** A second tap on the same control within this is a slip of the finger. */
const doubleTapMs = 2000;

/** Answers a command, a tap or a form, once. */
export async function answerHeard(heard: Heard, world: Answering): Promise<void> {
  const { desk, wire, render, once, forms, pauseMs } = world;
  const line = lineTo(heard, wire);
  const mended = isTap(heard) ? reopened(heard, forms) : undefined;
  if (mended !== undefined) return mended === "gone" ? line.reply(formGone(heard, desk)) : line.open(mended);
  const filled = isForm(heard) ? forms.filled(heard.data) : undefined;
  if (isForm(heard) && filled === undefined) return line.reply(formGone(heard, desk));
  const words = isForm(heard) ? filled && wordsOf(filled) : wordsHeard(heard);
  const incoming = incomingOf(heard, words);
  if (incoming === undefined || !isFirst(heard, incoming, once)) return line.deferTap();
  if (lacksRights(heard)) return line.reply(rightsHint(heard, desk));
  const asked = desk.answer(incoming);
  const early = await Promise.race([asked, pause(pauseMs, undefined, { ref: false })]);
  const expected = early === undefined ? await announce(heard, incoming, desk, line) : undefined;
  try {
    await deliver({ heard, line, render, forms, filled, expected }, early ?? (await asked));
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
  readonly forms: Forms;
  /** What was filled in, where this answers a form. */
  readonly filled: Filled | undefined;
  /** What was announced, when the answer was not ready at once. */
  readonly expected: Place | undefined;
}

async function announce(heard: Heard, { words }: Incoming, desk: Desk, line: Line): Promise<Place> {
  if (isTap(heard)) {
    await patiently(() => line.deferTap(), quick);
    return "replace";
  }
  const personal = cardOf(words, desk.commands)?.personal === true && hasOthers(heard);
  await patiently(() => line.defer(personal ? onlyForAsker : 0), quick);
  return personal ? "private" : "public";
}

async function deliver(delivery: Delivery, reply: Reply): Promise<void> {
  const { heard, line, expected } = delivery;
  if (await asksFirst(delivery, reply)) return;
  const [first = nothing, ...others] = messagesOf(delivery, reply);
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

/** Opens the questions of a reply. They have to be the first answer, and never answer other questions. */
async function asksFirst({ heard, line, forms, expected }: Delivery, { form, speaker }: Reply): Promise<boolean> {
  if (form === undefined || expected !== undefined || isForm(heard)) return false;
  const modal = forms.open(form, speaker, heard.id);
  if (modal === undefined) return false;
  try {
    await patiently(() => line.open(modal), quick);
    return true;
  } catch (error) {
    // Certainly not open, so the document is still the first answer.
    if (error instanceof PlatformError && !(error instanceof OutcomeUnknown)) return false;
    throw error;
  }
}

function messagesOf({ heard, render, forms, filled }: Delivery, reply: Reply): Message[] {
  const asIs = () => render(reply.document, reply.speaker).map(({ payload }) => payload as Message);
  if (filled === undefined || reply.kind !== "mistake") return asIs();
  return withRemedy({ name: heard.id, filled, forms, render }, reply);
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
