import { setTimeout as pause } from "node:timers/promises";
import type { Life } from "./life.ts";
import { wrongsOn } from "./oracle.ts";
import type { PlatformName } from "./platforms.ts";
import { holds, type Scene } from "./scene.ts";
import { type Ledger, ledgerIn } from "./state.ts";

export interface FanOutOptions {
  readonly scene: Scene;
  readonly random: () => number;
  /** So many lives are cut short, unless everything is out before: by SIGKILL, if not told otherwise. */
  readonly lives: number;
  /** Part of them that are asked to end instead, and part that stand still for a while before their end. */
  readonly asked?: number;
  readonly frozen?: number;
  /** Most time such a one stands still (default: 5 s, shorter than a call may take, so that it leaves nothing in doubt). */
  readonly longestStandMs?: number;
  /** Most time between the first post of a life and its end. */
  readonly longestLifeMs: number;
  /** How long the last life may take to settle everything. */
  readonly patienceMs: number;
  readonly told?: (line: string) => void;
}

/** What became of one fan-out. */
export interface FanOut {
  readonly kills: number;
  readonly asked: number;
  readonly frozen: number;
  /** Kills that hit calls under way. */
  readonly hits: number;
  /** Messages that were under way at a kill. */
  readonly caught: Readonly<Record<PlatformName, number>>;
  readonly held: Readonly<Record<PlatformName, number>>;
  /** Most calls under way at one kill. */
  readonly mostCaught: Readonly<Record<PlatformName, number>>;
  readonly posts: number;
  readonly messages: number;
  /** Private words to whoever owns the subscriptions. */
  readonly notices: number;
  /** Longest time from a start to its first post. */
  readonly slowestStartMs: number;
  readonly wrongs: readonly string[];
}

/** About how long a life that hears waits for a post before it is killed all the same: it may be busy with looking. */
const idleMs = 4000;
/** So many lives end before they have sent anything. */
const earlyPart = 0.1;
const earlyMs = 1500;

/** Lets the program send what is due, kills it at any moment, starts it again, until nothing is left; then compares. */
export async function killedFanOut(options: FanOutOptions): Promise<FanOut> {
  const { scene, random, patienceMs, asked = 0, frozen = 0, longestStandMs = 5000, told = () => undefined } = options;
  const caught = new Set<string>();
  /** Under way when the program stood still: the answer may have come too late. */
  const delayed = new Set<string>();
  const mostCaught = counts();
  const wrongs: string[] = [];
  const done = { kills: 0, asked: 0, frozen: 0, hits: 0 };
  let slowestStartMs = 0;
  let before = new Set<string>();

  /** What the end of a life left in doubt. */
  const look = async (clean: boolean) => {
    const open = openIn(await ledgerIn(scene.folder));
    const fresh = open.filter(({ id }) => !before.has(id));
    before = new Set(open.map(({ id }) => id));
    for (const { key } of fresh) caught.add(key);
    if (fresh.length > 0) done.hits++;
    if (clean && fresh.length > 0) wrongs.push(`asked to end, it left ${fresh.length} messages in doubt`);
    for (const { name, window } of scene.boards) {
      const here = fresh.filter(({ platform }) => platform === name).length;
      mostCaught[name] = Math.max(mostCaught[name], here);
      if (here > window) wrongs.push(`${name}: ${here} calls under way at once`);
    }
    told(`${JSON.stringify(done)} ${scene.posts.length} posts so far, ${fresh.length} newly in doubt`);
  };

  const live = async (life: Life, deed: number) => {
    if (deed < asked) await life.up;
    const first = await momentIn(life, options);
    slowestStartMs = Math.max(slowestStartMs, first ?? 0);
    if (deed >= asked && deed < asked + frozen) {
      done.frozen++;
      await standStill(life, random() * longestStandMs, async () => {
        for (const { key } of openIn(await ledgerIn(scene.folder))) delayed.add(key);
      });
      await pause(random() * options.longestLifeMs);
    }
    if (deed < asked) done.asked++;
    else done.kills++;
    wrongs.push(...(await (deed < asked ? ended(life) : killed(life))));
    await look(deed < asked);
  };

  for (let life = 0; life < options.lives && !scene.isSettled(); life++) await live(scene.begin(), random());

  const last = scene.begin();
  await last.up;
  if (!(await scene.settled(patienceMs))) wrongs.push(`not settled: ${stateOf(scene)}`);
  wrongs.push(...(await ended(last)), ...scene.unannounced.map((one) => `unannounced: ${one}`));
  const ledger = await ledgerIn(scene.folder);
  wrongs.push(
    ...scene.boards.flatMap((board) => wrongsOn(board, ledger)),
    ...wronglyHeld(scene, ledger, caught, delayed),
    ...untold(scene, ledger),
  );
  const stood = scene.boards.flatMap((board) =>
    board.truth().map(({ channel }) => ({ isPrivate: channel === board.direct })),
  );
  const notices = stood.filter(({ isPrivate }) => isPrivate).length;
  const held = heldIn(ledger);
  return {
    ...done,
    caught: tally([...caught].map(platformOf)),
    held: tally(held.map(platformOf)),
    mostCaught,
    posts: scene.posts.length,
    messages: stood.filter(({ isPrivate }) => !isPrivate).length,
    notices,
    slowestStartMs: Math.round(slowestStartMs),
    wrongs,
  };
}

