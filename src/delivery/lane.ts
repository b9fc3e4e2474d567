import type { Pace } from "../platform/pace.ts";

/** What a lane says when asked for work. */
export type Turn<T> =
  | { readonly go: T; readonly channel: string }
  /** Nothing may go before then, unless something is added or finished. */
  | { readonly waitUntil: number }
  /** Nothing to do, or everything waits for calls under way. */
  | { readonly idle: true };

/**
 * The one queue of a token: in order within a channel, one call at a time there, and over all channels as fast as the
 * platform allows. What was begun goes before what was not, so that no digest waits half sent for all the others. It knows no
 * clock and waits for nothing; whoever drives it does.
 */
export interface Lane<T> {
  add(channel: string, item: T): void;
  /**
   * What may go now. The caller reports its end with `done`. `notBefore` may put off an item that is next, to an instant later
   * than now; others go meanwhile.
   */
  take(now: number, notBefore?: (item: T) => number | undefined): Turn<T>;
  /** What was taken from the channel left a little later than it was taken. */
  left(channel: string, at: number): void;
  /** What was taken from the channel is over, or goes on: then before everything else there, and not before an instant. */
  done(channel: string, next?: { readonly item: T; readonly notBefore?: number }): void;
  /** The platform asked for a pause, of one channel or of the whole token. */
  hold(until: number, channel?: string): void;
  readonly waiting: number;
}

interface Channel<T> {
  readonly name: string;
  readonly items: T[];
  /** Times of the last messages, as many as the window counts. */
  readonly sent: number[];
  readyAt: number;
  busy: boolean;
  queued: boolean;
  /** Its first item was taken before and goes on. */
  begun: boolean;
}

export function createLane<T>(pace: Pace): Lane<T> {
  const gapMs = 1000 / pace.perSecond;
  const credit = ((pace.burst ?? 1) - 1) * gapMs;
  const channels = new Map<string, Channel<T>>();
  const [fresh, begun] = [createReadyQueue<T>(), createReadyQueue<T>()];
  const queueOf = (channel: Channel<T>) => (channel.begun ? begun : fresh);
  let waiting = 0;
  let under = 0;
  /** When the next message would be due if none had waited; it may lag behind by what a burst allows. */
  let nextAt = Number.NEGATIVE_INFINITY;
  let heldUntil = Number.NEGATIVE_INFINITY;

  const queue = (channel: Channel<T>) => {
    if (channel.queued || channel.busy || channel.items.length === 0) return;
    channel.queued = true;
    queueOf(channel).push(channel);
  };

  /** The one that goes first: of those that may go now one that was begun, or else the one that may go earliest. */
  const first = (now: number): Channel<T> | undefined => {
    const [one, other] = [begun.peek(), fresh.peek()];
    if (one === undefined || other === undefined) return one ?? other;
    return one.readyAt <= Math.max(now, other.readyAt) ? one : other;
  };

  const sendFrom = (channel: Channel<T>, now: number): Turn<T> => {
    const go = channel.items.shift() as T;
    waiting--;
    under++;
    channel.busy = true;
    nextAt = Math.max(nextAt, now - credit) + gapMs;
    channel.sent.push(now);
    const { messages = 1, withinMs = 0 } = pace.channelMost?.(channel.name) ?? {};
    if (channel.sent.length > messages) channel.sent.shift();
    const windowOpens = channel.sent.length < messages ? now : (channel.sent[0] as number) + withinMs;
    channel.readyAt = Math.max(channel.readyAt, now + pace.channelMs, windowOpens);
    return { go, channel: channel.name };
  };

  return {
    get waiting() {
      return waiting;
    },
    add(name, item) {
      const known = channels.get(name);
      const channel = known ?? {
        name,
        items: [],
        sent: [],
        readyAt: Number.NEGATIVE_INFINITY,
        busy: false,
        queued: false,
        begun: false,
      };
      channels.set(name, channel);
      channel.items.push(item);
      waiting++;
      queue(channel);
    },
    take(now, notBefore = () => undefined) {
      if (under >= pace.inFlight) return { idle: true };
      for (;;) {
        const channel = first(now);
        if (channel === undefined) return { idle: true };
        const due = Math.max(channel.readyAt, nextAt, heldUntil);
        if (due > now) return { waitUntil: due };
        const later = notBefore(channel.items[0] as T);
        if (later === undefined) {
          queueOf(channel).pop();
          channel.queued = false;
          return sendFrom(channel, now);
        }
        channel.readyAt = later;
        queueOf(channel).moved(channel);
      }
    },
    left(name, at) {
      const channel = channels.get(name);
      if (channel === undefined) return;
      channel.sent[channel.sent.length - 1] = at;
      channel.readyAt = Math.max(channel.readyAt, at + pace.channelMs);
    },
    done(name, next) {
      const channel = channels.get(name);
      if (channel === undefined || !channel.busy) return;
      under--;
      channel.busy = false;
      channel.begun = next !== undefined;
      if (next !== undefined) {
        channel.items.unshift(next.item);
        waiting++;
        channel.readyAt = Math.max(channel.readyAt, next.notBefore ?? channel.readyAt);
      }
      queue(channel);
    },
    hold(until, name) {
      if (name === undefined) {
        heldUntil = Math.max(heldUntil, until);
        return;
      }
      const channel = channels.get(name);
      if (channel === undefined) return;
      channel.readyAt = Math.max(channel.readyAt, until);
      if (channel.queued) queueOf(channel).moved(channel);
    },
  };
}

/** Channels with something to send, the one that may go first in front: a binary heap. */
function createReadyQueue<T>() {
  const heap: Channel<T>[] = [];
  const place = new Map<Channel<T>, number>();
  const put = (channel: Channel<T>, at: number) => {
    heap[at] = channel;
    place.set(channel, at);
  };
  const up = (start: number) => {
    const channel = heap[start] as Channel<T>;
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as Channel<T>).readyAt <= channel.readyAt) break;
      put(heap[parent] as Channel<T>, at);
      at = parent;
    }
    put(channel, at);
  };
  const down = (start: number) => {
    const channel = heap[start] as Channel<T>;
    let at = start;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const smaller =
        right < heap.length && (heap[right] as Channel<T>).readyAt < (heap[left] as Channel<T>).readyAt ? right : left;
      if ((heap[smaller] as Channel<T>).readyAt >= channel.readyAt) break;
      put(heap[smaller] as Channel<T>, at);
      at = smaller;
    }
    put(channel, at);
  };
  return {
    peek: (): Channel<T> | undefined => heap[0],
    push(channel: Channel<T>) {
      heap.push(channel);
      up(heap.length - 1);
    },
    pop() {
      const [first] = heap;
      const last = heap.pop();
      if (first !== undefined) place.delete(first);
      if (last === undefined || last === first) return;
      put(last, 0);
      down(0);
    },
    /** A channel may go later than before. */
    moved(channel: Channel<T>) {
      const at = place.get(channel);
      if (at !== undefined) down(at);
    },
  };
}
