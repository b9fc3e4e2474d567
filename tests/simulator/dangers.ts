import type { Chance } from "./chance.ts";
import type { DiskCall, SimulatedDisk } from "./disk.ts";
import { type Fault, faults, type Moment, type Platform } from "./platform.ts";
import type { SimulatedWorkshop } from "./workshop.ts";
import type { World } from "./world.ts";

/** Points at which the program dies, as RELIABILITY.md 2.2 numbers them; without 17, which belongs to migrations. */
export const points = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16] as const;
export type Point = (typeof points)[number];

/** Sets a trap at a point: the n-th time it is passed, `die` is called. */
export function setTrap(
  { disk, platforms, workshop }: { disk: SimulatedDisk; platforms: readonly Platform[]; workshop: SimulatedWorkshop },
  point: Point,
  nth: number,
  die: () => void,
): void {
  let passed = 0;
  const springs = (): boolean => {
    if (++passed !== nth) return false;
    clearTraps({ disk, platforms, workshop });
    die();
    return true;
  };
  const onDisk = trapOn(point);
  if (onDisk !== undefined) disk.trap = (call) => onDisk(call) && springs();
  const moment = ({ 7: "before", 9: "leaving", 10: "taken" } as Partial<Record<Point, Moment>>)[point];
  if (moment !== undefined) for (const one of platforms) one.trap = (now) => now === moment && springs();
  if (point === 4) workshop.trap = springs;
}

export function clearTraps({ disk, platforms, workshop }: Parameters<typeof setTrap>[0]): void {
  disk.trap = () => false;
  workshop.trap = () => false;
  for (const one of platforms) one.trap = () => false;
}

/** Which call of the disk a point is at. */
function trapOn(point: Point): ((call: DiskCall) => boolean) | undefined {
  const isJournal = ({ path }: DiskCall) => path.includes("journal-");
  const before = (has: RegExp) => (call: DiskCall) =>
    call.what === "write" && !call.done && isJournal(call) && has.test(call.text?.() ?? "");
  const then = (has: RegExp, when: Pick<DiskCall, "what" | "done">) => {
    let written = false;
    return (call: DiskCall) => {
      if (before(has)(call)) written = true;
      const now = written && isJournal(call) && call.what === when.what && call.done === when.done;
      if (now) written = false;
      return now;
    };
  };
  const synced = { what: "sync", done: true } as const;
  const onSnapshot = (what: DiskCall["what"], done: boolean) => (call: DiskCall) =>
    call.what === what && call.done === done && call.path.includes("/snapshot");
  switch (point) {
    case 1:
      return before(/"table":"cursors".*"table":"ledger"/);
    case 2:
      return then(/"table":"cursors".*"table":"ledger"/, synced);
    case 3:
      return then(/"table":"cursors"/, { what: "sync", done: false });
    case 5:
      return then(/"rendered"/, synced);
    case 6:
      return before(/"sending"/);
    case 11:
      return before(/"verdict"/);
    case 12:
      return then(/"verdict"/, synced);
    case 13:
      return before(/./);
    case 14:
      return onSnapshot("sync", false);
    case 15:
      return onSnapshot("rename", false);
    case 16:
      return onSnapshot("rename", true);
    default:
      return undefined;
  }
}

const minuteMs = 60_000;

/** Gives a platform good times and bad ones. */
export function trouble(world: World, chance: Chance, platform: Platform, spanMs: number): void {
  const part = chance.of([0, 0.02, 0.1, 0.3]);
  const kinds = chance.hit(0.4) ? [chance.of(faults)] : faults;
  const outage = chance.hit(0.3)
    ? {
        from: chance.int(0, spanMs),
        ms: chance.int(1, 90) * minuteMs,
        kind: chance.of<Fault>(["unreached", "error-before", "hang", "limited-account"]),
      }
    : undefined;
  platform.fault = () => {
    const now = world.elapsed();
    if (now > spanMs) return undefined;
    if (outage !== undefined && now >= outage.from && now < outage.from + outage.ms) return outage.kind;
    return chance.hit(part) ? chance.of(kinds) : undefined;
  };
}
