import { SocketModeReceiver } from "@slack/bolt";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { Unauthorized, Unavailable } from "../../src/support/errors.ts";
import { createOnce } from "../../src/support/once.ts";
import { attach } from "./app.ts";
import { checkSlack } from "./check.ts";
import { createDoor } from "./door.ts";
import { createForms } from "./forms.ts";
import { createHearing, type Hearing } from "./hearing.ts";
import { pace } from "./limits.ts";
import { type Me, whoAmI } from "./me.ts";
import { createPeople } from "./people.ts";
import { createPlaces } from "./places.ts";
import { renderSlack } from "./render.ts";
import { createSending } from "./sending.ts";
import { usualApiUrl } from "./settings.ts";
import { holdSocket } from "./socket.ts";
import { createWire, silence } from "./wire.ts";

/** Slack, over Socket Mode where an app token is set, otherwise over HTTP with a signing secret. */
export function createSlackAdapter({ settings, now = Date.now }: AdapterOptions): Adapter {
  const { SLACK_BOT_TOKEN: token = "", SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = settings;
  const wire = createWire({ token, apiUrl: settings["SLACK_API_URL"] ?? usualApiUrl });
  const sending = createSending(wire);
  // Kept from one connection to the next: what was not acknowledged comes again over the new one.
  const once = createOnce(now);
  let known: Promise<Me> | undefined;
  const me = async (): Promise<Me> => {
    known ??= whoAmI(wire);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const places = createPlaces({ wire, me });
  let desk: Desk | undefined;
  let stopping = new AbortController();
  const failed: Desk["failed"] = (what, error) => desk?.failed(what, error);
  const forms = createForms({ wire, now, failed });
  const door = appToken === undefined && secret !== undefined ? createDoor({ secret, now, failed }) : undefined;

  return {
    name: "slack",
    render: renderSlack,
    pace,
    send: sending.post,
    find: sending.find,
    ...places,
    ...(door === undefined ? {} : { webhook: { path: "/slack/events", handle: door.handle } }),
    async listen(told) {
      desk = told;
      if (stopping.signal.aborted) stopping = new AbortController();
      const { signal } = stopping;
      known = undefined;
      const bot = await me();
      const people = createPeople({ wire, team: bot.team, now, failed });
      const hearing = createHearing({ desk: told, me: bot, people, sending, forms, places, once });
      const ready = (mode: "socket" | "http") =>
        told.notice(message("slack.ready", { bot: literal(bot.name), team: literal(bot.teamName), mode }));
      if (door !== undefined) {
        attach(door.receiver, bot, hearing, { token, wire, failed });
        await door.hear(signal, () => ready("http"));
        return finish(hearing, failed);
      }
      if (appToken === undefined)
        throw new Unauthorized("Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET to be heard.");
      const receiver = new SocketModeReceiver({
        appToken,
        autoReconnectEnabled: false,
        logger: silence,
        installerOptions: { clientOptions: wire.clientOptions },
      });
      attach(receiver, bot, hearing, { token, wire, failed });
      await holdSocket({ client: receiver.client, signal, ready: () => ready("socket") });
      return finish(hearing, failed);
    },
    check: () => checkSlack(wire, settings),
    async stop() {
      stopping.abort();
    },
  };
}

/** As long as an end may be kept waiting for answers under way. */
const farewellMs = 4000;

async function finish(hearing: Hearing, failed: Desk["failed"]): Promise<void> {
  if (!(await hearing.settledWithin(farewellMs)))
    failed("ending", new Unavailable("Answers on Slack were still under way when the program had to end."));
}