/** Stands still for a while, as on a machine that sleeps or is out of memory. */
export async function standStill(life: Life, ms: number, look = async () => {}): Promise<void> {
  life.signal("SIGSTOP");
  await Promise.all([look(), pause(ms)]);
  life.signal("SIGCONT");
}

/** Waits for a moment by chance; answers after how long the first post came, if one did. */
async function momentIn(life: Life, { scene, random, longestLifeMs }: FanOutOptions): Promise<number | undefined> {
  if (random() < earlyPart) {
    await pause(random() * earlyMs);
    return undefined;
  }
  const before = scene.posts.length;
  await life.up;
  const posted = await holds(() => scene.posts.length > before, idleMs * (0.3 + random()));
  const first = posted ? (scene.posts[before]?.at ?? 0) - life.began : undefined;
  await pause(random() * longestLifeMs);
  return first;
}

async function killed(life: Life): Promise<string[]> {
  life.signal("SIGKILL");
  const how = await life.ended;
  return how === "SIGKILL" ? [] : [`a life ended by itself (${how}): ${life.err()}`];
}

/** Asks it to end as a service manager does. */
export async function ended(life: Life, withinMs = 10_000): Promise<string[]> {
  const since = performance.now();
  life.signal("SIGTERM");
  const how = await life.ended;
  const ms = performance.now() - since;
  return [
    ...(how === 0 ? [] : [`asked to end, it ended with ${how}: ${life.err()}`]),
    ...(ms <= withinMs ? [] : [`asked to end, it took ${Math.round(ms)} ms`]),
  ];
}

/** Messages of which nobody knows yet whether they arrived. */
function openIn({ deliveries, entries }: Ledger) {
  return Array.from(deliveries).flatMap(([key, { state, entry, attempt }]) =>
    state === "sending" && entries.get(entry)?.state === "rendered"
      ? [{ key, id: `${key} ${attempt}`, platform: platformOf(key) }]
      : [],
  );
}

function heldIn({ deliveries }: Ledger): string[] {
  return [...deliveries].flatMap(([key, { state }]) => (state === "held" ? [key] : []));
}

/** Where nobody can look, exactly what was under way at a kill waits for a person; elsewhere nothing does. */
function wronglyHeld(
  { boards }: Scene,
  ledger: Ledger,
  caught: ReadonlySet<string>,
  delayed: ReadonlySet<string>,
): string[] {
  const blind = new Set(boards.filter(({ isBlind }) => isBlind).map(({ name }) => name));
  const held = new Set(heldIn(ledger));
  return [
    ...[...held]
      .filter((key) => !caught.has(key) && !delayed.has(key))
      .map((key) => `held without a doubt: ${key} ${JSON.stringify(ledger.deliveries.get(key)?.log)}`),
    ...[...caught].filter((key) => blind.has(platformOf(key)) && !held.has(key)).map((key) => `not held: ${key}`),
  ];
}

/** Whoever owns a subscription is told, by its id, of what is held. */
function untold({ boards }: Scene, ledger: Ledger): string[] {
  const told = boards
    .filter(({ isBlind }) => isBlind)
    .flatMap((board) => board.truth().flatMap(({ channel, name }) => (channel === board.direct ? [name] : [])));
  return heldIn(ledger)
    .map((key) => key.split("|")[0] ?? "")
    .filter((id) => !told.some((text) => text.includes(id)))
    .map((id) => `nobody was told that a post of ${id} is held`);
}

/** The name of a message ends with platform, account, channel, thread and part. */
function platformOf(key: string): PlatformName {
  return key.split("|").at(-5) as PlatformName;
}

function counts(): Record<PlatformName, number> {
  return { slack: 0, discord: 0, telegram: 0 };
}

function tally(names: readonly PlatformName[]): Record<PlatformName, number> {
  const found = counts();
  for (const name of names) found[name]++;
  return found;
}

function stateOf({ tail }: Scene): string {
  const states = new Map<string, number>();
  for (const { state } of tail.look().entries.values()) states.set(state, (states.get(state) ?? 0) + 1);
  return [...states].map(([state, count]) => `${count} ${state}`).join(", ");
}
