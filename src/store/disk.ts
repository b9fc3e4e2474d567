import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";

/** What a store asks of a disk; handed in, so that every way a disk can fail may be tried. */
export interface Disk {
  /** Hands over the content piece by piece, each good for the time of the call; false where there is no such file. */
  read(path: string, take: (piece: Buffer) => void): Promise<boolean>;
  /** Another one once the file has changed; undefined where there is no such file. */
  stamp(path: string): Promise<string | undefined>;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  /** A new, empty file in place of whatever was there. */
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** What a file holds survives a power cut from here on, whoever wrote it. */
  sync(path: string): Promise<void>;
  /** Names made, moved and removed in a folder survive a power cut from here on. */
  syncFolder(folder: string): Promise<void>;
}

export interface OpenFile {
  /** Adds at the end. */
  write(bytes: Uint8Array): Promise<void>;
  /** What was written survives a power cut from here on. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Read at once: large enough to be quick, small enough to leave the event loop alone. */
const pieceBytes = 256 * 1024;

/** The disk of this machine. Files are for their owner alone. */
export const realDisk: Disk = {
  async read(path, take) {
    const file = await open(path, "r").catch(unlessMissing);
    if (file === undefined) return false;
    try {
      const buffer = Buffer.allocUnsafe(pieceBytes);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, pieceBytes, null);
        if (bytesRead === 0) return true;
        take(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  },
  async stamp(path) {
    const about = await stat(path, { bigint: true }).catch(unlessMissing);
    return about && [about.ino, about.size, about.mtimeNs].join(" ");
  },
  list: async (folder) => (await readdir(folder).catch(unlessMissing)) ?? [],
  makeFolder: async (folder) => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
  async create(path) {
    const file = await open(path, "w", 0o600);
    return {
      async write(bytes) {
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
      },
      sync: () => file.datasync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  sync: (path) => syncAt(path, "r+"),
  syncFolder: (folder) => syncAt(folder, "r"),
};

async function syncAt(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
