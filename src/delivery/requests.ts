import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Office } from "./office.ts";

/** What somebody at the command line asks of the program that runs, which alone may write the state. */
export const Request = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("redrive"), keys: z.array(z.string()).min(1) }),
  z.object({
    ask: z.literal("backfill"),
    subscription: z.string(),
    from: z.number(),
    to: z.number(),
    /** Also what went out already. */
    force: z.boolean(),
  }),
]);
export type Request = z.infer<typeof Request>;

/** Requests as files in a folder: written whole, carried out once by whoever runs, however late. */
export interface RequestFolder {
  /** `name` tells one request from another: the same one again is the same file. */
  leave(name: string, request: Request): Promise<void>;
  take(office: Pick<Office, "resend" | "backfill">): Promise<void>;
}

function read(text: string): Request | undefined {
  try {
    return Request.parse(JSON.parse(text));
  } catch {
    // Whoever reads it tells of it.
    return undefined;
  }
}

export function openRequests(folder: string, failed: (what: string, error: unknown) => void): RequestFolder {
  const carryOut = async (request: Request, office: Pick<Office, "resend" | "backfill">): Promise<void> => {
    if (request.ask === "backfill") {
      const { subscription, from, to, force } = request;
      await office.backfill(subscription, { from, to, force });
      return;
    }
    // Each under its old name: what was sent again already is passed over.
    for (const key of request.keys) await office.resend(key);
  };
  return {
    async leave(name, request) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${name}.json`);
      await writeFile(`${path}.new`, JSON.stringify(request), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    async take(office) {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
      for (const name of names.toSorted()) {
        const path = join(folder, name);
        const request = await readFile(path, "utf8").then(read, () => undefined);
        try {
          if (request === undefined) throw new Error("It is no request this version knows; it is thrown away.");
          await carryOut(request, office);
        } catch (error) {
          failed(`carrying out the request ${name}`, error);
          // One that failed for now, as on a full disk, is tried again: what it did already is not done twice.
          if (request !== undefined) continue;
        }
        await rm(path, { force: true });
      }
    },
  };
}
