import * as z from "zod";
import { percent, price } from "../numbers.ts";

/** `v_sh688256="1~name~code~price~…";` one for each code; unknown ones answer as `v_pv_none_match`. */
export function linesOf(text: string) {
  return Array.from(text.matchAll(/(?:^|[;\s])v_([\w.]+)="([^"\n]*)"/g), ([, code = "", line = ""]) => {
    const fields = line.split("~");
    return { code, name: fields[1], price: fields[3], previous: fields[4], time: fields[30], percent: fields[32] };
  }).filter(({ code }) => code !== "pv_none_match");
}

const zones: Readonly<Record<string, string>> = { us: "America/New_York", hk: "Asia/Hong_Kong" };
const closings: Readonly<Record<string, string>> = { us: "16:00", hk: "16:00" };

/** Each market prints time its own way: `20261120150003`, `2026/11/20 16:08:12`, `2026-11-19 16:00:01`, all its local time. */
function timeIn(zone: string, text: string): { at: string; clock: string } | undefined {
  const parts = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2}) ?(\d{2}):?(\d{2}):?(\d{2})$/.exec(text.trim())?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (year < 2009 || year > 2099 || new Date(asIfUtc).getUTCDate() !== day || hour > 23) return undefined;
  const shown = (ms: number) =>
    Date.parse(`${new Date(ms).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")}Z`);
  const at = asIfUtc - (shown(asIfUtc) - asIfUtc);
  const pad = (part: number) => String(part).padStart(2, "0");
  return { at: new Date(asIfUtc - (shown(at) - at)).toISOString(), clock: `${pad(hour)}:${pad(minute)}` };
}

/** A price of zero is how a halted share is printed. Volumes are in lots in one market and shares in another: not used. */
export const Line = z
  .object({
    code: z.string(),
    name: z.string(),
    price: price.refine((digits) => digits !== undefined, "a price"),
    previous: price,
    time: z.string(),
    percent,
  })
  .transform(({ time, ...line }, context) => {
    const market = line.code.slice(0, 2);
    const read = timeIn(zones[market] ?? "Asia/Shanghai", time);
    if (read === undefined) {
      context.issues.push({ code: "custom", message: "a local time", input: time });
      return z.NEVER;
    }
    return { ...line, at: read.at, isOver: read.clock >= (closings[market] ?? "15:00") };
  });
export type Line = z.output<typeof Line>;
