import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kind } from "../../../src/market/instrument.ts";
import type { Quote } from "../../../src/market/quote.ts";
import type { Snapshot } from "../../../src/market/snapshot.ts";
import {
  build,
  english,
  fig,
  instrument,
  published,
  quote,
  said,
  tablesOf,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { exact, half, signOf, size } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, namesIn, verdictOn } from "./reading.ts";

/** Few different values, so that ties and zeros are common. */
const change = (mood: readonly number[]) =>
  fc.oneof(digits(mood[0] ?? 0, mood[1] ?? 0, [0]), digits(mood[0] ?? 0, mood[1] ?? 0, [1]));
const kinds = fc.oneof(
  { weight: 19, arbitrary: fc.constant<Kind>("stock") },
  { weight: 1, arbitrary: fc.constantFrom<Kind>("warrant", "preferred", "fund") },
);

const member = (symbol: string, mood: readonly number[], gaps: boolean): fc.Arbitrary<Quote> =>
  fc
    .record({
      week: gaps ? maybe(change(mood)) : change(mood),
      as: kinds,
      price: fc.constantFrom("0.4", "12"),
      cap: fc.constantFrom("90000000", "7000000000"),
    })
    .map(({ week, as, price, cap }) =>
      quote(symbol, week, { instrument: instrument(symbol, as), level: fig(price, "usd"), marketCap: fig(cap, "usd") }),
    );

interface Market {
  readonly snapshot: Snapshot;
  readonly top: number;
}

/** A chosen list, a screened market or an unscreened one, with up to twelve names. */
const universes = fc
  .record({
    id: fc.constantFrom("ai", "us", "wide"),
    count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 12 })),
    mood: fc.constantFrom([-3, 3], [-3, 0], [0, 3], [-5, 1], [-1, 5], [-9, 1], [-1, 9]),
    gaps: fc.constantFrom(false, false, true),
  })
  .chain(({ id, count, mood, gaps }) =>
    fc
      .tuple(...Array.from({ length: count }, (_, at) => member(`N${at}.O`, mood, gaps)))
      .map((quotes) => universe(id, quotes, id === "ai")),
  );
const markets: fc.Arbitrary<Market> = fc.record({
  snapshot: universes.map((one) => world({ universes: [one] })),
  top: fc.integer({ min: 1, max: 6 }),
});

const listed = fc.uniqueArray(
  fc.tuple(fc.constantFrom("N0.O", "N1.O", "N2.O", "N3.O", "N4.O", "X0.O", "X1.O"), maybe(change([-9, 9]))),
  { minLength: 1, maxLength: 5, selector: ([symbol]) => symbol },
);
/** The same with lists somebody published, true or not. */
const withLists: fc.Arbitrary<Market> = fc
  .tuple(markets, maybe(listed), maybe(listed))
  .map(([{ snapshot, top }, gainers, losers]) => {
    const [{ id } = { id: "" }] = snapshot.universes;
    const list = (side: "gainers" | "losers", members: typeof gainers) =>
      members === undefined
        ? []
        : [
            published(
              id,
              side,
              members.map(([symbol, one]) => (one === undefined ? [symbol] : [symbol, one])),
            ),
          ];
    return { top, snapshot: { ...snapshot, published: [...list("gainers", gainers), ...list("losers", losers)] } };
  });

const sides = [
  ["gainers", 1],
  ["losers", -1],
] as const;

async function movers({ snapshot, top }: Market) {
  const made = await build("movers", snapshot, { options: { top } });
  if ("absent" in made) return undefined;
  const [own] = snapshot.universes;
  const table = new Map((own?.quotes ?? []).map((one) => [one.instrument.symbol, one.changes.week?.digits]));
  /** Names the screens of the market let through, by the rules of the market. */
  const eligible = (own?.quotes ?? []).filter(
    ({ instrument: { kind: as }, level, marketCap }) =>
      own?.id === "ai" ||
      (as === "stock" &&
        (own?.id !== "us" || (Number(level?.digits) >= 1 && Number(marketCap?.digits) >= 300_000_000))),
  );
  const extra = snapshot.published
    .flatMap((list) => list.members)
    .filter((one) => !table.has(one.instrument.symbol) && one.change !== undefined);
  const firstOf = new Map(extra.toReversed().map((one) => [one.instrument.symbol, one.change?.digits ?? ""]));
  const candidates = new Map([
    ...eligible.flatMap((one) => {
      const week = one.changes.week?.digits;
      return week === undefined ? [] : [[one.instrument.symbol, week] as const];
    }),
    ...firstOf,
  ]);
  const [lead = ""] = said(made.nodes, "lead");
  return {
    ...made,
    table,
    eligible,
    extra: firstOf,
    candidates,
    lead,
    paragraphs: said(made.nodes, "paragraph"),
    universe: own,
  };
}

/** What was said of the names that rose, or fell; a list with nobody in it is not stated. */
function listOf(made: NonNullable<Awaited<ReturnType<typeof movers>>>, side: "gainers" | "losers") {
  return kind(made.statements, `movers.${side}`)[0]?.members ?? [];
}

