/** Lets so many pieces of work run at a time, in the order they came; the others wait. */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    // Whoever waits is handed the turn of one that is done.
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // What waits in other queues, such as acknowledgements, goes before the next piece of work.
      setImmediate(() => {
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      });
    }
  };
}
