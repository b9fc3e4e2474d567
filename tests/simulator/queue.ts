import type { Life } from "./world.ts";

/** Something that happens at an instant. */
export interface Queued {
  readonly at: number;
  /** Of two at one instant, the smaller goes first. */
  readonly tie: number;
  readonly run: () => void;
  /** Happens only while this one lives. */
  readonly life?: Life;
  /** Does not happen after all. */
  gone?: boolean;
}

/** What is to happen, the earliest first: a binary heap. */
export function createQueue() {
  const heap: Queued[] = [];
  const isBefore = (a: number, b: number) => {
    const [one, other] = [heap[a] as Queued, heap[b] as Queued];
    return one.at < other.at || (one.at === other.at && one.tie < other.tie);
  };
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Queued, heap[a] as Queued];
  };
  const sink = () => {
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      if (left >= heap.length) return;
      const smaller = left + 1 < heap.length && isBefore(left + 1, left) ? left + 1 : left;
      if (!isBefore(smaller, place)) return;
      swap(place, smaller);
      place = smaller;
    }
  };
  return {
    add(one: Queued): Queued {
      heap.push(one);
      for (let place = heap.length - 1; place > 0; ) {
        const parent = (place - 1) >> 1;
        if (!isBefore(place, parent)) break;
        swap(place, parent);
        place = parent;
      }
      return one;
    },
    /** The earliest up to an instant. */
    take(until: number): Queued | undefined {
      const [first] = heap;
      if (first === undefined || first.at > until) return undefined;
      const last = heap.pop() as Queued;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
}
