import { UsageError } from "../support/errors.ts";

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** The window a person named with `--week` or `--date`; nothing means the newest there is. */
export function readWindow(week: string | undefined, date: string | undefined): Window | undefined {
  if (week !== undefined && date !== undefined)
    throw new UsageError("--week and --date say two things; give one of them.");
  if (date !== undefined) return { from: readDay("--date", date), to: date };
  if (week === undefined) return undefined;
  const [from = "", to = "", ...more] = week.split("..");
  if (to === "" || more.length > 0) {
    throw new UsageError(
      `--week ${JSON.stringify(week)} is not two days. Write it like --week 2024-07-22..2024-07-26.`,
    );
  }
  const window = { from: readDay("--week", from), to: readDay("--week", to) };
  if (window.from > window.to) throw new UsageError(`--week ${week} ends before it starts. Swap the two days.`);
  return window;
}

function readDay(option: string, text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new UsageError(`${option} ${JSON.stringify(text)} is not a day. Write it like 2024-07-26.`);
  }
  return text;
}
