import { crc32 } from "node:zlib";
import type { Disk, OpenFile } from "../../src/store/disk.ts";

interface File {
  /** What the program sees. */
  content: Buffer;
  /** What certainly survives a power cut. */
  durable: Buffer;
}

/** Set before the n-th call that changes the disk: the power goes, the program is killed, or the call fails `times` times. */
export type Fault = { readonly at: number; readonly kind: "power" | "kill" | "error"; readonly times?: number };

export class PowerCut extends Error {}

/**
 * A disk in memory that keeps apart what was written and what was synced. After a power cut any part of what was not synced
 * may be there: content up to any byte, names made, moved and removed or not. When the program alone is killed all of it is
 * there, and may still be lost with the power later.
 */
export function createTestDisk(chance: () => number, first?: Fault) {
  const files = new Set<File>();
  let names = new Map<string, File>();
  let durableNames = new Map<string, File>();
  let fault = first;
  let calls = 0;
  let dead = false;

  const step = () => {
    if (dead) throw new PowerCut("no power");
    calls++;
    if (fault === undefined || calls < fault.at || calls >= fault.at + (fault.times ?? 1)) return;
    if (fault.kind !== "error") {
      dead = true;
      throw new PowerCut("no power");
    }
    throw Object.assign(new Error("no space left on the device"), { code: "ENOSPC" });
  };

  const openFile = (file: File): OpenFile => ({
    async write(bytes) {
      // Some of it may reach the disk before the call fails.
      const before = file.content;
      try {
        step();
      } catch (error) {
        file.content = Buffer.concat([before, bytes.subarray(0, Math.floor(chance() * bytes.length))]);
        throw error;
      }
      file.content = Buffer.concat([before, bytes]);
    },
    async sync() {
      step();
      file.durable = file.content;
    },
    async close() {
      if (dead) throw new PowerCut("no power");
    },
  });

  const disk: Disk = {
    async read(path, take) {
      if (dead) throw new PowerCut("no power");
      const content = names.get(path)?.content;
      // In small pieces, so that lines are cut anywhere.
      for (let at = 0; at < (content?.length ?? 0); at += 100) take(content?.subarray(at, at + 100) ?? Buffer.alloc(0));
      return content !== undefined;
    },
    async stamp(path) {
      const content = names.get(path)?.content;
      return content && crc32(content).toString(16);
    },
    async sync(path) {
      step();
      const file = names.get(path);
      if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      file.durable = file.content;
    },
    async list(folder) {
      return [...names.keys()].flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
      );
    },
    async makeFolder() {},
    async create(path) {
      step();
      const file: File = { content: Buffer.alloc(0), durable: Buffer.alloc(0) };
      files.add(file);
      names.set(path, file);
      return openFile(file);
    },
    async rename(from, to) {
      step();
      const file = names.get(from);
      if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      names.set(to, file);
      names.delete(from);
    },
    async remove(path) {
      step();
      names.delete(path);
    },
    async syncFolder() {
      step();
      durableNames = new Map(names);
    },
  };

  return {
    disk,
    calls: () => calls,
    /** Counts calls anew, towards another fault. */
    expect(next: Fault | undefined) {
      fault = next;
      calls = 0;
    },
    /** The program that was killed is started anew. */
    revive() {
      dead = false;
      calls = Number.NEGATIVE_INFINITY;
    },
    /** The power goes and comes back: what was not synced survives in part, by chance. */
    restart() {
      dead = false;
      calls = Number.NEGATIVE_INFINITY;
      const after = new Map(durableNames);
      for (const path of new Set([...names.keys(), ...durableNames.keys()])) {
        if (names.get(path) === durableNames.get(path) || chance() < 0.5) continue;
        const now = names.get(path);
        if (now === undefined) after.delete(path);
        else after.set(path, now);
      }
      names = after;
      durableNames = new Map(after);
      for (const file of files) {
        const rest = file.content.subarray(file.durable.length);
        const kept = Buffer.from(rest.subarray(0, Math.floor(chance() * (rest.length + 1))));
        // Blocks may reach the disk in any order: a hole of zeros in front of what survived.
        if (kept.length > 40 && chance() < 0.3) kept.fill(0, 0, Math.floor(chance() * kept.length));
        file.content = Buffer.concat([file.durable, kept]);
        file.durable = file.content;
      }
    },
    /** Changes one byte of a file for good. */
    spoil(path: string, at: number) {
      const file = names.get(path);
      if (file === undefined) throw new Error(`no file ${path}`);
      file.content = Buffer.from(file.content);
      file.content[at % file.content.length] = (file.content[at % file.content.length] ?? 0) ^ 0x5a;
      file.durable = file.content;
    },
    text: (path: string) => names.get(path)?.content.toString() ?? "",
    names: () => [...names.keys()],
  };
}
