import {
  type APIInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Routes,
} from "discord.js";
import type { Desk } from "../../src/platform/desk.ts";
import { Rejected } from "../../src/support/errors.ts";
import { type Answering, answerHeard } from "./answer.ts";
import { destinationOf, focusedOf, type Heard } from "./heard.ts";
import { suggestionsFor } from "./suggest.ts";
import type { Wire } from "./wire.ts";

/** As long as an interaction may be answered. */
const tokenMs = 15 * 60_000;

/** Nothing that goes wrong with one interaction reaches the connection. */
export async function hear(interaction: APIInteraction, world: Answering): Promise<void> {
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
    interaction.type === InteractionType.ModalSubmit ||
    (interaction.type === InteractionType.ApplicationCommand &&
      interaction.data.type === ApplicationCommandType.ChatInput)
  );
}

/** Too late, or answered already: there is nobody to tell. */
function isLate(error: unknown): boolean {
  return error instanceof Rejected && /^(10062|40060)$/.test(error.detail ?? "");
}

type Autocompleting = Extract<APIInteraction, { type: InteractionType.ApplicationCommandAutocomplete }>;

async function complete(heard: Autocompleting, desk: Desk, wire: Wire): Promise<void> {
  const { id, token, data, locale } = heard;
  const focused = focusedOf(data);
  const destination = destinationOf(heard);
  const choices = focused === undefined ? [] : suggestionsFor(desk, { ...focused, locale, destination });
  await wire({
    what: "completing an option",
    method: "POST",
    route: Routes.interactionCallback(id, token),
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
    auth: false,
  });
}
