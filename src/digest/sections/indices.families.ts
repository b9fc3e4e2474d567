import type { Figure } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { indexFacts } from "../../market/reference.ts";
import { originOfAll } from "../say.ts";
import type { SectionContext } from "../section.ts";
import { countOf, type Statement, state, windowOf } from "../statement.ts";
import { judge, zeroDefect } from "../verdict.ts";

export interface Family {
  readonly id: string;
  readonly rows: readonly Quote[];
  readonly statement: Statement;
  readonly zeros: readonly Quote[];
}

/** Families of which a verdict is of use; each needs two members with a reading, or two spans of one. */
export function familiesOf(rows: readonly Quote[], span: Span, context: SectionContext): Family[] {
  const facts = (row: Quote) => indexFacts(context.reference, row.instrument.symbol, row.instrument.names);
  const equity = rows.filter((row) => facts(row).theme !== "volatility");
  const tech = equity.filter((row) => facts(row).theme === "tech");
  const families: [string, Quote[], number][] = [
    ["overseas-tech", tech.filter((row) => facts(row).region !== "cn"), 2],
    ["a-share-tech", tech.filter((row) => facts(row).region === "cn"), 1],
    ["a-share", equity.filter((row) => facts(row).region === "cn"), 2],
    ["us-indices", equity.filter((row) => facts(row).region === "us"), 2],
    ["hk-indices", equity.filter((row) => facts(row).region === "hk"), 2],
    ["indices", equity, 2],
  ];
  return families.flatMap(([id, members, least]) => {
    // A family of which a member has no reading cannot be said to have moved as one.
    if (members.length < least || members.some((row) => row.changes[span] === undefined)) return [];
    const judged = members.map((row) => ({ symbol: row.instrument.symbol, change: row.changes[span] as Figure }));
    const origin = originOfAll(judged.map((one) => one.change));
    if (origin === undefined) return [];
    const { verdict, zeros } = judge(judged);
    const statement = state("group.verdict", id, countOf(members, origin), {
      window: windowOf(span, context.window),
      verdict,
      members: judged.map((one) => ({ symbol: one.symbol, value: one.change.digits })),
      basis: "signs of the printed changes",
    });
    return [{ id, rows: members, statement, zeros: members.filter((row) => zeros.includes(row.instrument.symbol)) }];
  });
}

/** A verdict on a whole family is doubtful where a member is printed as 0. */
export function hangingOnZero({ statement, zeros }: Family, span: Span): Statement[] {
  const [first] = zeros;
  const figure = first?.changes[span];
  if (statement.verdict === "mixed" || figure === undefined) return [];
  return [
    zeroDefect(
      statement,
      zeros.map((row) => row.instrument.symbol),
      figure.origin,
    ),
  ];
}
