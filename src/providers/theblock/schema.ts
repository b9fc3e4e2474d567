import * as z from "zod";
import { flow, instant } from "../numbers.ts";

const Lines = z.object({ Series: z.record(z.string(), z.object({ Data: z.array(z.unknown()) })) });
const text = z.string().transform((packed, context): unknown => {
  try {
    return JSON.parse(packed);
  } catch {
    context.issues.push({ code: "custom", message: "JSON in a text", input: packed.slice(0, 40) });
    return z.NEVER;
  }
});

/** A chart: its lines by name, as an object or as JSON packed into a text, with or without a frame around it. */
const JsonFile = z.union([Lines, z.object({ data: z.union([Lines, text.pipe(Lines)]) }).transform(({ data }) => data)]);
export const Chart = z.union([
  z.object({ jsonFile: JsonFile }).transform(({ jsonFile }) => jsonFile.Series),
  z.object({ chart: z.object({ jsonFile: JsonFile }) }).transform(({ chart }) => chart.jsonFile.Series),
]);

/** A point of a line: midnight UTC of the day in seconds, US dollars, null where there is no reading. */
export const Point = z.object({ Timestamp: instant("seconds"), Result: flow });
