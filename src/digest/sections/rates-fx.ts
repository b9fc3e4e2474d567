import { lead, table } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, join, message, quantity, type Value } from "../../i18n/value.ts";
import { impliedRates } from "../../market/implied-rates.ts";
import type { Rate } from "../../market/observations.ts";
import type { Span } from "../../market/quote.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { directionOf, nameOf, sourceNote } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { type Statement, state, windowOf } from "../statement.ts";
import { messages } from "./rates-fx.messages.ts";

/** Yields and currency pairs: level and change, in the words of each market (C1, C2). */
export const ratesFx: Section = {
  name: "rates-fx",
  needs: ["rates", "universes", "fundamentals"],
  messages,
  build(snapshot, context) {
    const implied = impliedRates(snapshot);
    const own = snapshot.rates.map((rate) => aboutSpan(rate, context.span));
    const rates = [...own, ...implied.rates];
    if (rates.length === 0) return { absent: message("rates-fx.absent") };
    const spoken = own.filter((rate) => rate.change !== undefined);
    return {
      statements: [
        ...rates.flatMap((rate) => statementsOf(rate, snapshot, context)),
        ...implied.contradictions.map((rate) =>
          state("quality.defect", rate.instrument.symbol, rate.level, {
            metric: "implied-rate-differs",
            basis: `the rows of ${rate.impliedBy} do not share one rate`,
          }),
        ),
      ],
      nodes: [
        ...(spoken.length === 0
          ? []
          : [lead(message("rates-fx.lead", { items: join(spoken.slice(0, 4).map(clause), "clauses") }))]),
        ...rateTable(rates),
        sourceNote(
          snapshot,
          rates.map((rate) => rate.level.origin),
          "daily",
        ),
      ],
    };
  },
};

/** A change over another stretch than the digest is about would be misread: only the level stays. */
function aboutSpan(rate: Rate, span: Span): Rate {
  if (rate.change === undefined || rate.span === span) return rate;
  const { change: _, ...level } = rate;
  return level;
}

function statementsOf(rate: Rate, snapshot: Snapshot, context: SectionContext): Statement[] {
  const { symbol, kind } = rate.instrument;
  const family = kind === "rate" ? "rates" : "fx";
  const basis = rate.impliedBy === undefined ? "printed level" : `implied by ${rate.impliedBy}`;
  const level = state(`${family}.level`, symbol, rate.level, { basis });
  if (rate.change === undefined) return [level];
  const window = windowOf(
    rate.span === "day" || rate.span === "month" ? rate.span : "week",
    context.window ?? snapshot.window,
  );
  const how = rate.change.origin.derived === true ? "two levels" : "printed change";
  return [level, state(`${family}.change`, symbol, rate.change, { window, basis: how })];
}

function clause(rate: Rate): Value {
  const change = rate.change;
  return message(rate.instrument.kind === "rate" ? "rates-fx.yield" : "rates-fx.pair", {
    name: nameOf(rate.instrument),
    level: quantity(rate.level, rate.instrument.kind === "rate" ? "plain" : "bare"),
    direction: change === undefined ? "flat" : directionOf(change.digits),
    change: change === undefined ? "" : quantity(change, "magnitude"),
    // The quote counts yuan per dollar: a higher one is a weaker yuan.
    yuan: /^USDCN[YH]/.test(rate.instrument.symbol)
      ? /mid|\.IB$/.test(rate.instrument.symbol)
        ? "fixing"
        : "market"
      : "no",
  });
}

function rateTable(rates: readonly Rate[]): Node[] {
  return [
    table(rates, [
      {
        key: "name",
        label: message("column.instrument"),
        cell: (rate) =>
          rate.impliedBy === undefined
            ? nameOf(rate.instrument)
            : message("rates-fx.implied", { name: nameOf(rate.instrument) }),
        priority: 1,
      },
      {
        key: "level",
        label: message("column.rate"),
        cell: (rate) => quantity(rate.level, rate.instrument.kind === "rate" ? "plain" : "bare"),
        priority: 1,
      },
      { key: "change", label: message("column.change"), cell: (rate) => cell(rate.change, "change"), priority: 2 },
    ]),
  ];
}
