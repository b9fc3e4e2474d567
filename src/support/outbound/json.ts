/** No service here nests this deep; what walks an answer must not run out of stack. */
const deepest = 64;

export interface ReadJson {
  readonly json?: unknown;
  /** What stands there instead of usable JSON. */
  readonly wrong?: string;
}

/** Reads JSON that is not too deep and holds no key that would reach into every object. */
export function readJson(text: string): ReadJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { wrong: "broken JSON" };
  }
  const wrong = wrongIn(json);
  return wrong === undefined ? { json } : { wrong };
}

function wrongIn(json: unknown): string | undefined {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return "JSON nested too deep";
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      if (Object.hasOwn(value, "__proto__")) return "JSON with a forbidden key";
      // One by one: a list may be longer than a call takes arguments.
      for (const part of Object.values(value)) if (typeof part === "object" && part !== null) next.push(part);
    }
    level = next;
  }
  return undefined;
}
