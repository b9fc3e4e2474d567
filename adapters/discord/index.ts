import type { APIInteraction } from "discord.js";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { remembered } from "../../src/platform/remembered.ts";
import { Unavailable } from "../../src/support/errors.ts";
import { createOnce } from "../../src/support/once.ts";
import { createUnderWay } from "../../src/support/under-way.ts";
import { createAllowance } from "./allowance.ts";
import { checkDiscord } from "./check.ts";
import { createComings } from "./comings.ts";
import { findPosted } from "./find.ts";
import { createForms } from "./forms.ts";
import { type Connected, type Gateway, openGateway } from "./gateway.ts";
import { hear } from "./hear.ts";
import { pace, replaySafeMs } from "./limits.ts";
import { linkTo } from "./link.ts";
import { createPlaces } from "./places.ts";
import { reachOf } from "./reach.ts";
import { registerCommands } from "./register.ts";
import { renderDiscord } from "./render.ts";
import { inviteLink } from "./rights.ts";
import { openDirect, post } from "./send.ts";
import { createWire, type Patience, type Wire } from "./wire.ts";

/** How long things may take; only tests need others than the usual. */
export interface Timing extends Patience {
  /** How long an answer may take before a placeholder announces it (default 150 ms). */
  readonly pauseMs?: number;
  /** Milliseconds by a clock that only goes forward (default: this machine's). */
  readonly elapsed?: () => number;
}

/** As long as an end may be kept waiting for answers under way. */
const farewellMs = 4000;

/** Discord through a gateway connection: no public address is needed. */
export function createDiscordAdapter({ settings, now = Date.now }: AdapterOptions, timing: Timing = {}): Adapter {
  const token = settings["DISCORD_TOKEN"] ?? "";
  const api = settings["DISCORD_API_URL"] ?? "https://discord.com/api";
  const guildId = settings["DISCORD_GUILD_ID"];
  const { elapsed = () => performance.now() } = timing;
  let listening: Desk | undefined;
  const stopped = (count: number) => listening?.notice(message("discord.stopped", { count }));
  const wire = createWire({ token, api, allowance: createAllowance({ elapsed, stopped }), patience: timing });
  const places = createPlaces(wire);
  const comings = createComings(places);
  const once = createOnce(now);
  const forms = createForms();
  const open = new Set<Gateway>();
  const underWay = createUnderWay();

  return {
    name: "discord",
    render: renderDiscord,
    pace,
    replaySafeMs,
    send: (destination, part, manner = {}) => post(wire, destination, part, manner),
    find: (destination, part, mark, sinceMs, isTaken = () => false) =>
      findPosted(destination, part, { mark, sinceMs, isTaken }, { wire, places }),
    async direct(account, person) {
      const channel = await openDirect(wire, person);
      places.known.set(channel, undefined);
      return { account, channel };
    },
    link: (destination, messageId) => linkTo(destination, messageId, places),
    reach: (destination) => reachOf(destination, places),
    async listen(desk) {
      listening = desk;
      const rendered = remembered(renderDiscord);
      const world = { desk, wire, render: rendered, once, forms, pauseMs: timing.pauseMs ?? 150 };
      const gateway = openGateway({
        token,
        api,
        patience: timing,
        heard: (interaction) => underWay.add(hear(interaction as APIInteraction, world)),
        told: (event) => comings.happened(event, desk),
        connected: (who) => void welcome(who, desk, wire, guildId),
        failed: (error) => desk.failed("the connection to Discord", error),
      });
      open.add(gateway);
      await gateway.over.finally(() => open.delete(gateway));
      if (!(await underWay.settledWithin(farewellMs)))
        desk.failed("ending", new Unavailable("Answers on Discord were still under way when the program had to end."));
    },
    check: () => checkDiscord({ wire, guildId }),
    async stop() {
      await Promise.all([...open].map((gateway) => gateway.close()));
    },
  };
}

/** Says who is there, and makes the commands known where they changed. */
async function welcome(who: Connected, desk: Desk, wire: Wire, guildId: string | undefined): Promise<void> {
  const link = literal(inviteLink(who.applicationId));
  desk.notice(message("discord.ready", { name: literal(who.name), servers: who.servers, link }));
  try {
    const count = await registerCommands(desk, { wire, applicationId: who.applicationId, guildId });
    const where = guildId === undefined ? "everywhere" : "server";
    if (count > 0) desk.notice(message("discord.registered", { count, where, server: guildId ?? "" }));
  } catch (error) {
    desk.failed("registering the commands on Discord", error);
  }
}
