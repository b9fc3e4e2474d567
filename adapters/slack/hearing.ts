import { paragraph } from "../../src/document/build.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { message, type Value } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { meant } from "../../src/platform/meaning.ts";
import { PlatformError } from "../../src/support/errors.ts";
import type { Once } from "../../src/support/once.ts";
import { soon } from "../../src/support/soon.ts";
import { createUnderWay } from "../../src/support/under-way.ts";
import { actionIds } from "./actions.ts";
import { renderAnswer } from "./answer.ts";
import { wordsOfCommand, wordsOfLine, wordsOfMessage } from "./heard.ts";
import type { Command, Said, Tap } from "./payloads.ts";
import type { People } from "./people.ts";
import { partBlock, renderSlack } from "./render.ts";
import type { Manner, Sending } from "./sending.ts";
import { notWelcome } from "./verdict.ts";

/** Who the bot is, and where. */
export interface Me {
  readonly team: string;
  readonly user: string;
  readonly name: string;
}

export interface HearingOptions {
  readonly desk: Desk;
  readonly me: Me;
  readonly people: People;
  readonly sending: Sending;
  /** What was done already, also over an earlier connection. */
  readonly once: Once;
}

/** What the bot does about what it hears. Every promise resolves: what went wrong is told to the desk. */
export interface Hearing {
  command(command: Command): Promise<void>;
  tap(tap: Tap): Promise<void>;
  said(said: Said): Promise<void>;
  /** True once everything heard so far is answered; false where that takes longer. */
  settledWithin(ms: number): Promise<boolean>;
}

/** Slack delivers an event again after a minute and after five: docs "The Events API". */
const redeliveryMs = 15 * 60_000;
/** Two taps this close are one. */
const doubleTapMs = 3000;
const doubleShareMs = 30_000;
/** After this a person is told that the answer takes a moment. */
const patienceMs = 1500;

export function createHearing(world: HearingOptions): Hearing {
  const underWay = createUnderWay();
  const guarded = async (what: string, work: Promise<void>): Promise<void> => {
    underWay.add(work);
    try {
      await work;
    } catch (error) {
      world.desk.failed(`${what} on Slack`, error);
    }
  };
  return {
    settledWithin: underWay.settledWithin,
    command: (command) => guarded(`answering ${command.name}`, answerCommand(command, world)),
    tap: (tap) => guarded(`answering a tap on ${tap.value}`, answerTap(tap, world)),
    said: (said) => guarded("answering a message", answerMessage(said, world)),
  };
}

async function answerCommand(command: Command, world: HearingOptions): Promise<void> {
  const { once, sending } = world;
  if (!once(`command ${command.trigger}`, redeliveryMs)) return;
  const toAsker: Manner = { type: "ephemeral" };
  const answer = ask(wordsOfCommand(command.name, command.text), command, world);
  if ((await soon(answer, patienceMs)) === undefined) {
    await sending.respond(command.responseUrl, await oneMoment(command.user, world), toAsker);
  }
  const reply = await answer;
  const shareable = isShareable(reply) && !isDirect(command.channel);
  await sending.respond(command.responseUrl, renderAnswer(reply, shareable), toAsker);
}

async function answerTap(tap: Tap, world: HearingOptions): Promise<void> {
  const { once } = world;
  const sharing = tap.action === actionIds.share;
  if (!sharing && !tap.action.startsWith(`${actionIds.run}:`)) return;
  if (!once(`tap ${tap.trigger}`, redeliveryMs)) return;
  const same = `tap ${tap.channel} ${tap.message} ${tap.action} ${tap.value} ${tap.user}`;
  if (!once(same, sharing ? doubleShareMs : doubleTapMs)) return;
  const reply = await ask(wordsOfLine(tap.value), tap, world);
  await (sharing ? share(tap, reply, world) : putInPlace(tap, reply, world));
}

