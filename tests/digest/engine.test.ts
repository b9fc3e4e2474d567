import { describe, expect, it } from "vitest";
import { digests } from "../../src/digest/digests.ts";
import { documentOf } from "../../src/digest/edition.ts";
import { createEngine } from "../../src/digest/engine.ts";
import type { Section } from "../../src/digest/section.ts";
import { sections } from "../../src/digest/sections/index.ts";
import { state } from "../../src/digest/statement.ts";
import { paragraph } from "../../src/document/build.ts";
import { literal } from "../../src/i18n/value.ts";
import type { Dataset, Snapshot } from "../../src/market/snapshot.ts";
import { composeDigest, demoEngine, reference, snapshotEngine, statementsOf } from "../fixtures/editions.ts";
import { chinese, english, event, fig, quote, text, universe, week, world } from "../fixtures/snapshot.ts";

const digestOf = (...names: string[]) =>
  ({ name: "custom", span: "window", sections: names.map((section) => ({ section })) }) as const;

/** A section of one fact and one paragraph. */
const saying = (name: string, fact: string, value = "1"): Section => ({
  name,
  needs: ["indices"],
  messages: { en: {}, zh: {} },
  build: () => ({
    statements: [state("index.level", fact, fig(value, "points"), { basis: "printed" })],
    nodes: [paragraph(literal(`${name} speaks`))],
  }),
});
const broken: Section = {
  ...saying("broken", "NONE"),
  build: () => {
    throw new Error("a slip");
  },
};

function engineOf(own: readonly Section[], onFailure?: (section: string, error: unknown) => void) {
  return createEngine({
    sections: own,
    reference,
    gather: async () => world(),
    ...(onFailure === undefined ? {} : { onFailure }),
  });
}

describe("the engine", () => {
  it("keeps the other sections when one throws, leaves a gap in its place and tells of the error", async () => {
    const failures: unknown[] = [];
    const engine = engineOf([saying("first", "A"), broken, saying("last", "B")], (section, error) =>
      failures.push([section, (error as Error).message]),
    );
    const edition = await engine.compose({ digest: digestOf("first", "broken", "last") });
    expect(edition.sections.map(({ name, status }) => [name, status])).toEqual([
      ["first", "ok"],
      ["broken", "failed"],
      ["last", "ok"],
    ]);
    expect(edition.sections[1]).toMatchObject({ statements: [], nodes: [{ node: "gap" }] });
    expect(text(edition.sections[1]?.nodes ?? [])).toContain(
      "could not be composed because of an error in the program",
    );
    expect(failures).toEqual([["broken", "a slip"]]);
  });

  it("keeps the other sections when one rejects later", async () => {
    const late: Section = { ...broken, build: () => Promise.reject(new Error("later")) };
    const edition = await engineOf([late, saying("last", "B")]).compose({ digest: digestOf("broken", "last") });
    expect(edition.sections.map((section) => section.status)).toEqual(["failed", "ok"]);
  });

  it("states a fact once, where it comes first", async () => {
    const edition = await engineOf([saying("first", "A"), saying("second", "A"), saying("third", "B")]).compose({
      digest: digestOf("first", "second", "third"),
    });
    expect(edition.sections.map((section) => section.statements.map((one) => one.subject))).toEqual([["A"], [], ["B"]]);
    expect(edition.sections[1]?.nodes).toHaveLength(1);
  });

  it("tells verdicts and contradictions of one heading apart by basis and members", async () => {
    const defect = (basis: string, symbol: string) =>
      state("quality.defect", "ai", fig("1", "count"), {
        metric: "hangs-on-zero",
        members: [{ symbol, value: "0" }],
        basis,
      });
    const statements = [defect("one", "A.O"), defect("other", "A.O"), defect("one", "B.O"), defect("one", "A.O")];
    const own: Section = { ...saying("own", "A"), build: () => ({ statements, nodes: [paragraph(literal("own"))] }) };
    const edition = await engineOf([own]).compose({ digest: digestOf("own") });
    expect(statementsOf(edition)).toEqual(statements.slice(0, 3));
  });

  it("states a change once when a large name also stands on a watch list", async () => {
    const nvda = quote("NVDA.O", "-4.1");
    const names = ["AAPL.O", "MSFT.O", "GOOGL.O", "AMZN.O", "META.O"].map((symbol) => quote(symbol, "1"));
    const snapshot = world({ universes: [universe("ai", [nvda, ...names])] });
    const edition = await snapshotEngine(snapshot).compose({ digest: digestOf("mega-caps", "watchlist") });
    const said = statementsOf(edition).filter((one) => one.kind === "quote.change" && one.subject === "NVDA.O");
    expect(said).toHaveLength(1);
  });

  it("gives equal figures an equal id, and another figure another id", async () => {
    const idOf = async (change: string) =>
      (
        await snapshotEngine(world({ indices: [quote("SPX.GI", change), quote("RUT.GI", "3.5")] })).compose({
          digest: digestOf("indices"),
        })
      ).id;
    expect(await idOf("-0.83")).toBe(await idOf("-0.83"));
    expect(await idOf("-0.83")).not.toBe(await idOf("-0.84"));
    expect(await idOf("-0.83")).toMatch(/^custom-2024-07-26-[0-9a-f]{8}$/);
  });

  it("asks for the datasets of the chosen sections and no other", async () => {
    const asked: Dataset[][] = [];
    const engine = createEngine({
      sections,
      reference,
      gather: async (needs) => {
        asked.push([...needs].toSorted());
        return world();
      },
    });
    await engine.compose({ digest: digestOf("indices", "news") });
    await engine.compose({ digest: digestOf("earnings") });
    expect(asked).toEqual([
      ["indices", "news"],
      ["events", "universes"],
    ]);
  });

  it("leaves out a section it does not know", async () => {
    const edition = await engineOf([saying("first", "A")]).compose({ digest: digestOf("nowhere", "first") });
    expect(edition.sections.map((section) => section.name)).toEqual(["first"]);
  });

  it("says plainly when the figures are recorded ones, and how many rows were left out", async () => {
    const fault = { file: "a.csv", expected: "a number" };
    const snapshot = world({
      demo: true,
      faults: [
        { ...fault, severity: "dropped" },
        { ...fault, severity: "noted" },
      ],
    });
    const edition = await snapshotEngine(snapshot).compose({ digest: digestOf("indices") });
    const whole = text(documentOf(edition).nodes);
    expect(whole).toContain("DEMO · recorded figures of 26 Jul 2024, not the market of today.");
    expect(whole).toContain("1 row was left out as unreadable");
    expect(whole).toContain(`Edition ${edition.id} · sources named under the figures.`);
  });

  it("leaves the name of a lone section to a heading that replaces the digest's", async () => {
    const { compose } = snapshotEngine(world());
    const headed = await compose({ digest: digestOf("indices"), heading: literal("Indices now") });
    expect(documentOf(headed).nodes.filter((node) => node.node === "title")).toEqual([
      { node: "title", level: 1, text: literal("Indices now") },
    ]);
    const plain = await compose({ digest: digestOf("indices") });
    expect(documentOf(plain).nodes.filter((node) => node.node === "title")).toHaveLength(2);
  });
});

