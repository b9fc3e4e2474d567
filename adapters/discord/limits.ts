/** What Discord takes. Lengths are UTF-16 units: the documentation names none, and no other unit counts more. */
export const limits = {
  /** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4096,
  /** Titles and descriptions of all embeds of a message together. */
  embedSum: 6000,
  /** https://docs.discord.com/developers/components/reference */
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
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
