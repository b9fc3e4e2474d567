import type { Disk, OpenFile } from "../../src/store/disk.ts";
import type { Chance } from "./chance.ts";
import type { Life, World } from "./world.ts";

interface File {
  content: Buffer[];
  /** How many of its pieces survive a power cut. */
  durable: number;
}

/** A call that changes the disk, before or after it was carried out. */
export interface DiskCall {
  readonly what: "create" | "write" | "sync" | "rename" | "remove" | "syncFolder";
  readonly path: string;
  readonly text?: () => string;
  readonly done: boolean;
}

export interface SimulatedDisk {
  /** The disk as one life of the program sees it. */
  for(life: Life): Disk;
  /** Asked before and after each call; true: the program dies at that very moment. */
  trap: (call: DiskCall) => boolean;
  /** Calls fail until then. */
  fullUntil: number;
  readonly slowestMs: number;
  /** The power went: what was not synced survives in part, by chance. */
  cut(): void;
}

/** Outlives every life of the program. A call of a dead one does nothing and never returns. */
export function createSimulatedDisk(world: World, chance: Chance, slowestMs: number): SimulatedDisk {
  const files = new Set<File>();
  let names = new Map<string, File>();
  let durableNames = new Map<string, File>();

  const never = () => new Promise<never>(() => undefined);
  const carry = async <T>(
    life: Life,
    call: Omit<DiskCall, "done">,
    ms: number,
    work: () => T,
    torn: () => void = () => undefined,
  ): Promise<T> => {
    if (!life.alive) return never();
    if (disk.trap({ ...call, done: false })) {
      torn();
      return never();
    }
    if (world.elapsed() < disk.fullUntil) {
      torn();
      throw Object.assign(new Error("no space left on the device"), { code: chance.hit(0.5) ? "ENOSPC" : "EIO" });
    }
    const result = ms > 0 ? await life.call(ms, work) : work();
    if (disk.trap({ ...call, done: true }) || !life.alive) return never();
    return result;
  };
  const openFile = (life: Life, file: File, path: string): OpenFile => ({
    write: (bytes) => {
      const piece = Buffer.from(bytes);
      // A program that dies, or a disk that is full, leaves some of it.
      const torn = () => void file.content.push(piece.subarray(0, Math.floor(chance() * piece.length)));
      const text = () => piece.toString();
      return carry(life, { what: "write", path, text }, 0, () => void file.content.push(piece), torn);
    },
    sync: () =>
      carry(life, { what: "sync", path }, chance.int(0, slowestMs), () => {
        file.durable = file.content.length;
      }),
    close: async () => undefined,
  });

  const disk: SimulatedDisk = {
    trap: () => false,
    fullUntil: 0,
    slowestMs,
    for: (life) => ({
      async read(path, take) {
        const content = names.get(path)?.content;
        for (const piece of content ?? []) if (piece.length > 0) take(piece);
        return content !== undefined;
      },
      async stamp(path) {
        const content = names.get(path)?.content;
        return content && `${content.length} ${content.reduce((sum, { length }) => sum + length, 0)}`;
      },
      list: async (folder) =>
        [...names.keys()].flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
      makeFolder: async () => undefined,
      create: (path) =>
        carry(life, { what: "create", path }, 0, () => {
          const file: File = { content: [], durable: 0 };
          files.add(file);
          names.set(path, file);
          return openFile(life, file, path);
        }),
      rename: (from, to) =>
        carry(life, { what: "rename", path: to }, 0, () => {
          const file = names.get(from);
          if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
          names.set(to, file);
          names.delete(from);
        }),
      remove: (path) => carry(life, { what: "remove", path }, 0, () => void names.delete(path)),
      sync: (path) =>
        carry(life, { what: "sync", path }, 0, () => {
          const file = names.get(path);
          if (file !== undefined) file.durable = file.content.length;
        }),
      syncFolder: (path) =>
        carry(life, { what: "syncFolder", path }, 0, () => {
          durableNames = new Map(names);
        }),
    }),
    cut() {
      const after = new Map(durableNames);
      for (const path of new Set([...names.keys(), ...durableNames.keys()])) {
        const now = names.get(path);
        if (now === durableNames.get(path) || chance.hit(0.5)) continue;
        if (now === undefined) after.delete(path);
        else after.set(path, now);
      }
      names = after;
      durableNames = new Map(after);
      for (const file of files) file.content = survivors(file, chance);
      for (const file of files) file.durable = file.content.length;
      for (const file of files) if (![...names.values()].includes(file)) files.delete(file);
    },
  };
  return disk;
}

/** What was synced, and any part of the rest; blocks may reach the disk in any order. */
function survivors({ content, durable }: File, chance: Chance): Buffer[] {
  const rest = Buffer.concat(content.slice(durable));
  const kept = Buffer.from(rest.subarray(0, Math.floor(chance() * (rest.length + 1))));
  if (kept.length > 40 && chance.hit(0.3)) kept.fill(0, 0, Math.floor(chance() * kept.length));
  return [...content.slice(0, durable), kept];
}
