import { commands } from "../../commands/index.ts";
import type { Office } from "../../src/delivery/office.ts";
import type { Action } from "../../src/document/node.ts";
import { renderPlain } from "../../src/document/plain.ts";
import type { Language } from "../../src/i18n/locale.ts";
import type { Adapter } from "../../src/platform/adapter.ts";
import type { Answer } from "../../src/platform/command.ts";
import type { Preferences } from "../../src/platform/conversation.ts";
import type { Place } from "../../src/platform/destination.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { CommandError, splitWords } from "../../src/platform/parse.ts";
import type { Store } from "../../src/store/store.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import { briefly } from "../../src/support/briefly.ts";
import { postsOver } from "../fixtures/posts.ts";
import { demoMarket, speakerOf } from "../fixtures/services.ts";

const demo = await demoMarket();
/** The demo market does not change: what was composed once need not be composed again. */
const market = {
  ...demo,
  compose: briefly(
    Number.POSITIVE_INFINITY,
    demo.compose,
    (request) => JSON.stringify(request),
    () => 0,
  ),
};
const dispatcher = createDispatcher(commands);

/** The ids subscriptions get, in order. */
export const ids = ["k3f9x", "p2mn7", "q8wzt", "r4hjc", "s6vbd"] as const;
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Numbers that make the ids above, and then any. */
function randomFor(wanted: readonly string[]): () => number {
  const left = [...wanted.join("")].map((letter) => (letters.indexOf(letter) + 0.5) / letters.length);
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return left.shift() ?? state / 2147483647;
  };
}

/** Friday 20 November 2026, 11:00 in Shanghai, 04:00 in Berlin. */
export const friday = Date.parse("2026-11-20T03:00:00Z");

export interface Who {
  readonly place?: Partial<Place>;
  readonly person?: string;
  readonly alone?: boolean;
  readonly admin?: boolean;
  /** `none`: the platform tells no zone. */
  readonly zone?: string;
  readonly language?: Language;
  readonly interaction?: string;
}

export interface Chat {
  ask(line: string): Promise<Answer>;
  /** The answer or the mistake as a reader of the chat's language sees it. */
  say(line: string): Promise<string>;
  /** Lines of the taps an answer offers. */
  taps(line: string): Promise<readonly Action[]>;
}

/** A platform that takes every message. */
const taker: Adapter = {
  name: "chat",
  render: () => [{ method: "say", payload: "" }],
  send: async () => ({ messageId: "m1" }),
};

/** Conversations of one program over the demo market: all they share is what is kept. */
export async function openChats({ adapters = [taker], store }: { adapters?: readonly Adapter[]; store?: Store } = {}) {
  let now = friday;
  let slept = 0;
  /** Whoever waits is done waiting at once, after all others had a turn. */
  const sleep = async (ms: number) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    slept += ms;
  };
  const clock = { now: () => now, elapsed: () => now + slept, sleep };
  const { services, room, failures } = await postsOver({
    market,
    clock,
    random: randomFor(ids),
    ...(store === undefined ? {} : { store }),
  });
  const office: Office = room.staff(adapters);
  const chosenBy = new Map<string, Preferences>();

  const chat = (who: Who = {}): Chat => {
    const { place, person = "ann", alone = false, admin = true, zone = "Asia/Shanghai", language = "en" } = who;
    const at: Place = { platform: "chat", account: "team", channel: alone ? person : "room", ...place };
    const name = `${at.account} ${at.channel}`;
    const ask = async (line: string) => {
      const chosen = chosenBy.get(name) ?? {};
      return dispatcher.understand(splitWords(line)).ask({
        services,
        language,
        conversation: {
          place: at,
          person,
          ...(zone === "none" ? {} : { zone }),
          ...(who.interaction === undefined ? {} : { interaction: who.interaction }),
          alone,
          chosen,
          choose: async (change) => {
            chosenBy.set(name, change(chosen));
            return change(chosen);
          },
          mayManage: async () => alone || admin || chosen.manage === "everyone",
        },
      });
    };
    return {
      ask,
      say: (line) =>
        ask(line).then(
          ({ document }) => renderPlain(document, { speaker: speakerOf(language), width: 200, openDetails: true }),
          (error) => {
            if (error instanceof CommandError) return speakerOf(language).sentences(error.said).join("\n");
            throw error;
          },
        ),
      taps: async (line) =>
        (await ask(line)).document.nodes.flatMap((node) => (node.node === "actions" ? node.items : [])),
    };
  };
  return {
    chat,
    office,
    failures,
    services,
    book: services.posts.book,
    kept: (): readonly Subscription[] => services.posts.book.of({ platform: "chat", account: "team", channel: "room" }),
    pass: (ms: number) => {
      now += ms;
    },
    now: () => now,
  };
}
