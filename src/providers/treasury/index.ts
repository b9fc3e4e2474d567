import type { Call } from "../../support/outbound/call.ts";
import { askForTable, readTable } from "../csv-answer.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { column, firstReading, ratesObserved, yieldInstrument } from "../rates.ts";
import type { Reading } from "../rows.ts";
import { columns, Line } from "./schema.ts";

const names = { en: "US Treasury", zh: "美国财政部" };
const about: Reading = { service: names.en, topic: "us-yields" };
const hourMs = 3_600_000;

/** The official par yields of each day, from the table of a whole year. */
export const treasury: Source = {
  facts: {
    name: "treasury",
    names,
    base: "https://home.treasury.gov/resource-center/data-chart-center/interest-rates",
    terms: "open",
    budget: { perHour: 4 },
    delay: "daily",
  },
  topics: () => ({ "us-yields": usYields }),
};

async function usYields(ask: Ask, call: Call): Promise<Observed> {
  const tables = [];
  for (const year of yearsOf(ask)) tables.push(await tableOf(year, ask, call));
  const rows = tables.flatMap(({ value }) => value.rows);
  const faults = tables.flatMap(({ value }) => value.faults);
  const readings = (["US10Y", "US2Y"] as const).map((symbol) => ({
    instrument: yieldInstrument(symbol),
    unit: "pct" as const,
    closes: column(rows, symbol),
  }));
  return ratesObserved(about, readings, tables, faults, ask);
}

/** In January the readings before the window stand in the table of the year before. */
function yearsOf({ window }: Ask): string[] {
  return [...new Set([firstReading(window), window.to].map((day) => day.slice(0, 4)))];
}

function tableOf(year: string, { now }: Ask, call: Call) {
  // A year's table begins with its second or third day.
  const isNew = new Date(now).toISOString().startsWith(`${year}-01-0`);
  return askForTable(
    call,
    {
      path: `/daily-treasury-rates.csv/${year}/all`,
      query: { type: "daily_treasury_yield_curve", field_tdr_date_value: year, page: "", _format: "csv" },
      freshMs: hourMs,
      staleMs: 96 * hourMs,
      // It has been seen to think for 20 seconds.
      timeoutMs: 25_000,
    },
    (text) => readTable(about, text, Object.values(columns), Line, isNew),
  );
}
