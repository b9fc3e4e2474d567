import { createHash } from "node:crypto";
import type { Operations } from "./cli/posts.ts";
import { deliveryKey, type Entry, entryStates, tables } from "./delivery/ledger.ts";
import { deliveryIn, entryIn } from "./delivery/live.ts";
import { detailOf, type Recorded, recordOf } from "./delivery/record.ts";
import type { RequestFolder } from "./delivery/requests.ts";
import { dayMs, dayNumber } from "./schedule/civil.ts";
import { createClocks, instantOf } from "./schedule/zone.ts";
import type { Store } from "./store/store.ts";
import { table as subscriptions } from "./subscription/book.ts";
import { Subscription } from "./subscription/subscription.ts";
import { UsageError } from "./support/errors.ts";

export function openOperations(store: Store, requests: RequestFolder): Operations {
  const recorded = (key: string, entry: Entry): Recorded => {
    const of = entry.parts ?? 0;
    const deliveries = Array.from({ length: of }, (_, index) =>
      deliveryIn(store, deliveryKey(key, entry, index + 1, of)),
    ).filter((row) => row !== undefined);
    return { key, entry, deliveries };
  };
  return {
    recordOf,
    detailOf,
    history({ subscription, states, edition, count }) {
      for (const state of states ?? []) checkState(state);
      if (!(count >= 1)) throw new UsageError(`--count has to be a number from 1, not ${count}.`);
      const found: { key: string; entry: Entry }[] = [];
      for (const [key, row] of store.entries(tables.entries)) {
        const entry = row as Entry;
        if (subscription !== undefined && entry.subscription !== subscription) continue;
        if (states !== undefined && !states.includes(entry.state)) continue;
        if (edition !== undefined && entry.edition !== edition) continue;
        found.push({ key, entry });
      }
      return found
        .toSorted((a, b) => b.entry.dueAt - a.entry.dueAt)
        .slice(0, count)
        .map(({ key, entry }) => recorded(key, entry));
    },
    find(key) {
      const entry = entryIn(store, key);
      if (entry === undefined)
        throw new UsageError(`There is no post ${JSON.stringify(key)}. \`closing-bell history\` shows the keys.`);
      return recorded(key, entry);
    },
    async redrive(keys) {
      const known = keys.filter((key) => entryIn(store, key) !== undefined);
      const unknown = keys.find((key) => !known.includes(key));
      if (unknown !== undefined)
        throw new UsageError(`There is no post ${JSON.stringify(unknown)}. \`closing-bell history\` shows the keys.`);
      if (known.length > 0)
        await requests.leave(nameOf("redrive", known.toSorted().join("\n")), { ask: "redrive", keys: known });
      return known.length;
    },
    async backfill(id, { from, to, force }) {
      const { data: subscription } = Subscription.safeParse(store.get(subscriptions, id));
      if (subscription === undefined)
        throw new UsageError(
          `There is no subscription ${JSON.stringify(id)}. \`closing-bell history\` and /digest list show the ids.`,
        );
      const { zone } = subscription.schedule;
      const clocks = createClocks();
      const startOf = (day: number) => instantOf(clocks, zone, day * dayMs);
      const span = { from: startOf(dayNumber(from)) - 1, to: startOf(dayNumber(to) + 1) - 1 };
      await requests.leave(nameOf("backfill", [id, from, to, force].join(" ")), {
        ask: "backfill",
        subscription: id,
        ...span,
        force,
      });
    },
  };
}

function checkState(text: string): void {
  if (!entryStates.some((one) => one === text))
    throw new UsageError(`${JSON.stringify(text)} is no state of a post. Give one of ${entryStates.join(", ")}.`);
}

/** The same request twice is one file. */
function nameOf(kind: string, what: string): string {
  return `${kind}-${createHash("sha256").update(what).digest("hex").slice(0, 16)}`;
}
