import type { Figure } from "../../market/figure.ts";
import { groupBy } from "../../support/group.ts";
import { countOf, type Statement, state } from "../statement.ts";
import { judge } from "../verdict.ts";
import type { Company, Line, SumCheck } from "./fundamentals.lines.ts";

/** One level per company, metric and period used; one growth per basis; what the source contradicts. */
export function statementsOf(companies: readonly Company[], checks: readonly SumCheck[]): Statement[] {
  return [
    ...companies.flatMap((company) => company.lines.flatMap((line) => lineStatements(company, line))),
    ...verdicts(companies),
    ...checks.map((check) =>
      state(check.exceeds ? "quality.defect" : "fundamentals.level", check.company.subject, check.total, {
        metric: check.exceeds ? "parts-exceed-whole" : check.whole.metric,
        period: check.whole.period,
        members: check.parts.map((part) => ({ symbol: part.metric, value: part.level?.digits ?? "" })),
        basis: `sum of ${check.parts.map((part) => part.metric).join(" + ")}, of a whole of ${check.whole.level?.digits}`,
      }),
    ),
  ];
}

function lineStatements(company: Company, line: Line): Statement[] {
  const { subject } = company;
  const { metric, period } = line;
  const level = (value: Figure, at: string, basis: string) =>
    state("fundamentals.level", subject, value, { metric, period: at, basis });
  return [
    ...(line.level === undefined ? [] : [level(line.level, period, "printed level")]),
    ...line.comparisons.flatMap((comparison): Statement[] => {
      const { over, margin, growth, base } = comparison;
      if (growth === undefined) return [];
      return [
        ...(base === undefined ? [] : [level(base.level, base.period, "printed level")]),
        state(margin ? "fundamentals.margin-change" : "fundamentals.growth", subject, growth.value, {
          metric,
          period,
          basis: over,
        }),
        ...growth.contradicted.map((printed) =>
          state("quality.defect", subject, printed, {
            metric: `${metric}-${over}-not-attainable`,
            period,
            members: [{ symbol: metric, value: growth.value.digits }],
            basis: "the printed levels do not allow the printed growth",
          }),
        ),
      ];
    }),
    ...line.conflicting.map((other) =>
      state("quality.defect", subject, other, {
        metric: `${metric}-printed-twice`,
        period,
        members: [{ symbol: metric, value: line.level?.digits ?? "" }],
        basis: "the same figure is printed with two values",
      }),
    ),
  ];
}

/** Where several companies report a metric: did it grow at all of them? */
function verdicts(companies: readonly Company[]): Statement[] {
  const growths = companies.flatMap((company) =>
    company.lines.flatMap((line) =>
      line.comparisons.flatMap(({ over, margin, growth }) =>
        growth === undefined || margin
          ? []
          : [
              {
                key: `${line.metric} ${over} ${line.period}`,
                metric: line.metric,
                period: line.period,
                over,
                subject: company.subject,
                value: growth.value,
              },
            ],
      ),
    ),
  );
  return Array.from(groupBy(growths, (one) => one.key)).flatMap(([, members]) => {
    const [first] = members;
    if (first === undefined || members.length < 2) return [];
    const { verdict } = judge(members.map((one) => ({ symbol: one.subject, change: one.value })));
    return [
      state("group.verdict", first.metric, countOf(members, first.value.origin), {
        metric: first.metric,
        period: first.period,
        verdict,
        members: members
          .toSorted((a, b) => b.value.number - a.value.number)
          .map((one) => ({ symbol: one.subject, value: one.value.digits })),
        basis: first.over,
      }),
    ];
  });
}
