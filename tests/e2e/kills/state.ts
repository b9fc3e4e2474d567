import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { type Delivery, type Entry, type Payload, tables } from "../../../src/delivery/ledger.ts";
import type { Place } from "../../../src/platform/destination.ts";
import { openLowdbStore } from "../../../src/store/lowdb/index.ts";
import { contentOf } from "../../../src/store/lowdb/lines.ts";
import { createSubscriptionBook } from "../../../src/subscription/book.ts";

export interface Wanted {
  readonly place: Place;
  readonly what: readonly string[];
  readonly owner: string;
}

const minuteMs = 60_000;

/** Subscriptions in a folder, each made before a post of today that no program was there to send: due at the next start. */
export async function prepare(folder: string, wanted: readonly Wanted[], random: () => number): Promise<void> {
  const store = await openLowdbStore({ folder: join(folder, "state") });
  const book = createSubscriptionBook({ store, random });
  const due = Math.floor(Date.now() / minuteMs) * minuteMs;
  const rule = { kind: "weekly", weekdays: [1, 2, 3, 4, 5, 6, 7], at: [new Date(due).toISOString().slice(11, 16)] };
  const schedule = { version: 1, rule, zone: "UTC" } as Parameters<typeof book.add>[0]["schedule"];
  await Promise.all(wanted.map((one) => book.add({ ...one, schedule }, due - minuteMs)));
  await store.close();
}

/** What the next life would find. */
export interface Ledger {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly payloads: ReadonlyMap<string, Payload>;
}

/** Reads a folder nobody writes to. */
export async function ledgerIn(folder: string): Promise<Ledger> {
  const store = await openLowdbStore({ folder: join(folder, "state") });
  const rows = <T>(table: string) => new Map(store.entries(table)) as Map<string, T>;
  return { entries: rows(tables.entries), deliveries: rows(tables.deliveries), payloads: rows(tables.payloads) };
}

/** Follows the journal while the program writes it, as somebody does who has nothing but the disk. */
export interface Tail {
  /** The newest state of every digest and message, as far as it is written. */
  look(): { readonly entries: ReadonlyMap<string, Entry>; readonly deliveries: ReadonlyMap<string, Delivery> };
  /** The messages of one conversation that may be on their way. */
  sendingTo(platform: string, channel: string): readonly string[];
  /** Reads all of it anew: a new life may put a file in the place of one that was torn. */
  restart(): void;
}

interface Followed {
  read: number;
  rest: string;
}

export function follow(folder: string): Tail {
  const state = join(folder, "state");
  const files = new Map<string, Followed>();
  const entries = new Map<string, Entry>();
  const deliveries = new Map<string, Delivery>();
  /** Names of messages by where they go. */
  const named = new Map<string, Set<string>>();
  const piece = Buffer.alloc(1 << 18);
  let newest = "";

  const take = (line: string) => {
    const { changes = [] } = (contentOf(line) ?? {}) as { changes?: readonly Record<string, unknown>[] };
    for (const { table, key, value } of changes as readonly { table: string; key: string; value: unknown }[]) {
      if (table === tables.entries) entries.set(key, value as Entry);
      if (table !== tables.deliveries) continue;
      if (!deliveries.has(key)) placeOf(key);
      deliveries.set(key, value as Delivery);
    }
  };
  /** A name ends with platform, account, channel, thread and part. */
  const placeOf = (key: string) => {
    const [platform, , channel] = key.split("|").slice(-5);
    const place = `${platform} ${channel}`;
    named.set(place, (named.get(place) ?? new Set()).add(key));
  };
  const readOn = (name: string) => {
    const file = files.get(name) ?? { read: 0, rest: "" };
    files.set(name, file);
    const descriptor = openSync(join(state, name), "r");
    for (let got = -1; got !== 0; ) {
      got = readSync(descriptor, piece, 0, piece.length, file.read);
      file.read += got;
      // One character a byte: lines are put together before they are read as text.
      const lines = (file.rest + piece.toString("latin1", 0, got)).split("\n");
      file.rest = lines.pop() ?? "";
      for (const line of lines) take(Buffer.from(line, "latin1").toString());
    }
    closeSync(descriptor);
  };
  const look = () => {
    const names = readdirSync(state).filter((name) => name.startsWith("journal-"));
    for (const name of names.toSorted()) if (name >= newest) readOn(name);
    newest = names.toSorted().at(-1) ?? newest;
    return { entries, deliveries };
  };
  return {
    look,
    sendingTo(platform, channel) {
      look();
      const keys = [...(named.get(`${platform} ${channel}`) ?? [])];
      return keys.filter((key) => deliveries.get(key)?.state === "sending");
    },
    restart() {
      files.clear();
      newest = "";
    },
  };
}
