/** Tasks of one lane run one after the other, those of different lanes beside each other. */
export interface Lanes {
  /** Resolves when the task is done, however it ended. */
  add(lane: string, task: () => Promise<void>): Promise<void>;
  /** Resolves when every lane is empty. */
  settled(): Promise<void>;
}

/** Each chat is a lane: its answers keep their order, and a slow one holds up nobody else. */
export function createLanes(failed: (error: unknown) => void): Lanes {
  const lanes = new Map<string, Promise<void>>();
  return {
    add(lane, task) {
      const last = (lanes.get(lane) ?? Promise.resolve()).then(task).catch(failed);
      lanes.set(lane, last);
      void last.then(() => {
        if (lanes.get(lane) === last) lanes.delete(lane);
      });
      return last;
    },
    async settled() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
