import type { Figure, Origin } from "../../market/figure.ts";
import type { Observed } from "./source.ts";

type Change = (origin: Origin) => Origin;

/** The same observations with other origins under their figures; figures that shared one still do. */
export function withOrigins(observed: Observed, change: Change): Observed {
  const known = new Map<Origin, Origin>();
  const changed: Change = (origin) => {
    const found = known.get(origin) ?? change(origin);
    known.set(origin, found);
    return found;
  };
  return walk(observed, changed) as Observed;
}

/** One part of them, such as a quote. */
export function partWithOrigins<T extends object>(part: T, change: Change): T {
  return walk(part, change) as T;
}

function walk(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, change));
  if (typeof value !== "object" || value === null) return value;
  if (isFigure(value)) return { ...value, origin: change(value.origin) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, change)]));
}

function isFigure(value: object): value is Figure {
  return "digits" in value && "origin" in value;
}

export const asStale: Change = (origin) => (origin.quality === "stale" ? origin : { ...origin, quality: "stale" });
