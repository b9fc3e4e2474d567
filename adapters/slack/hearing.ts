import { paragraph } from "../../src/document/build.ts";
import { message, type Value } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Reply } from "../../src/platform/desk.ts";
import { meant } from "../../src/platform/meaning.ts";
import { NotPermitted, PlatformError, TargetGone } from "../../src/support/errors.ts";
import { soon } from "../../src/support/soon.ts";
import { createUnderWay } from "../../src/support/under-way.ts";
import { actionIds } from "./actions.ts";
import { renderAnswer } from "./answer.ts";
import { ask, isShareable, languageOf, redeliveryMs, type World } from "./asking.ts";
import { tellOf } from "./happenings.ts";
import { wordsOfCommand, wordsOfLine, wordsOfMessage } from "./heard.ts";
import type { Command, Happened, Said, Submission, Tap } from "./payloads.ts";
import { isDirect } from "./places.ts";
import { partBlock, renderSlack } from "./render.ts";
import type { Shown } from "./sending.ts";
import { createSubmitting, type Receive } from "./submitting.ts";

/** What the bot does about what it hears. Every promise resolves: what went wrong is told to the desk. */
export interface Hearing {
  command(command: Command): Promise<void>;
  tap(tap: Tap): Promise<void>;
  said(said: Said): Promise<void>;
  submitted(submission: Submission, receive: Receive): Promise<void>;
  happened(happened: Happened): Promise<void>;
  /** True once everything heard so far is answered; false where that takes longer. */
  settledWithin(ms: number): Promise<boolean>;
}

/** Two taps this close are one. */
const doubleTapMs = 3000;
const doubleShareMs = 30_000;
/** After this a person is told that the answer takes a moment. */
const patienceMs = 1500;

export function createHearing(world: World): Hearing {
  const underWay = createUnderWay();
  const submit = createSubmitting(world);
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
    submitted: (submission, receive) => guarded("answering a form", submit(submission, receive)),
    happened: (happened) => guarded(`taking note of ${happened.event.type}`, takeNote(happened, world)),
  };
}

async function answerCommand(command: Command, world: World): Promise<void> {
  const { forms, once, sending } = world;
  if (!once(`command ${command.id}`, redeliveryMs)) return;
  const toAsker: Shown = { type: "ephemeral" };
  const answer = ask(wordsOfCommand(command.name, command.text), command, world);
  if ((await soon(answer, patienceMs)) === undefined) {
    await sending.respond(command.responseUrl, await oneMoment(command.user, world), toAsker);
  }
  const reply = await answer;
  if (await forms.open(reply, command)) return;
  const shareable = isShareable(reply) && !isDirect(command.channel);
  await sending.respond(command.responseUrl, renderAnswer(reply, shareable), toAsker);
}

async function answerTap(tap: Tap, world: World): Promise<void> {
  const { forms, once } = world;
  const sharing = tap.action === actionIds.share;
  if (!sharing && !tap.action.startsWith(`${actionIds.run}:`)) return;
  if (!once(`tap ${tap.id}`, redeliveryMs)) return;
  const same = `tap ${tap.channel} ${tap.message} ${tap.action} ${tap.value} ${tap.user}`;
  if (!once(same, sharing ? doubleShareMs : doubleTapMs)) return;
  const reply = await ask(wordsOfLine(tap.value), tap, world);
  if (sharing) return share(tap, reply, world);
  if (!(await forms.open(reply, tap))) await putInPlace(tap, reply, world);
}

async function answerMessage(said: Said, world: World): Promise<void> {
  const { me, once, sending } = world;
  if (!once(`said ${said.channel} ${said.at}`, redeliveryMs)) return;
  const direct = isDirect(said.channel);
  const words = wordsOfMessage(said.text, me.user);
  // Alone with the bot a name is enough to be told its quote.
  const asked = direct ? meant(words, await languageOf(said.user, world), world.desk) : words;
  const reply = await ask(asked, { ...said, id: `${said.channel} ${said.at}` }, world);
  const place = { account: me.team, channel: said.channel };
  const here = said.thread === undefined ? place : { ...place, thread: said.thread };
  if (!direct && !isShareable(reply)) return sending.whisper(here, said.user, renderAnswer(reply, false));
  const parts = renderSlack(reply.document, reply.speaker);
  return sending.postAll(direct ? here : { ...place, thread: said.thread ?? said.at }, parts);
}

/** What Slack tells of places, each event once. */
async function takeNote({ id, event }: Happened, { desk, me, once }: World): Promise<void> {
  if (once(`event ${id}`, redeliveryMs)) await tellOf(event, me, desk);
}

/** The answer in place of what was tapped, unless that would hide something from somebody. */
async function putInPlace(tap: Tap, reply: Reply, { sending }: World): Promise<void> {
  const direct = isDirect(tap.channel);
  const parts = renderAnswer(reply, isShareable(reply) && tap.ephemeral && !direct);
  const fits = tap.ephemeral || direct || (parts.length === 1 && !reply.personal);
  // A mistake does not cover an answer, nor a whole answer one of several messages.
  const replace = reply.kind === "answer" && fits && !tap.block.startsWith(partBlock);
  const type = tap.ephemeral || !replace ? "ephemeral" : "in_channel";
  await sending.respond(tap.responseUrl, parts, { type, replace, thread: tap.thread });
}

/** Posts an answer for everybody, or tells the asker why it cannot be. */
async function share(tap: Tap, reply: Reply, { desk, me, sending }: World): Promise<void> {
  const toAsker: Shown = { type: "ephemeral", thread: tap.thread };
  if (reply.kind !== "answer" || reply.form !== undefined)
    return sending.respond(tap.responseUrl, renderAnswer(reply, false), toAsker);
  const parts = renderSlack(reply.document, reply.speaker);
  // One message needs no thread, so it may go where the bot is no member.
  if (parts.length <= 1) return sending.respond(tap.responseUrl, parts, { type: "in_channel", thread: tap.thread });
  try {
    await sending.postAll({ account: me.team, channel: tap.channel }, parts);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const excluded = error instanceof NotPermitted || error instanceof TargetGone;
    if (!excluded) desk.failed("posting an answer to a channel on Slack", error);
    const text = excluded
      ? message("slack.invite", { bot: me.name })
      : message("slack.refused", { reason: error.detail ?? error.code });
    await sending.respond(tap.responseUrl, instead(reply, text), toAsker);
  }
}

async function oneMoment(user: string, world: World): Promise<readonly Part[]> {
  const speaker = world.desk.speaker(await languageOf(user, world));
  const reply: Reply = { document: { nodes: [] }, speaker, kind: "answer", personal: true, again: "" };
  return instead(reply, message("slack.working"));
}

/** A sentence of our own in place of the answer. */
function instead(reply: Reply, text: Value): readonly Part[] {
  return renderAnswer({ ...reply, document: { nodes: [paragraph(text)] } }, false);
}
