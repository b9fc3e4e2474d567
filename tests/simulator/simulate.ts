import type { Store } from "../../src/store/store.ts";
import type { Call } from "./calls.ts";
import { createChance } from "./chance.ts";
import { trouble } from "./dangers.ts";
import type { Known } from "./expected.ts";
import { createTimeline, type Facts, type Stretch } from "./facts.ts";
import { checkLedger } from "./ledger-check.ts";
import { createMachine, type Machine } from "./machine.ts";
import { judge, type Wrong } from "./oracle.ts";
import { createPeople, type People } from "./people.ts";
import type { Spoil } from "./program.ts";
import { type Scene, sceneOf } from "./scene.ts";

/** What a run came to. */
export interface Outcome {
  readonly seed: number;
  readonly wrong: readonly Wrong[];
  readonly known: Known;
  readonly machine: Machine;
  readonly scene: Scene;
  readonly sent: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Quiet at the end: whatever still can be sent is. */
const quietMs = 25 * minuteMs;
/** By then the program has become the one that writes. */
const startedMs = 100;

/** One run: a scene by seed, what people and platforms do to it, and the verdict. */
export async function simulate(seed: number, spoil: Spoil = {}): Promise<Outcome> {
  const chance = createChance(seed);
  const scene = sceneOf(chance.apart("scene"));
  const machine = createMachine(scene, chance, spoil);
  const people = createPeople(machine, scene, chance.apart("people"));
  const wrong: Wrong[] = [];
  const unmade: Stretch[] = [];
  machine.onStart = (program) => {
    for (const why of people.lookAround(program)) wrong.push({ is: "ledger", key: "subscriptions", why });
  };
  machine.boot();
  for (const { place, wish, at } of scene.followed)
    machine.world.after(Math.max(at, startedMs), () => people.subscribe(place, wish));
  endanger(scene, machine, people, chance.apart("dangers"), unmade);
  await machine.world.until(scene.spanMs);
  calm(machine, people);
  // Nobody comes back before it is started again.
  while (machine.program === undefined && machine.world.elapsed() < scene.spanMs + (scene.longRest ? 80 : 5) * hourMs)
    await machine.world.until(machine.world.elapsed() + minuteMs);
  await machine.world.until(machine.world.elapsed() + quietMs);

  const known = knownOf(scene, machine, people, unmade);
  const { program } = machine;
  if (program === undefined) wrong.push({ is: "crash", key: "end", why: "the program does not run at the end" });
  else wrong.push(...verdictOf(known, program.store));
  wrong.push(...complaints(machine));
  const sent = known.calls.filter(({ acceptedAt }) => acceptedAt !== undefined).length;
  program?.life.kill();
  return { seed, wrong, known, machine, scene, sent };
}

/** Everything that is not as it should be, by what the platforms have and what the ledger says. */
export function verdictOf(known: Known, store: Store): Wrong[] {
  const judged = judge(known);
  return [...judged.wrong, ...checkLedger(store, judged, known)];
}

function knownOf(scene: Scene, machine: Machine, people: People, unmade: readonly Stretch[]): Known {
  const { world, platforms } = machine;
  const facts: Facts = {
    startAt: scene.startAt,
    steps: world.steps,
    lives: machine.lives,
    hindered: machine.hindered,
    unmade,
    troubles: new Map(platforms.map(({ traits, troubles }) => [traits.name, troubles])),
    endAt: world.elapsed(),
  };
  const calls: Call[] = platforms.flatMap((one) => one.calls);
  const inFlight = new Map(scene.traits.map(({ name, pace }) => [name, pace.inFlight]));
  return { facts, timeline: createTimeline(facts), story: people.story, calls, days: scene.days, inFlight };
}

/** What the platforms and the program itself complained of. */
function* complaints({ platforms, failures, unwritten }: Machine): Generator<Wrong> {
  for (const key of unwritten) yield { is: "intent", key, why: "it left before that was written down" };
  for (const { traits, wrong } of platforms) for (const why of wrong) yield { is: "pace", key: traits.name, why };
  for (const why of failures)
    if (/TypeError|ReferenceError|START|LOOP|CLOSE/.test(why)) yield { is: "crash", key: "failed", why };
}

function calm({ disk, platforms, workshop, ...machine }: Machine, people: People): void {
  machine.disarm();
  disk.fullUntil = 0;
  workshop.fault = () => undefined;
  for (const one of platforms) {
    one.fault = () => undefined;
    one.revokedUntil = 0;
  }
  people.mendChats();
}

function endanger(
  scene: Scene,
  machine: Machine,
  people: People,
  chance: ReturnType<typeof createChance>,
  unmade: Stretch[],
): void {
  const { world, disk, platforms, workshop } = machine;
  const { dangers, spanMs } = scene;
  const someTimes = (most: number, run: () => void) => {
    for (let count = chance.int(1, most); count > 0; count--) world.after(chance.int(0, spanMs), run);
  };
  const restart = () =>
    chance.of([
      1000,
      1000,
      59_000,
      61_000,
      5 * minuteMs,
      15 * minuteMs + chance.of([-1000, 1000]),
      chance.int(1, 90) * minuteMs,
      scene.longRest ? 72 * hourMs : 2 * hourMs,
    ]);
  if (dangers.platforms) for (const one of platforms) if (chance.hit(0.7)) trouble(world, chance, one, spanMs);
  if (dangers.platforms && chance.hit(0.2))
    someTimes(1, () => {
      const platform = chance.of(platforms);
      platform.revokedUntil = Math.min(world.elapsed() + chance.int(1, 40) * minuteMs, spanMs);
    });
  if (dangers.kills) {
    someTimes(3, () => machine.arm(restart()));
    if (chance.hit(0.5)) someTimes(2, () => machine.die("killed", chance.hit(0.3), restart()));
    if (chance.hit(0.5)) someTimes(2, () => machine.leave(restart()));
    if (chance.hit(0.3))
      someTimes(1, () => {
        machine.leave(restart());
        world.after(chance.int(1, 3000), () => machine.die("point 18", chance.hit(0.3), restart()));
      });
    if (chance.hit(0.2))
      someTimes(2, () => {
        const ms = chance.int(1, 600) * 1000;
        const { program } = machine;
        if (program === undefined) return;
        program.life.stoppedUntil = world.elapsed() + ms;
        machine.hindered.push({ from: world.elapsed(), to: world.elapsed() + ms });
      });
  }
  if (dangers.disk)
    someTimes(2, () => {
      const from = world.elapsed();
      const to = Math.min(from + chance.int(1, 1200) * 1000, spanMs);
      disk.fullUntil = to;
      machine.hindered.push({ from, to });
    });
  if (dangers.clock)
    someTimes(2, () => {
      // Never further from the truth than two hours.
      const offset = world.wall() - world.truth();
      world.step(chance.int(-120, 120) * minuteMs - offset);
      machine.program?.wake();
    });
  if (dangers.people && chance.hit(0.3)) someTimes(1, people.poison);
  if (dangers.sources) {
    const fault = chance.of(["fails", "hangs"] as const);
    someTimes(2, () => {
      const from = world.elapsed();
      const to = Math.min(from + chance.int(1, 300) * 1000, spanMs);
      unmade.push({ from, to });
      workshop.fault = () => (world.elapsed() < to ? fault : undefined);
    });
  }
  if (dangers.chats) someTimes(4, people.chatChanges);
  if (dangers.people) someTimes(8, people.act);
}
