import type { Posts, Services } from "../commands/services.ts";
import type { Order, Workshop } from "./delivery/freeze.ts";
import { gapOf, postOf, warning } from "./delivery/marking.ts";
import { createOffice, type Office } from "./delivery/office.ts";
import { createTelling } from "./delivery/telling.ts";
import { type Language, languages } from "./i18n/locale.ts";
import type { Speaker } from "./i18n/speaker.ts";
import type { ExchangeCalendars } from "./market/sessions.ts";
import type { Adapter } from "./platform/adapter.ts";
import { chatOwner, personOwner } from "./platform/answering.ts";
import type { Answer } from "./platform/command.ts";
import type { Preferences } from "./platform/conversation.ts";
import type { Place } from "./platform/destination.ts";
import type { Dispatcher } from "./platform/dispatch.ts";
import type { PreferenceBook } from "./platform/preferences.ts";
import { minuteOfDay } from "./schedule/civil.ts";
import { readSchedule } from "./schedule/grammar/read.ts";
import { createAlmanac } from "./schedule/occurrence.ts";
import { next as nextOf } from "./schedule/occurrences.ts";
import { shownAt } from "./schedule/zone.ts";
import type { Store } from "./store/store.ts";
import { createSubscriptionBook, type SubscriptionBook } from "./subscription/book.ts";
import type { Subscription } from "./subscription/subscription.ts";
import { briefly } from "./support/briefly.ts";
import type { Clock } from "./support/clock.ts";
import { UsageError } from "./support/errors.ts";

export interface PostsOptions {
  readonly store: Store;
  readonly dispatcher: Dispatcher<Services>;
  /** What commands may ask for; the posts made here are among it. */
  readonly services: () => Services;
  readonly preferences: PreferenceBook;
  readonly calendars: ExchangeCalendars;
  readonly speaker: (language: Language) => Speaker;
  /** Language and zone of a reader who chose none. */
  readonly language: Language;
  readonly zone: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly failed: (what: string, error: unknown) => void;
}

/** Scheduled posts: what commands see of them, and the office that sends them once platforms are there. */
export interface PostRoom {
  readonly posts: Posts;
  /** What platforms tell of places. */
  readonly events: Pick<Office, "left" | "back"> & Pick<SubscriptionBook, "move">;
  /** The office over these platforms; one at a time. */
  staff(adapters: readonly Adapter[]): Office;
}

/** The same post for several platforms is composed once. */
const composedMs = 5 * 60_000;

