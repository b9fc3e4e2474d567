import { type Receiver, SocketModeReceiver } from "@slack/bolt";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { Unauthorized } from "../../src/support/errors.ts";
import { attach, type Bot } from "./app.ts";
import { checkSlack } from "./check.ts";
import { createDoor } from "./door.ts";
import { createHearing } from "./hearing.ts";
import { createPeople } from "./people.ts";
import { renderSlack } from "./render.ts";
import { createSending } from "./sending.ts";
import { usualApiUrl } from "./settings.ts";
import { holdSocket } from "./socket.ts";
import { createWire, silence, type Wire } from "./wire.ts";

/** Slack, over Socket Mode where an app token is set, otherwise over HTTP with a signing secret. */
export function createSlackAdapter({ settings, now = Date.now }: AdapterOptions): Adapter {
  const { SLACK_BOT_TOKEN: token = "", SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = settings;
  const wire = createWire({ token, apiUrl: settings["SLACK_API_URL"] ?? usualApiUrl });
  const sending = createSending(wire);
  let desk: Desk | undefined;
  let stopping = new AbortController();
  const failed: Desk["failed"] = (what, error) => desk?.failed(what, error);
  const door = appToken === undefined && secret !== undefined ? createDoor({ secret, now, failed }) : undefined;

  const hearBy = (receiver: Receiver, me: Bot, told: Desk) => {
    const people = createPeople({ wire, team: me.team, now, failed });
    attach(receiver, me, createHearing({ desk: told, me, people, sending, now }), { token, wire, failed });
  };

  return {
    name: "slack",
    render: renderSlack,
    send: sending.post,
    ...(door === undefined ? {} : { webhook: { path: "/slack/events", handle: door.handle } }),
    async listen(told) {
      desk = told;
      if (stopping.signal.aborted) stopping = new AbortController();
      const { signal } = stopping;
      const me = await whoAmI(wire);
      const ready = (mode: "socket" | "http") =>
        told.notice(message("slack.ready", { bot: literal(me.name), team: literal(me.teamName), mode }));
      if (appToken === undefined) {
        if (door === undefined)
          throw new Unauthorized("Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET to be heard.");
        hearBy(door.receiver, me, told);
        door.open();
        ready("http");
        await aborted(signal);
        door.shut();
        return;
      }
      const receiver = new SocketModeReceiver({
        appToken,
        autoReconnectEnabled: false,
        logger: silence,
        installerOptions: { clientOptions: wire.clientOptions },
      });
      hearBy(receiver, me, told);
      let first = true;
      const connected = () => {
        if (first) ready("socket");
        first = false;
      };
      await holdSocket({ client: receiver.client, signal, connected });
    },
    check: () => checkSlack(wire, settings),
    async stop() {
      stopping.abort();
    },
  };
}

async function whoAmI(wire: Wire) {
  const answer = await wire.call("auth.test");
  const read = (name: string) => (typeof answer[name] === "string" ? answer[name] : "");
  return {
    team: read("team_id"),
    teamName: read("team"),
    user: read("user_id"),
    name: read("user"),
    bot: read("bot_id") || "none",
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
