import { compare, sum } from "../../market/decimal.ts";
import { derived, type Figure, halfPlace } from "../../market/figure.ts";
import { type Growth, growthOf, marginChangeOf } from "../../market/growth.ts";
import type { Names } from "../../market/instrument.ts";
import type { Fundamental } from "../../market/observations.ts";
import { endOf, type Period, readPeriod, yearBefore } from "../../market/period.ts";
import type { Reference } from "../../market/reference.ts";
import { groupBy } from "../../support/group.ts";
import { own } from "../../support/own.ts";

export interface Comparison {
  readonly over: "yoy" | "qoq" | "mom" | "before";
  /** A ratio changes in percentage points, an amount in percent. */
  readonly margin: boolean;
  readonly growth: Growth | undefined;
  /** The period and level compared with, where the table has them. */
  readonly base: { readonly period: string; readonly level: Figure } | undefined;
}

/** One metric of one company at its newest period. */
export interface Line {
  readonly metric: string;
  readonly period: string;
  readonly level: Figure | undefined;
  readonly comparisons: readonly Comparison[];
  /** Levels printed twice with different values. */
  readonly conflicting: readonly Figure[];
}

export interface Company {
  readonly subject: string;
  readonly names: Names;
  readonly lines: readonly Line[];
  readonly all: readonly Fundamental[];
}

export function companiesOf(rows: readonly Fundamental[]): Company[] {
  return Array.from(
    groupBy(rows, (row) => row.subject),
    ([subject, own]) => ({
      subject,
      names: (own[0] as Fundamental).names,
      lines: [...linesOf(own), ...beforeAfter(own)],
      all: own,
    }),
  );
}

function linesOf(rows: readonly Fundamental[]): Line[] {
  return Array.from(groupBy(rows, (row) => row.metric)).flatMap(([metric, own]) => {
    const newest = newestPeriod(own);
    return newest === undefined ? [] : [lineOf(metric, newest, own)];
  });
}

/** The newest period a metric has any number for; periods that cannot be read keep the order of the table. */
function newestPeriod(rows: readonly Fundamental[]): string | undefined {
  return rows
    .map((row, index) => ({ text: row.period, index, period: readPeriod(row.period) }))
    .toSorted((a, b) => endAt(b.period) - endAt(a.period) || b.index - a.index)[0]?.text;
}

function endAt(period: Period | undefined): number {
  return period === undefined ? Number.NEGATIVE_INFINITY : endOf(period);
}

function lineOf(metric: string, newest: string, rows: readonly Fundamental[]): Line {
  const levels = (period: string) =>
    rows.filter((row) => row.basis === "level" && row.period === period).map((row) => row.value);
  const [level, ...others] = mostExact(levels(newest));
  const at = readPeriod(newest);
  const comparisons = (["yoy", "qoq", "mom"] as const).flatMap((over): Comparison[] => {
    const basePeriod = at === undefined ? undefined : periodAt(rows, at, over);
    const baseLevel = basePeriod === undefined ? undefined : mostExact(levels(basePeriod))[0];
    const printed = rows
      .filter((row) => row.period === newest && (row.basis === over || row.basis === `${over}-change`))
      .map((row) => row.value);
    // A ratio changes in percentage points and an amount in percent; a print in the other unit says something else.
    const margin = level === undefined ? printed.some((one) => one.unit === "pct_pt") : level.unit === "pct";
    const alike = printed.filter((one) => one.unit === (margin ? "pct_pt" : "pct"));
    const growth = (margin ? marginChangeOf : growthOf)(baseLevel, level, alike);
    if (growth === undefined) return [];
    const base =
      basePeriod === undefined || baseLevel === undefined ? undefined : { period: basePeriod, level: baseLevel };
    return [{ over, margin, growth, base }];
  });
  return {
    metric,
    period: newest,
    level,
    comparisons,
    conflicting: level === undefined ? [] : others.filter((one) => conflicts(one, level)),
  };
}

/** The period that `over` compares with, as the table spells it. */
function periodAt(rows: readonly Fundamental[], at: Period, over: Comparison["over"]): string | undefined {
  if (over === "mom" && at.kind !== "month") return undefined;
  if (over === "qoq" && at.kind !== "quarter") return undefined;
  const index = over === "yoy" ? yearBefore(at) : at.index - 1;
  return rows.find((row) => {
    const period = readPeriod(row.period);
    return period !== undefined && period.kind === at.kind && period.fiscal === at.fiscal && period.index === index;
  })?.period;
}

/** The same number is often printed twice, once rounded: the print with the smallest last place is the best. */
function mostExact(figures: readonly Figure[]): Figure[] {
  return figures.toSorted((a, b) => compare(halfPlace(a), halfPlace(b)));
}

function conflicts(other: Figure, level: Figure): boolean {
  return Math.abs(other.number - level.number) > Number(halfPlace(other)) + Number(halfPlace(level));
}

/** `customers_before` and `customers_after` are two readings of one metric. */
function beforeAfter(rows: readonly Fundamental[]): Line[] {
  return rows.flatMap((before) => {
    const metric = /^(.+)_before$/.exec(before.metric)?.[1];
    const after = metric === undefined ? undefined : rows.find((row) => row.metric === `${metric}_after`);
    if (metric === undefined || after === undefined) return [];
    const growth = growthOf(before.value, after.value, []);
    const base = { period: before.period, level: before.value };
    return [
      {
        metric,
        period: after.period,
        level: after.value,
        conflicting: [],
        comparisons: [{ over: "before", margin: false, growth, base }],
      },
    ];
  });
}

export interface SumCheck {
  readonly company: Company;
  readonly whole: Line;
  readonly parts: readonly Line[];
  readonly total: Figure;
  /** The parts add up to more than the whole: a contradiction in the source. */
  readonly exceeds: boolean;
}

/** Parts of a metric, as the reference knows them, held against the whole of the same period. */
export function sumChecks(company: Company, reference: Reference): SumCheck[] {
  return company.lines.flatMap((whole) => {
    const parts = company.lines.filter(
      (line) =>
        own(reference.metrics, line.metric)?.partOf === whole.metric &&
        line.period === whole.period &&
        line.level?.unit === whole.level?.unit,
    );
    const levels = parts.flatMap((part) => part.level ?? []);
    if (whole.level === undefined || levels.length < 2) return [];
    const total = derived(sum(levels.map((level) => level.digits)), whole.level.unit, whole.level.origin);
    const leeway = levels.reduce((all, level) => all + Number(halfPlace(level)), Number(halfPlace(whole.level)));
    return [{ company, whole, parts, total, exceeds: total.number > whole.level.number + leeway }];
  });
}
