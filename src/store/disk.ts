import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";

/** What a store asks of a disk; handed in, so that every way a disk can fail may be tried. */
export interface Disk {
  /** The content, or undefined where there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  /** A new, empty file in place of whatever was there. */
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
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

/** The disk of this machine. Files are for their owner alone. */
export const realDisk: Disk = {
  read: (path) => readFile(path).catch(unlessMissing),
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
  async syncFolder(folder) {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