/** What every section may read without asking: the frame, and totals and lists that come with their datasets. */
const given: Partial<Record<string, readonly string[]>> = {
  universes: ["published", "quotes"],
  etfFlows: ["etfTotals"],
};
const frame = ["id", "window", "seenOn", "demo", "publisher", "sources", "themes", "faults"];

describe("every section", () => {
  it.each(sections.map((section) => [section.name, section] as const))(
    "%s reads only what it declares",
    async (_, section) => {
      const read = new Set<string>();
      const snapshot = new Proxy(
        world({
          indices: [quote("SPX.GI", "-1"), quote("RUT.GI", "2")],
          universes: [
            universe("ai", [quote("AAPL.O", "1"), quote("MSFT.O", "-1")]),
            universe("crypto", [quote("BTC.CC", "1")], false),
          ],
          events: [event("macro", "2024-07-30", "FOMC"), event("earnings", "2024-07-30", "AAPL")],
        }),
        {
          get(target, key) {
            if (typeof key === "string") read.add(key);
            return target[key as keyof Snapshot];
          },
        },
      );
      await section.build(snapshot, {
        window: week,
        span: "week",
        options: {},
        reference,
        breathe: () => undefined,
      });
      const allowed = new Set([...frame, ...section.needs.flatMap((need) => [need, ...(given[need] ?? [])])]);
      expect([...read].filter((key) => !allowed.has(key))).toEqual([]);
    },
  );

  it("has its title, its texts under its own name, and the same texts in both languages", () => {
    for (const { name, messages } of sections) {
      expect(Object.keys(messages.en)).toContain(`${name}.title`);
      expect(Object.keys(messages.en).filter((id) => !id.startsWith(`${name}.`))).toEqual([]);
      expect(Object.keys(messages.zh).toSorted()).toEqual(Object.keys(messages.en).toSorted());
    }
  });
});

describe("the demo market", () => {
  it.each(digests.map((digest) => [digest.name, digest.sections.map((one) => one.section)] as const))(
    "gives the whole %s digest in both languages, none of its sections failed",
    async (name, expected) => {
      const edition = await composeDigest(demoEngine(), name);
      expect(edition.sections.map((section) => section.name)).toEqual(expected);
      expect(edition.sections.filter((section) => section.status === "failed")).toEqual([]);
      expect(edition.sections.some((section) => section.status === "ok")).toBe(true);
      for (const speaker of [english, chinese]) {
        const whole = text(documentOf(edition).nodes, speaker);
        expect(whole).toContain(edition.id);
        expect(whole).not.toMatch(/NaN|Infinity|undefined|\[object/);
      }
    },
  );

  it.each(digests.map((digest) => digest.name))("gives the same %s digest twice", async (name) => {
    expect(await composeDigest(demoEngine(), name)).toEqual(await composeDigest(demoEngine(), name));
  });
});
