import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { words } from "../../../adapters/slack/words.ts";
import { lead, table, title } from "../../../src/document/build.ts";
import type { Document, Node } from "../../../src/document/node.ts";
import { createMessageBook } from "../../../src/i18n/catalog.ts";
import { createSpeaker } from "../../../src/i18n/speaker.ts";
import { literal } from "../../../src/i18n/value.ts";
import { words as shared } from "../../../src/i18n/words.ts";
import type { Adapter } from "../../../src/platform/adapter.ts";
import type { Desk } from "../../../src/platform/desk.ts";
import {
  controlsOf,
  credentials,
  openSlack,
  type Posted,
  type Slack,
  type SlackOptions,
} from "../../fakes/slack/index.ts";
import { readMessage } from "../../fakes/slack/reading.ts";
import { type DeskWorld, deskOf } from "../../fixtures/desk.ts";

const book = createMessageBook([shared, words]);
export const speakers = {
  en: createSpeaker(book, "en"),
  zh: createSpeaker(book, "zh"),
  both: createSpeaker(book, "both"),
};

const open: (() => Promise<void>)[] = [];

/** Closes whatever a test opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).toReversed()) await close();
}

export async function slackBox(options: SlackOptions = {}): Promise<Slack> {
  const slack = await openSlack(options);
  open.push(() => slack.close());
  return slack;
}

export const settingsFor = (slack: Slack, mode: "socket" | "http" = "socket"): Record<string, string> => ({
  SLACK_BOT_TOKEN: credentials.botToken,
  ...(mode === "socket"
    ? { SLACK_APP_TOKEN: credentials.appToken }
    : { SLACK_SIGNING_SECRET: credentials.signingSecret }),
  SLACK_API_URL: slack.apiUrl,
});

export interface Listening {
  readonly slack: Slack;
  readonly adapter: Adapter;
  readonly desk: ReturnType<typeof deskOf>;
  /** What the desk was told of places, in order. */
  readonly places: readonly (readonly unknown[])[];
  /** How `listen` ended. */
  readonly ended: Promise<unknown>;
}

/** The adapter, connected to a Slack of its own. */
export async function listening(
  world: DeskWorld = {},
  { mode = "socket", now, ...options }: SlackOptions & { readonly mode?: "socket" | "http" } = {},
): Promise<Listening> {
  const slack = await slackBox({ ...options, ...(now === undefined ? {} : { now }) });
  const adapter = createSlackAdapter({ settings: settingsFor(slack, mode), ...(now === undefined ? {} : { now }) });
  const desk = deskOf(world);
  const places: unknown[][] = [];
  const told: Desk = {
    ...desk.desk,
    speaker: (language) => speakers[language],
    left: async (...what) => void places.push(["left", ...what]),
    back: async (...what) => void places.push(["back", ...what]),
    moved: async (...what) => void places.push(["moved", ...what]),
  };
  let ready: () => void = () => undefined;
  const noticed = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const notice: Desk["notice"] = (text) => {
    told.notice(text);
    ready();
  };
  const ended = (adapter.listen?.({ ...told, notice }) ?? Promise.resolve()).catch((error: unknown) => error);
  open.push(async () => {
    await adapter.stop?.();
    await ended;
  });
  await Promise.race([noticed, ended]);
  return { slack, adapter, desk, places, ended };
}

export const readPosted = (posted: Posted): string => readMessage(posted.message);

/** A heading with one thing to tap. */
export const buttons = (text: string): Document => ({
  nodes: [
    title(literal(text), 1),
    { node: "actions", items: [{ id: "week", label: literal("Week"), command: "/movers crypto week" }] },
  ],
});

/** More than one message. */
export const long: Document = {
  nodes: Array.from({ length: 3 }, (_, at): Node[] => [
    title(literal(`Section ${at}`)),
    lead(literal(`Lead ${at}.`)),
    table(
      Array.from({ length: 40 }, (_, row) => row),
      [
        { key: "a", label: literal("Name"), cell: (row) => literal(`Row ${row} of section ${at}`) },
        { key: "b", label: literal("Value"), cell: () => literal("1,234.5") },
      ],
    ),
  ]).flat(),
};

/** The last message of an answer, which carries the button. */
export const shareable = (slack: Slack) =>
  slack.when((posted) => posted.find(({ message }) => controlsOf(message).some(({ action }) => action === "share")));
