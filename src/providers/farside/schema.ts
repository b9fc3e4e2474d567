import { isDay } from "../../market/days.ts";
import type { Digits } from "../../market/decimal.ts";
import { type FlowDay, fundTicker } from "../flows.ts";
import { digitsOf } from "../numbers.ts";

/** Longer pages, rows or cells than these are no table of flows. */
const mostRows = 5000;

/** Texts of the cells of each row of the first table of the class `etf`; undefined where there is none. */
export function flowTable(html: string): string[][] | undefined {
  const start = /<table\b[^>]{0,200}\bclass="[^"]{0,200}\betf\b[^"]{0,200}"[^>]{0,200}>/i.exec(html);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  const end = html.indexOf("</table", from);
  const body = html.slice(from, end < 0 ? undefined : end);
  return body
    .split(/<tr\b/i)
    .slice(1, mostRows + 1)
    .map((row) =>
      row
        .split(/<t[dh]\b/i)
        .slice(1)
        .map(textOf),
    );
}

/** Text between tags, of a cell whose own tag has lost its beginning. */
function textOf(cell: string): string {
  const inner = cell.slice(cell.indexOf(">") + 1);
  const parts = inner.split("<").map((part, index) => (index === 0 ? part : part.slice(part.indexOf(">") + 1)));
  return parts.join("").replaceAll("&nbsp;", " ").trim();
}

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `18 Nov 2026`; rows that begin with another text sum the others up. */
export function dayOf(text: string): string | undefined {
  const [, date, month = "", year] = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(text) ?? [];
  const at = months.indexOf(month);
  if (date === undefined || at < 0 || at % 3 !== 0) return undefined;
  const on = `${year}-${String(at / 3 + 1).padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(on) ? on : undefined;
}

/** US$ million: `(95.1)` is negative, `-` is no reading, never zero. `null` is no number. */
export function flowOf(text: string): Digits | undefined | null {
  const bracketed = /^\(([\d.,]+)\)$/.exec(text);
  const plain = (bracketed?.[1] ?? text).replaceAll(",", "");
  const digits = digitsOf(plain);
  return bracketed === null || typeof digits !== "string" ? digits : `-${digits}`;
}

/** A row under its header, or what is wrong with it. */
export function flowDay(on: string, header: readonly string[], row: readonly string[]): FlowDay | string {
  if (row.length !== header.length) return `${header.length} cells as in the header`;
  const cells = new Map<string, Digits | undefined>();
  let total: Digits | undefined;
  for (const [index, name] of header.entries()) {
    if (index === 0) continue;
    const value = flowOf(row[index] ?? "");
    if (value === null) return "a flow in US$ million";
    const fund = fundTicker(name);
    if (fund === "TOTAL") total = value;
    else if (fund !== undefined) cells.set(fund, value);
  }
  return { on, total, cells };
}
