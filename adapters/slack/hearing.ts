import { paragraph } from "../../src/document/build.ts";
import { message, type Value } from "../../src/i18n/value.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { PlatformError } from "../../src/support/errors.ts";
import { actionIds } from "./actions.ts";
import { renderAnswer } from "./answer.ts";
import { wordsOfCommand, wordsOfLine, wordsOfMessage } from "./heard.ts";
import { createOnce } from "./once.ts";
import type { Command, Said, Tap } from "./payloads.ts";
import { type People, soon } from "./people.ts";
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
  readonly now: () => number;
  /** How long a person waits before being told that the answer takes a moment (default 1.5 s). */
  readonly patienceMs?: number;
}

/** What the bot does about what it hears. Every promise resolves: what went wrong is told to the desk. */
export interface Hearing {
  command(command: Command): Promise<void>;
  tap(tap: Tap): Promise<void>;
  said(said: Said): Promise<void>;
}

/** Slack delivers an event again after a minute and after five: docs "The Events API". */
const redeliveryMs = 15 * 60_000;
/** Two taps this close are one. */
const doubleTapMs = 3000;
const doubleShareMs = 30_000;

export function createHearing(options: HearingOptions): Hearing {
  const { desk, me, people, sending, now, patienceMs = 1500 } = options;
  const once = createOnce(now);

  const ask = async (
    words: readonly string[],
    asked: { channel: string; user: string; thread?: string | undefined },
  ) => {
    const locale = await people.locale(asked.user);
    const incoming: Incoming = {
      words,
      destination: {
        account: me.team,
        channel: asked.channel,
        ...(asked.thread === undefined ? {} : { thread: asked.thread }),
      },
      person: {
        id: asked.user,
        ...(locale === undefined ? {} : { locale }),
        mayManage: () => people.isAdmin(asked.user),
      },
      alone: isDirect(asked.channel),
    };
    return desk.answer(incoming);
  };

  const guarded = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      desk.failed(`${what} on Slack`, error);
    }
  };

  /** A sentence of our own in place of the answer. */
  const instead = (reply: Reply, text: Value) =>
    renderAnswer({ ...reply, document: { nodes: [paragraph(text)] } }, false);

  const moment = async (user: string) => {
    const speaker = desk.speaker(desk.languageOf(await people.locale(user)));
    const reply: Reply = { document: { nodes: [] }, speaker, kind: "answer", personal: true, again: "" };
    return instead(reply, message("slack.working"));
  };

  const share = async (tap: Tap, reply: Reply): Promise<void> => {
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
  };

  const answerTap = async (tap: Tap, reply: Reply): Promise<void> => {
    const direct = isDirect(tap.channel);
    const own = tap.ephemeral || direct;
    const parts = renderAnswer(reply, isShareable(reply) && tap.ephemeral && !direct);
    const fits = own || (parts.length === 1 && !reply.personal);
    // A message of several is not replaced by what would fill them all, and a mistake not put over an answer.
    const replace = reply.kind === "answer" && fits && !tap.block.startsWith(partBlock);
    const type = tap.ephemeral || !replace ? "ephemeral" : "in_channel";
    await sending.respond(tap.responseUrl, parts, { type, replace, thread: tap.thread });
  };

  return {
    command: (command) =>
      guarded(`answering ${command.name}`, async () => {
        if (!once(`command ${command.trigger}`, redeliveryMs)) return;
        const answer = ask(wordsOfCommand(command.name, command.text), command);
        if ((await soon(answer, patienceMs)) === undefined) {
          await sending.respond(command.responseUrl, await moment(command.user), { type: "ephemeral" });
        }
        const reply = await answer;
        const shareable = isShareable(reply) && !isDirect(command.channel);
        await sending.respond(command.responseUrl, renderAnswer(reply, shareable), { type: "ephemeral" });
      }),
    tap: (tap) =>
      guarded(`answering a tap on ${tap.value}`, async () => {
        const sharing = tap.action === actionIds.share;
        if (!sharing && !tap.action.startsWith(`${actionIds.run}:`)) return;
        if (!once(`tap ${tap.trigger}`, redeliveryMs)) return;
        const same = `tap ${tap.channel} ${tap.message} ${tap.action} ${tap.value} ${tap.user}`;
        if (!once(same, sharing ? doubleShareMs : doubleTapMs)) return;
        const reply = await ask(wordsOfLine(tap.value), tap);
        await (sharing ? share(tap, reply) : answerTap(tap, reply));
      }),
    said: (said) =>
      guarded("answering a message", async () => {
        if (!once(`said ${said.channel} ${said.at}`, redeliveryMs)) return;
        const reply = await ask(wordsOfMessage(said.text, me.user), said);
        const place = { account: me.team, channel: said.channel };
        const within = said.thread === undefined ? place : { ...place, thread: said.thread };
        if (isDirect(said.channel)) await sending.postAll(within, renderSlack(reply.document, reply.speaker));
        else if (isShareable(reply)) {
          await sending.postAll(
            { ...place, thread: said.thread ?? said.at },
            renderSlack(reply.document, reply.speaker),
          );
        } else await sending.whisper(within, said.user, renderAnswer(reply, false));
      }),
  };
}

/** A direct message. Between two people it holds the bot's answers to one of them, so that one is alone there as well. */
function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

function isShareable({ kind, personal }: Reply): boolean {
  return kind === "answer" && !personal;
}
