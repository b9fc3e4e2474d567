import {
  type APIInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Routes,
} from "discord.js";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions, Part, Sent } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { remembered } from "../../src/platform/remembered.ts";
import { OutcomeUnknown, Rejected, Unauthorized, Unavailable } from "../../src/support/errors.ts";
import { createOnce } from "../../src/support/once.ts";
import { createUnderWay } from "../../src/support/under-way.ts";
import { type Answering, answerHeard } from "./answer.ts";
import { checkDiscord } from "./check.ts";
import { type Connected, type Gateway, openGateway } from "./gateway.ts";
import { focusedOf, type Heard } from "./heard.ts";
import { type Message, noMentions } from "./message.ts";
import { registerCommands } from "./register.ts";
import { renderDiscord } from "./render.ts";
import { inviteLink } from "./rights.ts";
import { suggestionsFor } from "./suggest.ts";
import { createWire, type Patience, type Wire } from "./wire.ts";

/** How long things may take; only tests need others than the usual. */
export interface Pace extends Patience {
  /** How long an answer may take before a placeholder announces it (default 150 ms). */
  readonly pauseMs?: number;
}

/** As long as an end may be kept waiting for answers under way. */
const farewellMs = 4000;

/** Discord through a gateway connection: no public address is needed. */
export function createDiscordAdapter({ settings, now = Date.now }: AdapterOptions, pace: Pace = {}): Adapter {
  const token = settings["DISCORD_TOKEN"] ?? "";
  const api = settings["DISCORD_API_URL"] ?? "https://discord.com/api";
  const guildId = settings["DISCORD_GUILD_ID"];
  const wire = createWire(token, api, pace);
  const once = createOnce(now);
  const open = new Set<Gateway>();
  const underWay = createUnderWay();

  return {
    name: "discord",
    render: renderDiscord,
    send: (destination, part) => post(wire, destination, part),
    async listen(desk) {
      const world = { desk, wire, render: remembered(renderDiscord), once, pauseMs: pace.pauseMs ?? 150 };
      const gateway = openGateway({
        token,
        api,
        patience: pace,
        heard: (interaction) => underWay.add(hear(interaction as APIInteraction, world)),
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

async function post(wire: Wire, { channel, thread }: Destination, { payload }: Part): Promise<Sent> {
  const message = payload as Message;
  const answer = await wire({
    what: `posting to channel ${thread ?? channel}`,
    method: "POST",
    route: Routes.channelMessages(thread ?? channel),
    body: {
      ...message,
      ...(message.nonce === undefined ? {} : { enforce_nonce: true }),
      allowed_mentions: noMentions,
    },
  });
  const id = (answer as { id?: unknown } | undefined)?.id;
  if (typeof id !== "string")
    throw new OutcomeUnknown(`Discord answered the post to ${channel} without a message.`, "no id");
  return { messageId: id };
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

/** As long as an interaction may be answered. */
const tokenMs = 15 * 60_000;

/** Nothing that goes wrong with one interaction reaches the connection. */
async function hear(interaction: APIInteraction, world: Answering): Promise<void> {
  const { desk, wire, once } = world;
  if (!once(`interaction ${interaction.id}`, tokenMs)) return;
  try {
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await complete(interaction, desk, wire);
    else if (isHeard(interaction)) await answerHeard(interaction, world);
  } catch (error) {
    desk.failed(isLate(error) ? "answering on Discord in time" : "answering on Discord", error);
  }
}

function isHeard(interaction: APIInteraction): interaction is Heard {
  return (
    interaction.type === InteractionType.MessageComponent ||
    (interaction.type === InteractionType.ApplicationCommand &&
      interaction.data.type === ApplicationCommandType.ChatInput)
  );
}

/** Too late, or answered already: there is nobody to tell. */
function isLate(error: unknown): boolean {
  return error instanceof Rejected && !(error instanceof Unauthorized) && /^(10062|40060)$/.test(error.detail ?? "");
}

type Autocompleting = Extract<APIInteraction, { type: InteractionType.ApplicationCommandAutocomplete }>;

async function complete({ id, token, data, locale }: Autocompleting, desk: Desk, wire: Wire): Promise<void> {
  const focused = focusedOf(data);
  const choices = focused === undefined ? [] : suggestionsFor(desk, { command: data.name, ...focused, locale });
  await wire({
    what: "completing an option",
    method: "POST",
    route: Routes.interactionCallback(id, token),
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
    auth: false,
  });
}
