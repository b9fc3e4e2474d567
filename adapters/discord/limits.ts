import type { Pace } from "../../src/platform/pace.ts";

/** What Discord takes. Lengths are UTF-16 units: the documentation names none, and no other unit counts more. */
export const limits = {
  /** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4096,
  /** Titles and descriptions of all embeds of a message together. */
  embedSum: 6000,
  /** https://docs.discord.com/developers/resources/message#create-message */
  nonce: 25,
  /** https://docs.discord.com/developers/components/reference */
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
  labelText: 45,
  labelHint: 100,
  inputValue: 4000,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  modalFields: 5,
  /** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
  commandDescription: 100,
  commandOptions: 25,
  choices: 25,
  choiceText: 100,
  /** Names, descriptions and values of one command together; of each localised text the longest counts. */
  commandSum: 8000,
} as const;

/** What a phone shows of a code block without breaking its lines. */
export const tableWidth = 30;

/**
 * https://docs.discord.com/developers/topics/rate-limits: 50 calls a second for each bot. What a channel takes is told with
 * every answer and obeyed there, not written down here. Sixteen under way keep 50 a second going at 0.3 s a call.
 */
export const pace: Pace = { perSecond: 50, channelMs: 0, inFlight: 16 };

/** Discord knows a nonce again for "the past few minutes"; a minute is the part of that nobody doubts. */
export const replaySafeMs = 60_000;

/**
 * 10,000 answers of 401, 403 or 429 within ten minutes shut an address out of Discord. A hundredth of that is a fault worth
 * stopping for. https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
export const invalidCalls = { most: 100, withinMs: 10 * 60_000 } as const;
