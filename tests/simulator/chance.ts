/** Draws that are the same for the same seed. */
export interface Chance {
  /** From 0 to 1, without 1. */
  (): number;
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  of<T>(some: readonly T[]): T;
  hit(part: number): boolean;
  /** Draws of their own, so that more of them here change nothing there. */
  apart(name: string): Chance;
}

export function createChance(seed: number): Chance {
  let state = (seed * 2_654_435_761 + 0x9e37_79b9) >>> 0;
  const draw = () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return Object.assign(draw, {
    int,
    of: <T>(some: readonly T[]): T => some[int(0, some.length - 1)] as T,
    hit: (part: number) => draw() < part,
    apart: (name: string) =>
      createChance([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, seed + 7)),
  });
}
