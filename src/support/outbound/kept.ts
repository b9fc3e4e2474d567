import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CallTimes } from "./gate.ts";

/** The last good answer to a question. */
export interface KeptAnswer {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The last good answers of one service. What cannot be read or written counts as not kept. */
export interface Kept {
  get(question: string): Promise<KeptAnswer | undefined>;
  /** What `isSecret` is kept at hand and never written to disk. */
  put(question: string, answer: KeptAnswer, isSecret: (text: string) => boolean): Promise<void>;
}

export interface KeptOptions {
  /** Without one, answers are kept until the program ends. */
  readonly folder?: string | undefined;
  readonly now: () => number;
}

/** Characters of text kept at hand, for one service. */
const mostAtHand = 16 * 1024 * 1024;
/** Bytes kept on disk, for one service. */
const mostOnDisk = 64 * 1024 * 1024;
const oldestMs = 31 * 24 * 60 * 60_000;
/** Answers written between two looks at the folder's size. */
const writesBetweenSweeps = 50;

export function createKept({ folder, now }: KeptOptions): Kept {
  const atHand = new Map<string, KeptAnswer>();
  let size = 0;
  let writes = 0;

  const forget = (question: string) => {
    size -= atHand.get(question)?.text.length ?? 0;
    atHand.delete(question);
  };
  const remember = (question: string, answer: KeptAnswer) => {
    forget(question);
    atHand.set(question, answer);
    size += answer.text.length;
    for (const oldest of atHand.keys()) {
      if (size <= mostAtHand) return;
      forget(oldest);
    }
  };

  return {
    async get(question) {
      const known =
        atHand.get(question) ?? (folder === undefined ? undefined : await read(join(folder, `${question}.json`)));
      if (known === undefined || now() - known.receivedAt > oldestMs) return undefined;
      remember(question, known);
      return known;
    },
    async put(question, answer, isSecret) {
      const kept = { ...answer, headers: keptHeaders(answer.headers) };
      remember(question, kept);
      const line = JSON.stringify(kept);
      if (folder === undefined) return;
      const file = join(folder, `${question}.json`);
      if (isSecret(line)) return rm(file, { force: true }).catch(() => undefined);
      // A full disk costs the next start some calls, nothing else.
      await write(folder, file, line).catch(() => undefined);
      if (writes++ % writesBetweenSweeps === 0) await sweep(folder, now()).catch(() => undefined);
    },
  };
}

/** What tells whether an answer still holds, and how it is read; cookies are for nobody's disk. */
function keptHeaders(headers: KeptAnswer["headers"]): KeptAnswer["headers"] {
  const wanted = ["etag", "last-modified", "content-type", "date"];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => wanted.includes(name)));
}

async function read(file: string): Promise<KeptAnswer | undefined> {
  try {
    const found = JSON.parse(await readFile(file, "utf8")) as Partial<KeptAnswer> | null;
    const { receivedAt, status, headers, text } = found ?? {};
    if (typeof receivedAt !== "number" || typeof status !== "number" || typeof text !== "string") return undefined;
    return { receivedAt, status, headers: headers ?? {}, text };
  } catch {
    return undefined;
  }
}

let written = 0;

/** The old answer or the new one, never half of one. */
async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}-${written++}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Removes what is too old, and then the oldest until the rest fits. */
async function sweep(folder: string, now: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{40}\.json/.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), ...(await facts(join(folder, name))) })),
  );
  let room = mostOnDisk;
  for (const { path, size, at } of files.toSorted((a, b) => b.at - a.at)) {
    room -= size;
    if (room < 0 || now - at > oldestMs || (path.endsWith(".tmp") && now - at > 60_000))
      await rm(path, { force: true });
  }
}

async function facts(path: string): Promise<{ size: number; at: number }> {
  const found = await stat(path).catch(() => undefined);
  return { size: found?.size ?? 0, at: found?.mtimeMs ?? 0 };
}

/** When a service was called, for limits longer than a run of the program may be. */
export function keptTimes(folder: string): CallTimes {
  const file = join(folder, "calls.json");
  let last: Promise<void> = Promise.resolve();
  return {
    async read() {
      try {
        const found: unknown = JSON.parse(await readFile(file, "utf8"));
        return Array.isArray(found) ? found.filter((at) => typeof at === "number").toSorted((a, b) => a - b) : [];
      } catch {
        return [];
      }
    },
    write(times) {
      // One after the other, so that the newest list is the one that stays.
      last = last.then(() => write(folder, file, JSON.stringify(times)).catch(() => undefined));
      return last;
    },
  };
}
