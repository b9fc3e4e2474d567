/** A reporting period that can be compared: `2Q24`, `FY1Q25`, `2024Q2`, `1H24`, `FY2024`, `2024-06`, `2024`. */
export interface Period {
  /** Periods of one kind and calendar can be set against each other. */
  readonly kind: "quarter" | "half" | "year" | "month";
  readonly fiscal: boolean;
  /** Counts periods of the kind since year zero. */
  readonly index: number;
}

const perYear = { quarter: 4, half: 2, year: 1, month: 12 } as const;

export function readPeriod(text: string): Period | undefined {
  const fiscal = /^FY/i.test(text) || /FY$/i.test(text);
  const plain = text.replace(/FY/i, "").trim();
  const quarter = /^(?:([1-4])Q(\d{2}|\d{4})|(\d{4})Q([1-4])|Q([1-4])[ -]?(\d{2}|\d{4}))$/i.exec(plain);
  if (quarter !== null)
    return period("quarter", quarter[2] ?? quarter[3] ?? quarter[6], quarter[1] ?? quarter[4] ?? quarter[5], fiscal);
  const half = /^(?:([12])H(\d{2}|\d{4})|(\d{4})H([12]))$/i.exec(plain);
  if (half !== null) return period("half", half[2] ?? half[3], half[1] ?? half[4], fiscal);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(plain);
  if (month !== null) return period("month", month[1], month[2], fiscal);
  const year = (fiscal ? /^(\d{4}|\d{2})[AE]?$/ : /^(\d{4})[AE]?$/).exec(plain);
  return year === null ? undefined : period("year", year[1], "1", fiscal);
}

function period(kind: Period["kind"], year: string | undefined, nth: string | undefined, fiscal: boolean): Period {
  const full = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  return { kind, fiscal, index: full * perYear[kind] + Number(nth) - 1 };
}

/** The same period a year earlier, as an index of its kind. */
export function yearBefore(period: Period): number {
  return period.index - perYear[period.kind];
}

/** Position on a common scale, for finding the newest; the kind breaks ties. */
export function endOf(period: Period): number {
  return (period.index + 1) / perYear[period.kind];
}
