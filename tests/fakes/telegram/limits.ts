/** The documented limits, written down here a second time so that a wrong number in the adapter is noticed. */
export const documented = {
  textLength: 4096,
  rawTextBytes: 32_768,
  entities: 100,
  richBytes: 32_768,
  richBlocks: 500,
  richLevels: 16,
  richColumns: 20,
  callbackDataBytes: 64,
  buttonsPerRow: 8,
  buttons: 100,
  alertLength: 200,
  inlineResults: 50,
  inlineIdBytes: 64,
  inlineQueryLength: 256,
  commands: 100,
  commandDescription: 256,
  /** Sends: of the bot in a second, between two in one chat, and of one group in a minute. */
  perSecond: 30,
  chatMs: 1000,
  groupPerMinute: 20,
} as const;
