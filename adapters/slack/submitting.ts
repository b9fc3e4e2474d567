import type { types } from "@slack/bolt";
import type { Reply } from "../../src/platform/desk.ts";
import { Rejected } from "../../src/support/errors.ts";
import { soon } from "../../src/support/soon.ts";
import { renderAnswer } from "./answer.ts";
import { ask, isShareable, redeliveryMs, type World } from "./asking.ts";
import { mistakesOf, type Opened, readSubmission } from "./form.ts";
import type { Submission } from "./payloads.ts";
import { isDirect } from "./places.ts";

/** What becomes of a form that was filled in: it closes, shows mistakes, or asks the next questions. */
export type Receipt =
  | undefined
  | { readonly response_action: "errors"; readonly errors: Record<string, string> }
  | { readonly response_action: "update"; readonly view: types.ModalView };

export type Receive = (receipt: Receipt) => Promise<void>;

/** Answers forms. The promise resolves when all is shown. */
export type Submitting = (submission: Submission, receive: Receive) => Promise<void>;

/** Slack waits three seconds for the receipt; the answer of a slower command is shown once it is there. */
const answerMs = 2000;

/** Forms filled in, each with one effect, however often it is sent. */
export function createSubmitting(world: World): Submitting {
  const underWay = new Map<string, Promise<Receipt>>();
  return async (submission, receive) => {
    const { id } = submission;
    const same = underWay.get(id);
    if (same !== undefined) return receive(await same.catch(() => undefined));
    const read = readSubmission(submission);
    // Asked without claiming it: what was mended, or is asked next, comes under the same id.
    if (read === undefined || !world.once(`form ${id}`, 0)) return receive(undefined);
    const { opened, words } = read;
    const answer = ask(words, { ...opened, id, user: submission.user }, world);
    const receipt = soon(answer, answerMs).then((reply) => reply && receiptOf(reply, submission, opened, world));
    underWay.set(id, receipt);
    try {
      const known = await receipt.catch(async (error) => {
        await receive(undefined);
        throw error;
      });
      if (known === undefined) world.once(`form ${id}`, redeliveryMs);
      await receive(known);
      if (known === undefined) await show(await answer, submission, opened, world);
    } finally {
      underWay.delete(id);
    }
  };
}

function receiptOf(reply: Reply, submission: Submission, opened: Opened, { forms }: World): Receipt {
  const errors = reply.kind === "mistake" ? mistakesOf(reply, submission) : undefined;
  if (errors !== undefined) return { response_action: "errors", errors };
  const view = forms.next(reply, opened);
  return view && { response_action: "update", view };
}

/** The answer where the form was opened, to whoever filled it in; where the bot may not speak there, in private. */
async function show(reply: Reply, { view, user }: Submission, opened: Opened, world: World): Promise<void> {
  const { forms, me, places, sending } = world;
  const { channel, thread } = opened;
  const here = { account: me.team, channel, ...(thread === undefined ? {} : { thread }) };
  const [shown, alone] = [renderAnswer(reply, isShareable(reply) && !isDirect(channel)), renderAnswer(reply, false)];
  const url = forms.answerUrl(view);
  await firstThatServes([
    ...(url === undefined ? [] : [() => sending.respond(url, shown, { type: "ephemeral", thread })]),
    () => (isDirect(channel) ? sending.postAll(here, alone) : sending.whisper(here, user, shown)),
    async () => sending.postAll(await places.direct(me.team, user), alone),
  ]);
}

/** Goes on to the next way only where one was refused, so that nothing is shown twice. */
async function firstThatServes(ways: readonly (() => Promise<void>)[]): Promise<void> {
  const [way, ...others] = ways;
  if (way === undefined) return;
  try {
    await way();
  } catch (error) {
    if (!(error instanceof Rejected) || others.length === 0) throw error;
    await firstThatServes(others);
  }
}