describe("whatever a universe does", () => {
  it("a top list is sorted, of one sign, no longer than asked, and stands in the table as stated", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      if (made === undefined) return;
      const shown = tablesOf(made.nodes)
        .filter((one) => one.columns.some((column) => column.key === "change"))
        .map(cellsOf);
      for (const [side, way] of sides) {
        const values = listOf(made, side).map((one) => exact(one.value) * BigInt(way));
        expect(values).toEqual(values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
        for (const value of values) expect(value > 0n).toBe(true);
        expect(values.length).toBeLessThanOrEqual(market.top);
        if (values.length === 0) continue;
        const cells = shown.find(
          (one) =>
            [...one.keys()].join() ===
            listOf(made, side)
              .map((each) => each.symbol)
              .join(),
        );
        expect(listOf(made, side).map((one) => digitsAt(cells ?? new Map(), one.symbol ?? "", "change"))).toEqual(
          listOf(made, side).map((one) => one.value),
        );
      }
    }));

  it("a top list leaves out nobody with a larger move, and names those tied with its last place", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      if (made === undefined) return;
      for (const [side, way] of sides) {
        const members = listOf(made, side);
        for (const one of members) expect(made.candidates.get(one.symbol ?? "")).toBe(one.value);
        const last = members.at(-1);
        const outside = [...made.candidates].filter(
          ([symbol, value]) => signOf(exact(value)) === way && !members.some((one) => one.symbol === symbol),
        );
        if (members.length < market.top) expect(outside).toEqual([]);
        const tied = outside.filter(([, value]) => {
          const more = (exact(value) - exact(last?.value ?? "")) * BigInt(way);
          expect(more <= 0n).toBe(true);
          return more === 0n;
        });
        const sentences = made.paragraphs.filter(
          (one) => one.startsWith("Tied") && one.includes(`(${way > 0 ? "+" : "-"}`),
        );
        const named = sentences.flatMap((one) => namesIn(/not shown: (.+) \(/.exec(one)?.[1] ?? ""));
        expect(named.toSorted()).toEqual(tied.map(([symbol]) => symbol).toSorted());
      }
    }));

  it("“only X rose” is true of the whole universe, and a zero it hangs on is flagged", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      for (const { metric, members = [], value } of kind(made?.statements ?? [], "movers.only")) {
        const way = metric === "up" ? 1 : -1;
        const all = (made?.eligible ?? []).map((one) => [one.instrument.symbol, one.changes.week?.digits] as const);
        expect(all).toHaveLength(made?.table.size ?? 0);
        for (const [, digitsOf] of all) expect(digitsOf).toBeDefined();
        const ways = new Map(all.map(([symbol, one]) => [symbol, signOf(exact(one ?? ""))]));
        const not = [...ways].filter(([, one]) => one !== -way).map(([symbol]) => symbol);
        expect(members.map((one) => one.symbol).toSorted()).toEqual(not.toSorted());
        expect(value).toBe(String(members.length));
        const zeros = not.filter((symbol) => ways.get(symbol) === 0);
        const flagged =
          made?.statements.filter((one) => one.metric === "hangs-on-zero").flatMap((one) => one.members ?? []) ?? [];
        expect(flagged.map((one) => one.symbol).toSorted()).toEqual(zeros.toSorted());
        const said = new RegExp(
          `^${(made?.extra.size ?? 0) > 0 ? "In the table, only" : "Only"} (.+?) ${way > 0 ? "rose" : "fell"}(?: \\((.+) unchanged at the printed precision\\))?; the other (\\d+) ${way > 0 ? "fell" : "rose"}\\.`,
        ).exec(made?.lead ?? "");
        expect(namesIn(said?.[1] ?? "").toSorted()).toEqual(
          [...ways]
            .filter(([, one]) => one === way)
            .map(([symbol]) => symbol)
            .toSorted(),
        );
        expect(said?.[2] === undefined ? [] : namesIn(said[2]).toSorted()).toEqual(zeros.toSorted());
        expect(Number(said?.[3])).toBe([...ways.values()].filter((one) => one === -way).length);
      }
    }));

  it("an exclusive claim is worded only where it is stated", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      expect(/^(?:Only|In the table, only) /.test(made?.lead ?? "")).toBe(
        kind(made?.statements ?? [], "movers.only").length > 0,
      );
    }));

  it("a verdict follows from the signs of every member with a reading, and a zero it hangs on is flagged", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      for (const { members = [], verdict, value } of kind(made?.statements ?? [], "group.verdict")) {
        const read = [...(made?.table ?? [])].flatMap(([symbol, week]) => (week === undefined ? [] : [[symbol, week]]));
        expect(members.map((one) => [one.symbol, one.value])).toEqual(read);
        expect([value, verdict]).toEqual([String(read.length), verdictOn(read.map(([, week]) => week ?? ""))]);
        const zeros = read.filter(([, week]) => exact(week ?? "") === 0n).map(([symbol]) => symbol);
        const flagged = made?.statements.filter((one) => one.basis === "group.verdict depends on changes printed as 0");
        expect(flagged?.map((one) => one.members?.map((each) => each.symbol))).toEqual(
          verdict === "mixed" || zeros.length === 0 ? [] : [zeros],
        );
      }
    }));

  it("the counts of the lead, who led and who trailed are true", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      if (made === undefined) return;
      const ways = made.eligible.flatMap((one) =>
        one.changes.week === undefined ? [] : [signOf(exact(one.changes.week.digits))],
      );
      const count = (way: number) => ways.filter((one) => one === way).length;
      const [, up, down, flat] = /Week: (\d+) up, (\d+) down(?:, (\d+) unchanged)?/.exec(made.lead) ?? [];
      if (up !== undefined)
        expect([Number(up), Number(down), Number(flat ?? 0)]).toEqual([count(1), count(-1), count(0)]);
      for (const [pattern, way] of [
        [/(\S+) \(([+-][\d.]+)%\) led/, 1n],
        [/(\S+) \(([+-][\d.]+)%\) (?:trailed|fell most)/, -1n],
      ] as const) {
        const [, symbol = "", amount = ""] = pattern.exec(made.lead) ?? [];
        const most = [...made.candidates.values()].map((one) => exact(one) * way).reduce((a, b) => (a > b ? a : b), 0n);
        if (symbol === "") expect(most).toBe(0n);
        else expect([exact(made.candidates.get(symbol) ?? ""), exact(amount)]).toEqual([most * way, most * way]);
      }
    }));

  it("“no name rose” is said where nobody with a reading did", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      if (made === undefined) return;
      const gaps = made.eligible.some((one) => one.changes.week === undefined);
      for (const [verb, way] of [
        ["rose", 1],
        ["fell", -1],
      ] as const) {
        const none = ![...made.candidates.values()].some((one) => signOf(exact(one)) === way);
        expect(made.paragraphs.includes(`No name ${verb}.`)).toBe(none && !gaps);
        expect(made.paragraphs.includes(`No name with a reading ${verb}.`)).toBe(none && gaps);
      }
    }));

  it("a heading calls a name the only one where every other name that passed the screens did not move that way", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      const labels = tablesOf(made?.nodes ?? []).flatMap((one) => one.columns.slice(0, 1).map((each) => each.label));
      for (const [heading, way] of [
        ["Only gainer", 1],
        ["Only loser", -1],
      ] as const) {
        const changes = made?.eligible.map((one) => one.changes.week?.digits) ?? [];
        const alone =
          made?.extra.size === 0 &&
          !changes.includes(undefined) &&
          changes.filter((one) => signOf(exact(one ?? "")) === way).length === 1;
        if (labels.some((label) => english.say(label) === heading)) expect(alone).toBe(true);
      }
    }));

  it("a published list is called wrong exactly where it is: in what it leaves out, prints or ranks", () =>
    always(withLists, async (market) => {
      const made = await movers(market);
      if (made === undefined) return;
      const defects = kind(made.statements, "quality.defect").filter((one) => one.metric !== "hangs-on-zero");
      const wrong = market.snapshot.published.flatMap((list) => {
        const way = list.direction === "gainers" ? 1n : -1n;
        /** What is known of each place; a change of the table is what it is, a print may be off by half its last place. */
        const places = list.members.map(({ instrument: { symbol }, change: print }) => {
          const inTable = made.table.get(symbol);
          if (inTable !== undefined) return { symbol, shown: inTable, value: exact(inTable) * way, doubt: 0n };
          return print === undefined
            ? undefined
            : { symbol, shown: print.digits, value: exact(print.digits) * way, doubt: half(print.digits) };
        });
        const last = places.findLast((one) => one !== undefined);
        const omitted = [...made.table].filter(
          ([symbol, week]) =>
            week !== undefined &&
            last !== undefined &&
            !list.members.some((one) => one.instrument.symbol === symbol) &&
            exact(week) * way > 0n &&
            made.eligible.some((one) => one.instrument.symbol === symbol) &&
            exact(week) * way > last.value + last.doubt,
        );
        const differing = list.members.flatMap(({ instrument: { symbol }, change: print }) => {
          const inTable = made.table.get(symbol);
          if (inTable === undefined || print === undefined) return [];
          const apart = size(exact(print.digits) - exact(inTable)) > half(print.digits) + half(inTable);
          return apart ? [[symbol, inTable] as const] : [];
        });
        const misplaced = places.flatMap((one, at) => {
          const before = places[at - 1];
          if (one === undefined || before === undefined) return [];
          return one.value > before.value + one.doubt + before.doubt ? [[one.symbol, one.shown] as const] : [];
        });
        return [
          ["top-list-incomplete", omitted] as const,
          ["top-list-differs", differing] as const,
          ["top-list-order", misplaced] as const,
        ]
          .filter(([, members]) => members.length > 0)
          .map(([metric, members]) => [metric, list.direction, members.map(([symbol, value]) => `${symbol} ${value}`)]);
      });
      expect(
        defects.map((one) => [
          one.metric,
          /(gainers|losers)\)$/.exec(one.basis)?.[1],
          one.members?.map((each) => `${each.symbol} ${each.value}`),
        ]),
      ).toEqual(wrong);
    }));
});
