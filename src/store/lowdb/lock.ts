import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { ClosingBellError } from "../../support/errors.ts";

/** Another program writes to the same folder: stop one of them. */
export class StoreInUse extends ClosingBellError {
  constructor(path: string, holder: string) {
    super(
      "store-in-use",
      `Another closing-bell (${holder}) writes to ${dirname(path)}. Stop it first, or give this one a STATE_DIR of its own.`,
    );
  }
}

export interface Lock {
  release(): Promise<void>;
}

const beatMs = 2000;
/** A holder that has not touched its lock for so long is gone, or on another machine that is. */
const staleMs = 8000;

/** Makes this process the one writer of a folder. Refuses at once while another is alive, takes over from one that died. */
export async function takeLock(path: string): Promise<Lock> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const own = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  for (;;) {
    const file = await open(path, "wx", 0o600).catch(unlessTaken);
    if (file !== undefined) {
      await file.writeFile(own).finally(() => file.close());
      break;
    }
    const holder = await holderOf(path);
    if (holder.alive) throw new StoreInUse(path, holder.name);
    await rm(path, { force: true });
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), beatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await readFile(path, "utf8").catch(() => "")) === own) await rm(path, { force: true });
    },
  };
}

async function holderOf(path: string): Promise<{ readonly alive: boolean; readonly name: string }> {
  const [text, about] = await Promise.all([readFile(path, "utf8").catch(() => ""), stat(path).catch(() => undefined)]);
  if (about === undefined) return { alive: false, name: "" };
  const { pid, host } = fieldsOf(text);
  const name = `process ${pid} on ${host}`;
  const fresh = Date.now() - about.mtimeMs < staleMs;
  // On another machine, or in another container, only its touch tells.
  if (host !== hostname() || pid === undefined) return { alive: fresh, name };
  return { alive: pid !== process.pid && isAlive(pid) && fresh, name };
}

function fieldsOf(text: string): { readonly pid?: number; readonly host?: string } {
  try {
    const { pid, host } = JSON.parse(text);
    return { pid: Number(pid), host: String(host) };
  } catch {
    // Its holder died, or is about to write it: its age decides.
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function unlessTaken(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "EEXIST") throw error;
  return undefined;
}