async function answerMessage(said: Said, world: HearingOptions): Promise<void> {
  const { me, once, sending } = world;
  if (!once(`said ${said.channel} ${said.at}`, redeliveryMs)) return;
  const direct = isDirect(said.channel);
  const words = wordsOfMessage(said.text, me.user);
  // Alone with the bot a name is enough to be told its quote.
  const reply = await ask(direct ? meant(words, await languageOf(said.user, world), world.desk) : words, said, world);
  const place = { account: me.team, channel: said.channel };
  const here = said.thread === undefined ? place : { ...place, thread: said.thread };
  if (!direct && !isShareable(reply)) return sending.whisper(here, said.user, renderAnswer(reply, false));
  const parts = renderSlack(reply.document, reply.speaker);
  return sending.postAll(direct ? here : { ...place, thread: said.thread ?? said.at }, parts);
}

interface Asked {
  readonly channel: string;
  readonly user: string;
  readonly thread?: string | undefined;
}

async function ask(words: readonly string[], asked: Asked, { desk, me, people }: HearingOptions): Promise<Reply> {
  const { channel, user, thread } = asked;
  const locale = await people.locale(user);
  const incoming: Incoming = {
    words,
    destination: { account: me.team, channel, ...(thread === undefined ? {} : { thread }) },
    person: { id: user, ...(locale === undefined ? {} : { locale }), mayManage: () => people.isAdmin(user) },
    alone: isDirect(channel),
  };
  return desk.answer(incoming);
}

/** The answer in place of what was tapped, unless that would hide something from somebody. */
async function putInPlace(tap: Tap, reply: Reply, { sending }: HearingOptions): Promise<void> {
  const direct = isDirect(tap.channel);
  const parts = renderAnswer(reply, isShareable(reply) && tap.ephemeral && !direct);
  const fits = tap.ephemeral || direct || (parts.length === 1 && !reply.personal);
  // A mistake does not cover an answer, nor a whole answer one of several messages.
  const replace = reply.kind === "answer" && fits && !tap.block.startsWith(partBlock);
  const type = tap.ephemeral || !replace ? "ephemeral" : "in_channel";
  await sending.respond(tap.responseUrl, parts, { type, replace, thread: tap.thread });
}

/** Posts an answer for everybody, or tells the asker why it cannot be. */
async function share(tap: Tap, reply: Reply, { desk, me, sending }: HearingOptions): Promise<void> {
  const toAsker: Manner = { type: "ephemeral", thread: tap.thread };
  if (reply.kind !== "answer") return sending.respond(tap.responseUrl, renderAnswer(reply, false), toAsker);
  const parts = renderSlack(reply.document, reply.speaker);
  // One message needs no thread, so it may go where the bot is no member.
  if (parts.length <= 1) return sending.respond(tap.responseUrl, parts, { type: "in_channel", thread: tap.thread });
  try {
    await sending.postAll({ account: me.team, channel: tap.channel }, parts);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const excluded = notWelcome.has(error.detail ?? "");
    if (!excluded) desk.failed("posting an answer to a channel on Slack", error);
    const text = excluded
      ? message("slack.invite", { bot: me.name })
      : message("slack.refused", { reason: error.detail ?? error.code });
    await sending.respond(tap.responseUrl, instead(reply, text), toAsker);
  }
}

async function languageOf(user: string, { desk, people }: HearingOptions): Promise<Locale> {
  return desk.languageOf(await people.locale(user));
}

async function oneMoment(user: string, world: HearingOptions): Promise<readonly Part[]> {
  const speaker = world.desk.speaker(await languageOf(user, world));
  const reply: Reply = { document: { nodes: [] }, speaker, kind: "answer", personal: true, again: "" };
  return instead(reply, message("slack.working"));
}

/** A sentence of our own in place of the answer. */
function instead(reply: Reply, text: Value): readonly Part[] {
  return renderAnswer({ ...reply, document: { nodes: [paragraph(text)] } }, false);
}

/** A direct message. Between two people it holds the bot's answers to one of them, so that one is alone there as well. */
function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

function isShareable({ kind, personal }: Reply): boolean {
  return kind === "answer" && !personal;
}
