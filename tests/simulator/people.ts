import type { Place } from "../../src/platform/destination.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Program } from "./program.ts";
import { dueIn } from "./rules.ts";
import type { Scene } from "./scene.ts";
import type { Followed, Story, Version, Wish } from "./story.ts";

/** Those who subscribe, change their minds and look after what is held; they remember what they asked for. */
export interface People {
  readonly story: Story;
  /** What became of requests that were never answered, as far as a list of subscriptions tells; what should not be so. */
  lookAround(program: Program): string[];
  subscribe(place: Place, wish: Wish): void;
  /** Somebody does something. */
  act(): void;
  /** The chat of a subscription is archived, or moves, or comes back. */
  chatChanges(): void;
  /** A subscription that cannot be understood: the market it follows is unknown. */
  poison(): void;
  /** Every place takes messages again. */
  mendChats(): void;
}

const draftOf = (place: Place, { ruled, what, missed, overlap, doubt }: Wish) => ({
  place,
  what: [...what],
  schedule: ruled.schedule,
  owner: "somebody",
  missed,
  overlap,
  doubt,
});

export function createPeople(machine: Machine, scene: Scene, chance: Chance): People {
  const { world } = machine;
  const story: Story = { followed: [], asked: [], redone: [] };
  const known = () => story.followed.filter((one) => one.id !== undefined && one.removed === undefined);
  let names = 0;

  /** Asks for a change and remembers it: kept once answered, in doubt until then. */
  const request = (
    one: Followed,
    wish: Wish,
    active: boolean,
    after: number,
    ask: (program: Program) => Promise<boolean>,
  ) => {
    const { program } = machine;
    if (program === undefined) return;
    const version: Version = { wish, active, after, askedAt: world.elapsed(), sureAt: Infinity };
    one.pending.push(version);
    const settle = (kept: boolean) => {
      version.sureAt = world.elapsed();
      one.pending.splice(one.pending.indexOf(version), 1);
      if (kept) one.versions.push(version);
    };
    ask(program).then(settle, () => undefined);
  };
  const now = (one: Followed) => one.versions.at(-1) as Version;
  const change = (
    one: Followed,
    wish: Wish,
    active: boolean,
    from: number | undefined,
    what: (row: Subscription) => Subscription,
  ) =>
    request(
      one,
      wish,
      active,
      from ?? Infinity,
      async ({ book }) => (await book.change(one.id as string, what, from)) !== undefined,
    );

  const edit = (one: Followed) => {
    const wish = { ...scene.wish(), what: now(one).wish.what };
    const { ruled, missed, overlap, doubt } = wish;
    if (!now(one).active) return;
    change(one, wish, true, world.wall(), (row) => ({ ...row, schedule: ruled.schedule, missed, overlap, doubt }));
  };
  const pause = (one: Followed) => {
    const at = world.wall();
    change(one, now(one).wish, false, undefined, (row) => ({ ...row, paused: { at, why: "asked" } }));
  };
  const resume = (one: Followed) =>
    change(one, now(one).wish, true, world.wall(), ({ paused: _, refusals: __, ...row }) => row);
  const remove = (one: Followed) => {
    const { program } = machine;
    if (program === undefined) return;
    const removed = { askedAt: world.elapsed(), sureAt: Infinity };
    one.removed = removed;
    one.versions.push({ ...now(one), active: false, askedAt: world.elapsed(), sureAt: Infinity });
    program.book.remove(one.id as string).then(
      () => {
        removed.sureAt = now(one).sureAt = world.elapsed();
      },
      () => undefined,
    );
  };
  const sendNow = (one: Followed) => {
    const { program } = machine;
    const subscription = program?.book.get(one.id as string);
    if (program === undefined || subscription === undefined) return;
    const interaction = `tap ${++names}`;
    const key = `${one.id}|manual|${interaction}`;
    const asked = { key, by: one, origin: "manual" as const, dueAt: undefined, askedAt: world.elapsed(), sure: false };
    story.asked.push(asked);
    const send = () =>
      program.office.send(subscription, interaction).then(
        () => {
          asked.sure = true;
        },
        () => undefined,
      );
    void send();
    // A double tap, or a platform that tells it twice.
    if (chance.hit(0.5)) world.after(chance.int(0, 3000), () => void send(), program.life);
  };
  const backfill = (one: Followed) => {
    const { program } = machine;
    if (program === undefined || !now(one).active || one.pending.length > 0) return;
    const to = world.wall();
    const from = to - chance.int(1, 6) * 3_600_000;
    const { ruled } = now(one).wish;
    // Nothing was due before it was made.
    const since = Math.max(from, program.book.get(one.id as string)?.createdAt ?? to);
    const due = dueIn(ruled, scene.startAt, scene.days).filter(({ dueAt }) => dueAt > since && dueAt <= to);
    const asked = due.slice(-100).map(({ wall, fold, dueAt }) => ({
      key: `${one.id}|${wall}|${ruled.schedule.zone}|${fold}|backfill|force`,
      by: one,
      origin: "backfill" as const,
      dueAt,
      askedAt: world.elapsed(),
      sure: false,
    }));
    if (asked.length > 8 || from < scene.startAt - 20 * 3_600_000) return;
    story.asked.push(...asked);
    program.office.backfill(one.id as string, { from, to, force: true }).then(
      () => {
        for (const each of asked) each.sure = true;
      },
      () => undefined,
    );
  };
  const redo = () => {
    const { program } = machine;
    if (program === undefined) return;
    const rested = program.office.history(
      ({ state }) => state === "held" || state === "dead" || state === "expired",
      5,
    );
    if (rested.length === 0) return;
    const { key, entry } = chance.of(rested);
    const confirms = entry.state === "held" && chance.hit(0.4);
    story.redone.push({ key, is: confirms ? "confirmed" : "resent", askedAt: world.elapsed() });
    const done = confirms ? program.office.confirm(key) : program.office.resend(key);
    done.catch(() => undefined);
    if (!confirms && chance.hit(0.4)) program.office.resend(key).catch(() => undefined);
  };

  return {
    story,
    subscribe(place, wish) {
      const { program } = machine;
      if (program === undefined) return;
      if (
        story.followed.some(
          (one) => one.place.channel === place.channel && latest(one)?.wish.what.join() === wish.what.join(),
        )
      )
        return;
      const moved = machine.platforms.find(({ traits }) => traits.name === place.platform)?.chat(place.channel).movedTo;
      const channels = [place.channel, ...(moved === undefined ? [] : [moved])];
      const one: Followed = { place, channels, versions: [], pending: [] };
      story.followed.push(one);
      const at = world.wall();
      request(one, wish, true, at, async ({ book }) => {
        const added = await book.add(draftOf(place, wish), at);
        if (added !== undefined) one.id = added.id;
        return added !== undefined;
      });
    },
    lookAround({ book }) {
      const wrong: string[] = [];
      const rows = [...book.all()];
      for (const one of story.followed) {
        if (one.removed !== undefined) {
          if (one.removed.sureAt < Infinity && rows.some(({ id }) => id === one.id))
            wrong.push(`${one.id} is there again`);
          continue;
        }
        const wanted = [...one.versions, ...one.pending].at(-1)?.wish.what.join();
        const row = rows.find(
          ({ id, place, what }) =>
            id === one.id || (one.id === undefined && one.channels.includes(place.channel) && what.join() === wanted),
        );
        if (row === undefined) {
          if (one.versions.length > 0) wrong.push(`${one.id} of ${one.place.channel} is gone`);
          one.pending.length = 0;
          continue;
        }
        one.id = row.id;
        const found = one.pending.toReversed().find((version) => isLike(row, version));
        const last = one.versions.at(-1);
        const isOld = last !== undefined && isLike(row, last);
        if (found !== undefined) {
          // Kept, though nobody said so.
          found.sureAt = world.elapsed();
          one.versions.push(found);
        } else if (!isOld) wrong.push(`${row.id} is not as it was left: ${JSON.stringify(row)}`);
        one.pending.length = 0;
      }
      return wrong;
    },
    act() {
      if (known().length === 0) return;
      const one = chance.of(known());
      if (one.pending.length > 0) return;
      const isActive = now(one).active;
      const doings = [
        () => edit(one),
        () => (isActive ? pause(one) : resume(one)),
        () => (isActive ? undefined : resume(one)),
        () => sendNow(one),
        () => backfill(one),
        redo,
        redo,
        () => (chance.hit(0.3) ? remove(one) : undefined),
      ];
      chance.of(doings)();
    },
    chatChanges() {
      const place = chance.of(scene.places);
      const platform = machine.platforms.find(({ traits }) => traits.name === place.platform);
      const chat = platform?.chat(place.channel);
      if (chat === undefined || chat.movedTo !== undefined) return;
      const what = chance.of(["gone", "forbidden", "moved", "back"] as const);
      if (what === "gone") chat.gone = chance.of(["archived", "removed", "blocked", "deleted"] as const);
      if (what === "forbidden") chat.forbidden = true;
      if (what === "moved") {
        chat.movedTo = `${place.channel}-new`;
        for (const one of story.followed) if (one.place.channel === place.channel) one.channels.push(chat.movedTo);
      }
      if (what === "back") {
        delete chat.gone;
        delete chat.forbidden;
        machine.program?.office.back(place).catch(() => undefined);
      }
    },
    poison() {
      const rule = { kind: "edge", market: "us", edge: "close", offsetMinutes: 30 } as const;
      const draft = {
        ...draftOf(chance.of(scene.places), scene.wish()),
        schedule: { version: 1, rule, zone: "UTC" } as const,
      };
      machine.program?.book.add(draft, world.wall()).catch(() => undefined);
    },
    mendChats() {
      for (const { platform: name, channel } of scene.places) {
        const chat = machine.platforms.find(({ traits }) => traits.name === name)?.chat(channel);
        delete chat?.gone;
        delete chat?.forbidden;
      }
    },
  };
}

const latest = (one: Followed) => [...one.versions, ...one.pending].at(-1);

function isLike(row: Subscription, { wish, active }: Version): boolean {
  const { ruled, missed, overlap, doubt, what } = wish;
  return (
    JSON.stringify([row.schedule, row.missed, row.overlap, row.doubt, row.what]) ===
      JSON.stringify([ruled.schedule, missed, overlap, doubt, what]) &&
    (active ? row.paused?.why !== "asked" : row.paused !== undefined)
  );
}
