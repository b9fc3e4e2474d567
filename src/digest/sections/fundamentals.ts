import { details, lead, list, table } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, join, literal, message, missing, name, quantity, selector, type Value } from "../../i18n/value.ts";
import { sign } from "../../market/decimal.ts";
import type { Figure } from "../../market/figure.ts";
import { metricNames } from "../../market/reference.ts";
import { groupBy } from "../../support/group.ts";
import { sourceNote } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { type Company, type Comparison, companiesOf, type Line, sumChecks } from "./fundamentals.lines.ts";
import { messages } from "./fundamentals.messages.ts";
import { statementsOf } from "./fundamentals.statements.ts";

/** Reported numbers by company: newest period, growth on the year and on the period before (D1–D6). */
export const fundamentals: Section = {
  name: "fundamentals",
  needs: ["fundamentals"],
  messages,
  build(snapshot, context) {
    const companies = companiesOf(snapshot.fundamentals.filter((one) => one.announced !== true));
    const key = companiesOf(snapshot.fundamentals.filter((one) => one.announced === true));
    if (companies.length === 0 && key.length === 0) return { absent: message("fundamentals.absent") };
    const checks = companies.flatMap((company) => sumChecks(company, context.reference));
    return {
      statements: statementsOf([...companies, ...key], checks),
      nodes: [
        ...companies.flatMap((company) => companyNodes(company, companies.length, context)),
        ...groupNodes(companies, context),
        ...checks
          .filter((check) => check.exceeds)
          .map((check) =>
            lead(
              message("fundamentals.parts-exceed", {
                company: name(check.company.names),
                whole: metric(check.whole.metric, context),
              }),
            ),
          ),
        ...keyNodes(key, context),
        sourceNote(
          snapshot,
          snapshot.fundamentals.slice(0, 1).map((one) => one.value.origin),
          "published",
        ),
      ],
    };
  },
};

function metric(id: string, context: SectionContext): Value {
  return name(metricNames(context.reference, id));
}

/** The metrics a reader wants in the sentence, in this order; others stay in the table. */
const spoken = ["revenue", "revenue_month", "net_profit", "gross_margin", "capex", "vehicle_deliveries"];

function companyNodes(company: Company, companies: number, context: SectionContext): Node[] {
  const said = company.lines
    .filter((line) => spoken.includes(line.metric))
    .toSorted((a, b) => spoken.indexOf(a.metric) - spoken.indexOf(b.metric));
  const lines = said.length > 0 ? said : company.lines.slice(0, 3);
  const sentence = message("fundamentals.lead", {
    company: name(company.names),
    period: lines[0]?.period ?? "",
    items: join(
      lines.map((line) => lineClause(line, lines[0]?.period, context)),
      "clauses",
    ),
  });
  return [lead(sentence), ...(company.lines.length < 4 && companies > 1 ? [] : [companyTable(company, context)])];
}

/** A line of another period than the sentence opens with says so. */
function lineClause(line: Line, period: string | undefined, context: SectionContext): Value {
  const parts = line.comparisons.flatMap((comparison) =>
    comparison.growth === undefined
      ? []
      : [
          message(`fundamentals.${comparison.over}`, {
            change: quantity(comparison.growth.value, "signed"),
          }),
        ],
  );
  return message("fundamentals.item", {
    metric: metric(line.metric, context),
    value: line.level === undefined ? "" : quantity(line.level, "plain"),
    changes: join(parts, "list"),
    compared: parts.length,
    known: line.level === undefined ? "no" : "yes",
    other: line.period === period ? "no" : "yes",
    period: line.period,
  });
}

function companyTable(company: Company, context: SectionContext): Node {
  const over = (line: Line, wanted: Comparison["over"]): Value =>
    cell(line.comparisons.find((comparison) => comparison.over === wanted)?.growth?.value, "change");
  return table(company.lines, [
    { key: "metric", label: message("column.metric"), cell: (line) => metric(line.metric, context), priority: 1 },
    { key: "period", label: message("column.period"), cell: (line) => literal(line.period), priority: 2 },
    {
      key: "value",
      label: message("column.value"),
      cell: (line) => (line.level === undefined ? missing : quantity(line.level, "plain")),
      priority: 1,
    },
    { key: "yoy", label: message("fundamentals.column-yoy"), cell: (line) => over(line, "yoy"), priority: 2 },
    { key: "qoq", label: message("fundamentals.column-qoq"), cell: (line) => over(line, "qoq"), priority: 3 },
    { key: "mom", label: message("fundamentals.column-mom"), cell: (line) => over(line, "mom"), priority: 3 },
  ]);
}

/** One metric side by side, where several companies report it: whose growth is larger, who grew at all. */
function groupNodes(companies: readonly Company[], context: SectionContext): Node[] {
  const shared = companies
    .flatMap((company) => company.lines.map((line) => ({ company, line, growth: growthOver(line, "yoy") })))
    .filter((one): one is typeof one & { growth: Figure } => one.growth !== undefined);
  // Only companies that report the metric for the same period stand side by side.
  const groups = [...groupBy(shared, (one) => `${one.line.metric} ${one.line.period}`).values()];
  return groups
    .filter((group) => group.length > 1)
    .map((group) => {
      const rows = group.toSorted((a, b) => b.growth.number - a.growth.number);
      const id = (rows[0] as (typeof rows)[0]).line.metric;
      const up = rows.filter((row) => sign(row.growth.digits) > 0).length;
      return lead(
        message("fundamentals.group", {
          metric: metric(id, context),
          verdict: up === rows.length ? "all" : up === 0 ? "none" : "some",
          up,
          total: rows.length,
          items: join(
            rows.map((row) =>
              message("shared.moved", { name: name(row.company.names), change: quantity(row.growth, "signed") }),
            ),
            "list",
          ),
        }),
      );
    });
}

export function growthOver(line: Line, over: Comparison["over"]): Figure | undefined {
  return line.comparisons.find((comparison) => comparison.over === over)?.growth?.value;
}

function keyNodes(entities: readonly Company[], context: SectionContext): Node[] {
  const items = entities.flatMap((entity) =>
    entity.lines.map((line) =>
      message("fundamentals.key", {
        entity: name(entity.names),
        metric: metric(line.metric, context),
        value: announcedValue(entity, line),
        period: line.period,
        dated: line.period === "" ? "no" : "yes",
        compared: line.comparisons.some((comparison) => comparison.growth !== undefined) ? "yes" : "no",
        change: line.comparisons[0]?.growth === undefined ? "" : quantity(line.comparisons[0].growth.value, "signed"),
      }),
    ),
  );
  if (items.length === 0) return [];
  return [details(message("fundamentals.key-title", { count: items.length }), [list(items)])];
}

/** An announced number with what it counts and how sure its source was; Chinese readers get it as it was worded. */
function announcedValue(entity: Company, line: Line): Value {
  if (line.level === undefined) return missing;
  const row = entity.all.find((one) => one.metric === line.metric && one.period === line.period);
  return message("fundamentals.announced", {
    qualifier: row?.qualifier ?? "none",
    // The Chinese wording often says "over" or "about" itself.
    sure: /[超近约最]|以上|以下/.test(row?.printed ?? "")
      ? "worded"
      : selector((row?.qualifier ?? "yes").replaceAll(" ", "_")),
    value: row?.measure === "year" ? literal(line.level.digits) : quantity(line.level, "plain"),
    measure: row?.measure === "year" ? "" : (row?.measure ?? ""),
    measured: row?.measure === undefined || row.measure === "year" ? "no" : "yes",
    printed: row?.printed ?? "",
    worded: row?.printed === undefined ? "no" : "yes",
  });
}
