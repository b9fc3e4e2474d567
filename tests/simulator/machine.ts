import { type Delivery, tables } from "../../src/delivery/ledger.ts";
import type { Trouble } from "../../src/delivery/trouble.ts";
import { type Almanac, createAlmanac } from "../../src/schedule/occurrence.ts";
import type { Call } from "./calls.ts";
import type { Chance } from "./chance.ts";
import { clearTraps, points, setTrap } from "./dangers.ts";
import { createSimulatedDisk, type SimulatedDisk } from "./disk.ts";
import type { Stretch } from "./facts.ts";
import { markOfKey } from "./marks.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { type Program, type Spoil, start } from "./program.ts";
import type { Scene } from "./scene.ts";
import { createWorkshop, type SimulatedWorkshop } from "./workshop.ts";
import { createWorld, type Life, type World } from "./world.ts";

/** A machine on which the program runs, dies and is started again. */
export interface Machine {
  readonly world: World;
  readonly disk: SimulatedDisk;
  readonly platforms: readonly Platform[];
  readonly workshop: SimulatedWorkshop;
  readonly program: Program | undefined;
  /** When it ran. */
  readonly lives: { from: number; to: number; readonly number: number; end?: string }[];
  readonly hindered: Stretch[];
  /** Calls that left before anybody wrote down that they would. */
  readonly unwritten: string[];
  /** What it said of its troubles. */
  readonly failures: string[];
  readonly told: Trouble[];
  /** Told of each start that came off. */
  onStart: (program: Program) => void;
  /** What it knows of clocks, from its next start on. */
  almanac: Almanac;
  boot(): void;
  die(why: string, power: boolean, restartMs: number): void;
  leave(restartMs: number): void;
  /** The next death comes at one of the points. */
  arm(restartMs: number): void;
  disarm(): void;
}

const usualAlmanac = createAlmanac({});
/** Whoever runs the program waits so long for it to end. */
const patienceMs = 10_000;

export type MachineScene = Pick<Scene, "startAt" | "slowestSyncMs" | "traits" | "snapshotAfter">;

export function createMachine(scene: MachineScene, chance: Chance, spoil: Spoil = {}): Machine {
  const world = createWorld(scene.startAt, chance.apart("world"));
  const disk = createSimulatedDisk(world, chance.apart("disk"), scene.slowestSyncMs);
  const platforms = scene.traits.map((traits) => createPlatform(world, chance.apart(traits.name), traits));
  const workshop = createWorkshop(world, chance.apart("workshop"));
  const draw = chance.apart("machine");
  const parts = { disk, platforms, workshop };
  let life: Life | undefined;
  let program: Program | undefined;
  const lives: Machine["lives"] = [];
  const failures: string[] = [];
  const told: Trouble[] = [];

  const unwritten: string[] = [];

  /** No byte leaves before it is written down that it may. */
  const leaving = ({ mark, body }: Call) => {
    if (mark === undefined || program === undefined) return;
    const rows = program.store.entries(tables.deliveries) as Iterable<readonly [string, Delivery]>;
    for (const [key, { state }] of rows) if (state === "sending" && markOfKey(key) === mark) return;
    unwritten.push(`${body.what} part ${body.part}`);
  };
  for (const one of platforms) one.leaving = leaving;

  const failed = (what: string, error: unknown) =>
    failures.push(`${Math.round(world.elapsed())} ${what}: ${error instanceof Error ? (error.stack ?? "") : error}`);
  const over = (why: string) => {
    life?.kill();
    const last = lives.at(-1);
    if (program !== undefined && last !== undefined) Object.assign(last, { to: world.elapsed(), end: why });
    [life, program] = [undefined, undefined];
  };
  const machine: Machine = {
    world,
    disk,
    platforms,
    workshop,
    get program() {
      return program;
    },
    lives,
    hindered: [],
    unwritten,
    failures,
    told,
    onStart: () => undefined,
    almanac: usualAlmanac,
    boot() {
      if (life !== undefined) return;
      const born = world.born();
      life = born;
      const options = {
        chance: draw,
        disk,
        almanac: machine.almanac,
        platforms,
        workshop,
        failed,
        spoil,
        snapshotAfter: scene.snapshotAfter,
      };
      start({ ...options, told: (trouble) => void told.push(trouble) }, born).then(
        (running) => {
          if (!born.alive) return;
          program = running;
          lives.push({ from: world.elapsed(), to: Infinity, number: born.number });
          machine.onStart(running);
        },
        (error) => failed("START", error),
      );
    },
    die(why, power, restartMs) {
      if (life === undefined) return;
      over(power ? `${why}, power cut` : why);
      if (power) disk.cut();
      world.after(restartMs, machine.boot);
    },
    leave(restartMs) {
      const leaving = program;
      if (leaving === undefined) return;
      const gone = () => {
        if (leaving.life.alive && life === leaving.life) {
          over("left");
          world.after(restartMs, machine.boot);
        }
      };
      void leaving.close().then(gone, (error) => failed("CLOSE", error));
      world.after(patienceMs, gone);
    },
    arm(restartMs) {
      const point = draw.of(points);
      const nth = draw.int(1, point === 13 ? 40 : 6);
      const power = draw.hit(0.4);
      setTrap(parts, point, nth, () => machine.die(`point ${point}`, power, restartMs));
    },
    disarm: () => clearTraps(parts),
  };
  return machine;
}
