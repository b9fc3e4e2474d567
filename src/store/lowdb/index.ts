import { Low } from "lowdb";
import * as z from "zod";
import { ClosingBellError } from "../../support/errors.ts";
import type { Store } from "../store.ts";
import { createDurableFile } from "./durable-file.ts";

const Content = z.object({ version: z.literal(1), values: z.record(z.string(), z.unknown()) });
type Content = z.infer<typeof Content>;

/** Keeps everything in one small file. Writes made while one is under way are carried out together by the next. */
export async function openLowdbStore(path: string): Promise<Store> {
  const database = new Low<Content>(createDurableFile(path), { version: 1, values: {} });
  try {
    await database.read();
    Content.parse(database.data);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "its content is not what this version writes";
    throw new ClosingBellError(
      "store",
      `The file ${path} cannot be read (${reason}). Mend it, or move it away to start without what was chosen in chat.`,
    );
  }
  const values = new Map(Object.entries(database.data.values));
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const flush = () => {
    waiting = undefined;
    database.data.values = Object.fromEntries(values);
    return database.write();
  };
  return {
    read: (key) => values.get(key),
    write(key, value) {
      values.set(key, value);
      waiting ??= running = running.catch(() => undefined).then(flush);
      return waiting;
    },
  };
}
