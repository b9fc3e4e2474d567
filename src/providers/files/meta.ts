import * as z from "zod";
import { addDays, isDay, weekOf } from "../../market/days.ts";
import type { Fault, Window } from "../../market/snapshot.ts";
import { cleanText } from "../../support/text.ts";

const sourceName = z.string().transform(cleanText).pipe(z.string().min(1, "a name"));
const Day = z.string().refine(isDay, "a calendar day like 2024-07-26");

export const Meta = z
  .object({
    report: z.string().transform(cleanText).default(""),
    broker_en: z.string().transform(cleanText).default(""),
    broker_zh: z.string().transform(cleanText).default(""),
    window_start: Day,
    window_end: Day,
    published: Day.optional().or(z.literal("").transform(() => undefined)),
    themes: z.array(z.string().transform(cleanText)).default([]),
    /** Sources of single tables, where they are not the publisher's own. */
    sources: z.record(z.string(), z.object({ en: sourceName, zh: sourceName })).default({}),
  })
  .superRefine((meta, context) => {
    const expect = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const real = isDay(meta.window_start) && isDay(meta.window_end);
    if (!real) return;
    if (meta.window_start > meta.window_end) expect("window_end", "a day not before window_start");
    if (meta.published !== undefined && isDay(meta.published) && meta.published < meta.window_end)
      expect("published", "a day not before window_end");
  });
export type Meta = z.infer<typeof Meta>;

const file = "meta.json";

/** Reads meta.json. What is wrong in it is reported field by field; it then counts as missing. */
export function readMeta(text: string | undefined): { meta?: Meta; faults: Fault[] } {
  if (text === undefined) {
    return {
      faults: [{ file, expected: "a file saying window_start and window_end; it is missing", severity: "noted" }],
    };
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const where = error instanceof SyntaxError ? error.message : "";
    return { faults: [{ file, value: text.slice(0, 40), expected: `JSON (${where})`, severity: "dropped" }] };
  }
  const parsed = Meta.safeParse(json);
  if (parsed.success) return { meta: parsed.data, faults: [] };
  return {
    faults: parsed.error.issues.map((issue) => ({
      file,
      column: issue.path.join("."),
      value: JSON.stringify(valueAt(json, issue.path) ?? null).slice(0, 80),
      expected: issue.message,
      severity: "dropped",
    })),
  };
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], json);
}

/**
 * A folder without a readable meta.json is about the week of its newest dated row, or the days asked for; without either
 * nobody can say which days it is about.
 */
export function guessMeta(newestDay: string | undefined, window: Window | undefined): Meta | undefined {
  if (newestDay === undefined && window === undefined) return undefined;
  const week = weekOf(newestDay ?? (window as Window).to);
  const from = window?.from ?? week.from;
  const to = window?.to ?? addDays(week.from, 4);
  return Meta.parse({
    window_start: from,
    window_end: to,
    published: newestDay === undefined || newestDay < to ? to : newestDay,
  });
}
