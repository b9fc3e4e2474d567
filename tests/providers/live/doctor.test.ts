import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { alternativeMe } from "../../../src/providers/alternative-me/index.ts";
import { chinamoney } from "../../../src/providers/chinamoney/index.ts";
import { finnhub } from "../../../src/providers/finnhub/index.ts";
import { frankfurter } from "../../../src/providers/frankfurter/index.ts";
import { fred } from "../../../src/providers/fred/index.ts";
import { gdelt } from "../../../src/providers/gdelt/index.ts";
import { type Checkup, examine, type SourceLook } from "../../../src/providers/live/doctor.ts";
import { accessOf, settingsOf } from "../../../src/providers/live/settings.ts";
import type { Source } from "../../../src/providers/live/source.ts";
import { treasury } from "../../../src/providers/treasury/index.ts";
import { OutboundError } from "../../../src/support/outbound/call.ts";
import { emptyFolder, loopback, movedClock, type World, world } from "../../support/outbound/world.ts";
import { recorded } from "../asked.ts";

const now = Date.parse("2026-11-20T12:05:00Z");
const page = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Markets</body></html>";

const answers: Readonly<Record<string, RequestListener>> = {
  treasury: (_request, response) => response.end(recorded("treasury-rates-2026-11-19.csv")),
  "alternative-me": (_request, response) => response.writeHead(429, { "retry-after": "120" }).end("{}"),
  frankfurter: (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(page),
  chinamoney: (request) => void request.resume(),
};

interface Asked {
  readonly sources: readonly Source[];
  readonly values?: Readonly<Record<string, string>>;
  readonly listeners?: typeof answers;
  readonly folder?: string;
}

/** Sources at a server on this machine, each below its own name. */
async function setUp({ sources, values = {}, listeners = answers, folder }: Asked) {
  const server = await loopback((request: IncomingMessage, response: ServerResponse) =>
    listeners[(request.url ?? "").split("/")[1] ?? ""]?.(request, response),
  );
  const clock = movedClock(now);
  const outbound: World = world({ clock, mostMs: 250, ...(folder !== undefined && { folder }) });
  const looked = () =>
    examine({
      sources,
      settingsOf: ({ facts }) => settingsOf(facts, values),
      callFor({ facts }) {
        const at = `${server.base}/${facts.name}`;
        const hosts = Object.fromEntries(Object.keys(facts.hosts ?? {}).map((host) => [host, at]));
        return outbound.callFor({ ...accessOf(facts, values), at: { base: at, hosts } });
      },
      state: outbound.state,
      window: { from: "2026-11-19", to: "2026-11-19" },
      tickers: ["AAPL.O"],
      clock,
    });
  return { looked, server, pass: clock.pass };
}

function named({ sources }: Checkup, name: string): SourceLook {
  const found = sources.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not looked at.`);
  return found;
}

const troubles = (look: SourceLook) => look.topics.map(({ topic, trouble = "ok" }) => `${topic} ${trouble}`);

describe("looking at the live sources", () => {
  const all = [treasury, alternativeMe, frankfurter, chinamoney, finnhub, gdelt];

  it("tells of one that answers its rows, its newest figure, its delay and what may still be asked", async () => {
    const { looked } = await setUp({ sources: all });
    const { latencyMs, left, ...look } = named(await looked(), "treasury");
    expect(look).toEqual({
      name: "treasury",
      names: treasury.facts.names,
      delay: "daily",
      standing: "asked",
      settings: { key: "TREASURY_API_KEY", isOn: "TREASURY_ENABLED" },
      topics: [{ topic: "us-yields", rows: 2, dropped: 0, asOf: "2026-11-19" }],
      asOf: "2026-11-19",
    });
    expect([latencyMs !== undefined && latencyMs >= 0, left]).toEqual([true, { hour: 3 }]);
  });

  it("tells what is wrong with the others: a pause, a page, no answer in time", async () => {
    const { looked } = await setUp({ sources: all });
    const checkup = await looked();
    expect(["alternative-me", "frankfurter", "chinamoney"].map((name) => troubles(named(checkup, name)))).toEqual([
      ["fear-greed rate-limited"],
      ["fx bad-payload"],
      ["rmb-parity network"],
    ]);
  });

  it("tells until when one that asked for a pause is left alone", async () => {
    const { looked } = await setUp({ sources: [alternativeMe] });
    const { open, againAt } = named(await looked(), "alternative-me");
    expect([open?.trouble, open?.until, againAt]).toEqual(["rate-limited", now + 120_000, now + 120_000]);
  });

  it("lists those without their key, off as usual and turned off, and asks none of them", async () => {
    const { looked, server } = await setUp({ sources: [finnhub, gdelt, fred], values: { FRED_ENABLED: "false" } });
    const { sources } = await looked();
    expect(sources.map(({ standing, topics }) => [standing, topics])).toEqual([
      ["no-key", []],
      ["off", []],
      ["turned-off", []],
    ]);
    expect(server.hits).toBe(0);
  });

  it("says for each topic who answered it and who did not", async () => {
    const { looked } = await setUp({ sources: all });
    const { topics } = await looked();
    const about = (wanted: string) => topics.find(({ topic }) => topic === wanted);
    expect([about("us-yields"), about("fx"), about("news")]).toEqual([
      { topic: "us-yields", answered: ["treasury"], failed: [] },
      { topic: "fx", answered: [], failed: ["frankfurter"] },
      { topic: "news", answered: [], failed: [] },
    ]);
  });

  it("counts rows that are not of the expected shape", async () => {
    const csv = recorded("treasury-rates-2026-11-19.csv").split("\n");
    const broken = [csv[0], csv[1], csv[2], (csv[3] ?? "").replace(/^[^,]*/, "someday"), ...csv.slice(4)].join("\n");
    const listeners = { treasury: ((_request, response) => response.end(broken)) as RequestListener };
    const { looked } = await setUp({ sources: [treasury], listeners });
    expect(named(await looked(), "treasury").topics).toMatchObject([{ rows: 2, dropped: 1 }]);
  });

  it("asks anew although an answer is kept, and does not let the kept one stand in", async () => {
    const folder = await emptyFolder();
    const listeners = { ...answers };
    const { looked, server } = await setUp({ sources: [treasury], listeners, folder });
    await looked();
    await looked();
    expect(server.hits).toBe(2);
    listeners["treasury"] = (_request, response) => response.writeHead(404).end("{}");
    expect(troubles(named(await looked(), "treasury"))).toEqual(["us-yields not-found"]);
  });

  it("reads what is kept where the calls allowed are used up, and calls that no trouble of the source", async () => {
    const { looked, server, pass } = await setUp({ sources: [treasury] });
    for (let times = 0; times < 4; times++) {
      await looked();
      pass(1000);
    }
    const look = named(await looked(), "treasury");
    expect([look.topics, look.left, server.hits]).toEqual([
      [{ topic: "us-yields", rows: 2, dropped: 0, asOf: "2026-11-19", isKept: true }],
      { hour: 0 },
      4,
    ]);
  });

  it("does not read what is kept where the service asks for a pause", async () => {
    const listeners = { ...answers };
    const { looked, pass } = await setUp({ sources: [treasury], listeners });
    await looked();
    pass(1000);
    listeners["treasury"] = (_request, response) => response.writeHead(429, { "retry-after": "120" }).end();
    expect(troubles(named(await looked(), "treasury"))).toEqual(["us-yields rate-limited"]);
  });

  it("asks all sources at the same time", async () => {
    const waiting: (() => void)[] = [];
    const together: RequestListener = (_request, response) => {
      waiting.push(() => response.writeHead(404).end("{}"));
      if (waiting.length === 3) for (const answer of waiting) answer();
    };
    const listeners = { treasury: together, chinamoney: together, "alternative-me": together };
    const { looked } = await setUp({ sources: [treasury, chinamoney, alternativeMe], listeners });
    const { sources } = await looked();
    expect(sources.flatMap(troubles)).toEqual(["us-yields not-found", "rmb-parity not-found", "fear-greed not-found"]);
  });

  it("survives a source that falls over its answer, and repeats nothing the answer held", async () => {
    const falling: Source = {
      facts: treasury.facts,
      topics: () => ({
        async "us-yields"() {
          throw new TypeError("cannot read canary-of-the-answer");
        },
      }),
    };
    const { looked } = await setUp({ sources: [falling] });
    const checkup = await looked();
    expect(troubles(named(checkup, "treasury"))).toEqual(["us-yields error"]);
    expect(JSON.stringify(checkup)).not.toContain("canary");
  });

  it("leaves a key and what attacks a terminal out of words a source found itself", async () => {
    const key = "canary/Key+0451=";
    const telling: Source = {
      facts: { ...fred.facts, key: "required" },
      topics: () => ({
        async "us-yields"() {
          throw new OutboundError("fred", "auth", `\u001b[2JFRED refuses ${key} and ${encodeURIComponent(key)}.`);
        },
      }),
    };
    const { looked } = await setUp({ sources: [telling], values: { FRED_API_KEY: key } });
    const { topics, hasKey } = named(await looked(), "fred");
    expect([hasKey, topics[0]?.trouble]).toEqual([true, "auth"]);
    expect(topics[0]?.why).toMatch(/FRED refuses \[secret\] and \[secret\]\.$/);
    expect(topics[0]?.why).not.toContain("\u001b");
  });
});
