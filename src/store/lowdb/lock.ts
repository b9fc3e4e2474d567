import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
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
  /** Fails when another has taken it meanwhile, as after a long sleep of this machine. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

const beatMs = 2000;
/** A holder on another machine, or in another container, that has not touched its lock for so long is gone. */
const staleMs = 8000;
/** Two that find the same dead lock may both put their own in its place; the later one stands. */
const settleMs = 30;

/** Makes this process the one writer of a folder. Refuses at once while another is alive, takes over from one that died. */
export async function takeLock(path: string): Promise<Lock> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const own = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    began: await beginningOf(process.pid),
    id: randomUUID(),
  });
  const content = () => readFile(path, "utf8").catch(unlessMissing);
  const assertHeld = async () => {
    const now = await content();
    if (now !== own) throw new StoreInUse(path, nameOf(fieldsOf(now ?? "")));
  };
  for (;;) {
    const file = await open(path, "wx", 0o600).catch(unlessTaken);
    if (file !== undefined) {
      try {
        await file.writeFile(own).finally(() => file.close());
      } catch (error) {
        // A full disk: an empty lock of nobody would keep everybody out until it is stale.
        await rm(path, { force: true });
        throw error;
      }
      break;
    }
    const holder = await holderOf(path);
    if (holder.alive) throw new StoreInUse(path, holder.name);
    await rm(path, { force: true });
    await pause(settleMs);
  }
  await assertHeld();
  const touch = () => utimes(path, new Date(), new Date());
  const beat = setInterval(
    () =>
      void assertHeld()
        .then(touch)
        .catch(() => undefined),
    beatMs,
  );
  beat.unref();
  return {
    assertHeld,
    async release() {
      clearInterval(beat);
      if ((await content()) === own) await rm(path, { force: true });
    },
  };
}

interface Holder {
  readonly pid?: number;
  readonly host?: string;
  readonly began?: string;
}

async function holderOf(path: string): Promise<{ readonly alive: boolean; readonly name: string }> {
  const [text, about] = await Promise.all([readFile(path, "utf8").catch(() => ""), stat(path).catch(() => undefined)]);
  if (about === undefined) return { alive: false, name: "" };
  const holder = fieldsOf(text);
  const name = nameOf(holder);
  // One that sleeps, on this machine, is alive all the same: it would go on where it was.
  if (holder.host === hostname() && holder.pid !== undefined) return { alive: await lives(holder), name };
  return { alive: Date.now() - about.mtimeMs < staleMs, name };
}

async function lives({ pid, began }: Holder): Promise<boolean> {
  if (pid === undefined || pid === process.pid || !isAlive(pid)) return false;
  // The number may have gone to another process since.
  const now = await beginningOf(pid);
  return now === undefined || began === undefined || now === began;
}

/** When a process began, where the system tells; two processes of the same number differ in it. */
async function beginningOf(pid: number): Promise<string | undefined> {
  const about = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return about?.slice(about.lastIndexOf(")") + 2).split(" ")[19];
}

function nameOf({ pid, host }: Holder): string {
  return `process ${pid} on ${host}`;
}

function fieldsOf(text: string): Holder {
  try {
    const { pid, host, began } = JSON.parse(text);
    return { pid: Number(pid), host: String(host), ...(began === undefined ? {} : { began: String(began) }) };
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

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}

function unlessTaken(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "EEXIST") throw error;
  return undefined;
}
