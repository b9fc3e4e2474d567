import { App, type Receiver } from "@slack/bolt";
import type { Desk } from "../../src/platform/desk.ts";
import { Rejected } from "../../src/support/errors.ts";
import { formId } from "./form.ts";
import { happenings } from "./happenings.ts";
import type { Hearing } from "./hearing.ts";
import type { Me } from "./me.ts";
import { Command, Happened, Said, Submission, Tap } from "./payloads.ts";
import { verdictOf } from "./verdict.ts";
import { silence, type Wire } from "./wire.ts";

export interface AttachOptions {
  readonly token: string;
  readonly wire: Pick<Wire, "clientOptions">;
  readonly failed: Desk["failed"];
}

/** Joins what Bolt receives to what the bot does about it: acknowledged first, then answered. */
export function attach(receiver: Receiver, me: Me, hearing: Hearing, { token, wire, failed }: AttachOptions): void {
  const app = new App({
    receiver,
    token,
    botId: me.bot,
    botUserId: me.user,
    // Known already, and the library would end the process when its own question fails.
    tokenVerificationEnabled: false,
    clientOptions: wire.clientOptions,
    convoStore: false,
    logger: silence,
  });
  const acknowledged = (ack: () => Promise<void>): Promise<void> =>
    ack().catch((error: unknown) => failed("acknowledging Slack", verdictOf("an acknowledgement", error)));
  app.command(/.*/, async ({ ack, body }) => {
    await acknowledged(ack);
    const command = Command.safeParse(body);
    if (command.success) await hearing.command(command.data);
    else failed("hearing Slack", unread("command"));
  });
  app.action(/.*/, async ({ ack, body }) => {
    await acknowledged(ack);
    const tap = Tap.safeParse(body);
    if (tap.success) await hearing.tap(tap.data);
    else failed("hearing Slack", unread("tap"));
  });
  app.view(formId, async ({ ack, body }) => {
    const submission = Submission.safeParse(body);
    if (submission.success) {
      return hearing.submitted(submission.data, (receipt) => acknowledged(() => (receipt ? ack(receipt) : ack())));
    }
    await acknowledged(ack);
    failed("hearing Slack", unread("form"));
  });
  const listen = async ({ event }: { readonly event: unknown }) => {
    const said = Said.safeParse(event);
    if (said.success) await hearing.said(said.data);
  };
  app.event("app_mention", listen);
  app.event("message", async ({ event }) => {
    if (event.channel_type === "im") await listen({ event });
  });
  for (const name of happenings) {
    app.event(name, async ({ body }) => {
      const happened = Happened.safeParse(body);
      if (happened.success) await hearing.happened(happened.data);
      else failed("hearing Slack", unread("event"));
    });
  }
  app.error(async (error) => failed("hearing Slack", verdictOf("an event", error)));
}

/** What it was stays out of the log: it holds the address for an answer, which is a secret. */
function unread(what: string): Rejected {
  return new Rejected(`A ${what} came that does not look like any Slack documents, and was not answered.`, "unread");
}
