/** Gives the event loop back before a long computation has held it too long; returns at once while time remains. */
export type Breathe = () => Promise<void> | undefined;

/**
 * `holdMs` is how long work may hold the event loop between two breaths (default 8 ms: well under the 20 ms a chat
 * command may be kept waiting). The caller decides how often to ask; asking costs one clock reading.
 */
export function createBreather(holdMs = 8, now: () => number = () => performance.now()): Breathe {
  let since = now();
  return () => {
    if (now() - since < holdMs) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = now();
        resolve();
      }),
    );
  };
}