export function openPosts(options: PostsOptions): PostRoom {
  const { store, dispatcher, services, preferences, calendars, speaker, clock, random, failed } = options;
  const book = createSubscriptionBook({ store, random });
  const almanac = createAlmanac(calendars);
  let adapters: ReadonlyMap<string, Adapter> = new Map();
  /** What was chosen where it is posted: for the chat, or by the person whose private conversation it is. */
  const chosenFor = ({
    place: { account, channel },
    alone,
    owner,
  }: Pick<Subscription, "place" | "alone" | "owner">): Preferences =>
    preferences.of(alone === true ? personOwner(account, owner) : chatOwner(account, channel));
  const compose = async (
    what: readonly string[],
    language: Language,
    place: Place,
    chosen: Preferences,
  ): Promise<Answer> =>
    dispatcher.understand(what).ask({
      services: services(),
      language,
      conversation: {
        place,
        person: "",
        alone: false,
        chosen,
        choose: async () => chosen,
        mayManage: async () => false,
      },
    });
  const composeOrder = briefly(
    composedMs,
    ({ what, language, chosen }: Order, place: Place) =>
      compose(what, languageNamed(language), place, (chosen ?? {}) as Preferences),
    ({ what, language, chosen, dueAt }) => JSON.stringify([what, language, chosen, dueAt]),
    () => clock.elapsed(),
  );
  const workshop: Omit<Workshop, "has"> = {
    order({ place, dueAt, wall, zone, late, unverified }, subscription) {
      const { what, language, doubt } = subscription;
      const { watchlist, language: here = options.language } = chosenFor(subscription);
      return {
        platform: place.platform,
        what,
        language: language ?? here,
        dueAt,
        ...(watchlist === undefined ? {} : { chosen: { watchlist } }),
        ...(late === undefined ? {} : { late: { wall, zone } }),
        ...(unverified === undefined ? {} : { unverified }),
        ...(doubt === "hold" ? {} : { mayRepeat: true as const }),
      };
    },
    async make(order) {
      const place = { platform: order.platform, account: "", channel: "" };
      const { document, edition } = await composeOrder(order, place);
      const id = (edition as { readonly id?: unknown } | undefined)?.id;
      return { ...rendered(order, postOf(document, order)), ...(typeof id === "string" ? { edition: id } : {}) };
    },
    makeGap: async (order) => rendered(order, gapOf(order)),
  };
  function rendered(order: Order, document: Parameters<Adapter["render"]>[0]) {
    const render = adapters.get(order.platform)?.render;
    if (render === undefined) throw new Error(`${order.platform} is not in use.`);
    const voice = speaker(languageNamed(order.language));
    return {
      parts: render(document, voice),
      ...(order.mayRepeat === true ? { warning: render(warning, voice) } : {}),
    };
  }

  const isQuiet = (subscription: Subscription, now: number): boolean => {
    const { quiet, zone = options.zone } = chosenFor(subscription);
    return quiet !== undefined && isWithin(quiet, shownAt(almanac.clocks, zone, now).wall);
  };
  const telling = createTelling({
    adapters: () => adapters,
    speaker,
    languageOf: ({ place, owner }) =>
      preferences.of(personOwner(place.account, owner)).language ??
      preferences.of(chatOwner(place.account, place.channel)).language ??
      options.language,
    failed,
  });
  const officeOver = (working: readonly Adapter[]): Office =>
    createOffice({
      store,
      book,
      almanac,
      clock,
      random,
      adapters: working,
      workshop,
      isQuiet,
      async moved({ platform, account, channel }, to) {
        await book.move({ platform, account, channel }, to);
        await preferences.move(chatOwner(account, channel), chatOwner(account, to));
      },
      ...telling,
      failed,
    });
  let office = officeOver([]);

  const posts: Posts = {
    book,
    now: () => clock.now(),
    zone: options.zone,
    read: (text, zone) => readSchedule(text, { zone, calendars }),
    next(schedule, count) {
      const found = [];
      for (let after = clock.now(); found.length < count; ) {
        const occurrence = nextOf(schedule, after, almanac);
        if (occurrence === undefined) break;
        found.push(occurrence);
        after = occurrence.dueAt;
      }
      return found;
    },
    async compose(subscription) {
      const { what, language, place } = subscription;
      const chosen = chosenFor(subscription);
      const answer = await compose(what, language ?? chosen.language ?? options.language, place, chosen);
      return { ...answer, document: postOf(answer.document, {}) };
    },
    async send(subscription, interaction) {
      if (!adapters.has(subscription.place.platform))
        throw new UsageError(
          `Nothing is posted to ${subscription.place.platform} now: the program has to be running with it. Start it with \`closing-bell start\`, and say it there.`,
        );
      await office.send(subscription, interaction);
    },
    history: (of, most) => office.history((entry) => isOf(entry, of), most),
    resend: (key) => office.resend(key),
    confirm: (key) => office.confirm(key),
    reach: async (place) => adapters.get(place.platform)?.reach?.(place),
    link: async (place, messageId) =>
      adapters
        .get(place.platform)
        ?.link?.(place, messageId)
        .catch(() => undefined),
  };
  return {
    posts,
    events: {
      left: (...told) => office.left(...told),
      back: (place) => office.back(place),
      move: book.move,
    },
    staff(working) {
      adapters = new Map(working.map((adapter) => [adapter.name, adapter]));
      office = officeOver(working);
      return office;
    },
  };
}

function isOf(
  { place, subscription }: { readonly place: Place; readonly subscription: string },
  of: Parameters<Posts["history"]>[0],
): boolean {
  if ("subscription" in of) return subscription === of.subscription;
  const { platform, account, channel } = of.place;
  return place.channel === channel && place.account === account && place.platform === platform;
}

/** `22:00-07:00` holds over midnight. */
function isWithin(quiet: string, wall: number): boolean {
  const [from = 0, to = 0] = quiet.split("-").map(minuteOfDay);
  const minute = Math.floor(wall / 60_000) % 1440;
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

function languageNamed(text: string): Language {
  return languages.find((one) => one === text) ?? "en";
}
