import type { RequestListener } from "node:http";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { emptySnapshot, Snapshot } from "../../src/market/snapshot.ts";
import type { Ask, Observed, Source, Topic } from "../../src/providers/live/source.ts";
import { OutboundError, type Trouble } from "../../src/support/outbound/call.ts";
import { type Loopback, loopback, movedClock, type World, world } from "../support/outbound/world.ts";
import type { Routes } from "./live-source-routes.ts";
import { twins } from "./live-source-twins.ts";
import { figuresOf } from "./provider.ts";

export type { Routes, Said } from "./live-source-routes.ts";

export interface TopicCase {
  readonly topic: Topic;
  /** What is asked; symbols are none, and the window is the day of `now`, unless given. */
  readonly ask: { readonly now: string } & Partial<Pick<Ask, "symbols" | "window">>;
  /** Good answers, recorded ones cut short. */
  readonly good: Routes;
  /** Answers that say the same in another way, such as the code of success as text: `"error_code": "0"`. */
  readonly alike?: Readonly<Record<string, Routes>>;
  /** Answers with status 200 that are refusals, or statuses that mean something of the service's own. */
  readonly refusals?: Readonly<Record<string, { readonly routes: Routes; readonly trouble: Trouble }>>;
  /** Faults that end in another trouble than usual for this source, or in an answer: each with its reason beside it. */
  readonly unlike?: Readonly<Record<string, Trouble | "answered">>;
}

export interface LiveSourceDescriptor {
  readonly source: Source;
  /** The key the topics are asked with, where the source takes one; a canary of its own is used without it. */
  readonly hasKey?: boolean;
  readonly topics: readonly TopicCase[];
}

interface Fault {
  readonly trouble: Trouble;
  readonly answer: (good: RequestListener, elsewhere: string) => RequestListener;
}

const canary = "canary/Key+0451=";
const mostMs = 400;
const lists = Object.keys(emptySnapshot({ from: "2026-01-01", to: "2026-01-01" })) as (keyof Snapshot)[];

const always =
  (text: string | Buffer, status = 200, headers: Record<string, string> = {}) =>
  (): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, headers).end(text);
  };

const page = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Markets</body></html>";
const challenge = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>cf-chl</body></html>";

/** What goes wrong at every path at once. */
const faults: Readonly<Record<string, Fault>> = {
  "a page with status 200": { trouble: "bad-payload", answer: always(page, 200, { "content-type": "text/html" }) },
  "an empty answer": { trouble: "bad-payload", answer: always("") },
  "an answer without end": { trouble: "bad-payload", answer: always(Buffer.alloc(9 * 1024 * 1024, "1,2\n")) },
  "a packed bomb": {
    trouble: "bad-payload",
    answer: always(gzipSync(Buffer.alloc(4 * 1024 * 1024, "[")), 200, { "content-encoding": "gzip" }),
  },
  "a request for a pause": { trouble: "rate-limited", answer: always("{}", 429, { "retry-after": "120" }) },
  "a page that turns machines away": { trouble: "blocked", answer: always(challenge, 403) },
  "a failing server": { trouble: "upstream", answer: always("oops", 503) },
  "a server that says nothing": { trouble: "network", answer: () => (request) => void request.resume() },
  "a broken connection": { trouble: "network", answer: () => (request) => void request.socket.destroy() },
  "a redirect to a private address": {
    trouble: "blocked",
    answer: (_good, elsewhere) => always("", 302, { location: elsewhere })(),
  },
};

/** What every live source keeps to, whatever it is asked, through the real HTTP layer. */
export function liveSourceContract({
  source,
  hasKey = source.facts.key !== undefined,
  topics,
}: LiveSourceDescriptor): void {
  const { facts } = source;
  const key = hasKey ? canary : undefined;

  describe(`the live source ${facts.name}`, () => {
    it("says who it is, where it is asked and on what terms", () => {
      expect(facts.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([facts.names.en, facts.names.zh].filter((name) => name.trim() === "")).toEqual([]);
      expect([facts.base, ...Object.values(facts.hosts ?? {})].filter((url) => !url.startsWith("https://"))).toEqual(
        [],
      );
      expect(Object.keys(facts.budget)).not.toEqual([]);
      if (facts.terms === "attribution") expect(facts.attribution?.en).toContain(facts.names.en.split(" ")[0]);
    });

    it("knows the topics it is tried on", () => {
      const known = source.topics(key === undefined ? {} : { key });
      expect(topics.filter(({ topic }) => known[topic] === undefined)).toEqual([]);
    });
  });

  describe.each(topics)(`the live source ${facts.name}, asked for $topic`, (asked) => {
    const good = listenerOf(asked.good);

    it("answers in the market's model, every figure with its source and instant", async () => {
      const { observed } = await setUp(source, asked, key, good);
      const found = await observed();
      const { asOf, faults: _faults, splits: _splits, isStale, ...said } = found;
      expect([asOf, isStale ?? false]).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}/), false]);
      expect(Object.keys(said).filter((list) => !lists.includes(list as keyof Snapshot))).toEqual([]);
      expect(Object.values(said).flat().length).toBeGreaterThan(0);
      expect(Snapshot.safeParse(emptySnapshot(windowOf(asked), said)).error?.issues ?? []).toEqual([]);
      expect(oddFigures(found, facts.names.en, Date.parse(asked.ask.now))).toEqual([]);
    });

    it("answers the same when asked twice", async () => {
      const { observed } = await setUp(source, asked, key, good);
      expect(await observed()).toEqual(await observed());
    });

    for (const [what, routes] of Object.entries(asked.alike ?? {})) {
      it(`understands ${what}`, async () => {
        const usual = await (await setUp(source, asked, key, good)).observed();
        expect(await (await setUp(source, asked, key, listenerOf(routes))).observed()).toEqual(usual);
      });
    }

    for (const [what, { routes, trouble }] of Object.entries(asked.refusals ?? {})) {
      it(`takes ${what} for a refusal (${trouble})`, async () => {
        const { observed } = await setUp(source, asked, key, listenerOf(routes));
        expect(await endOf(observed())).toBe(trouble);
      });
    }

    for (const [what, { trouble, answer }] of Object.entries(faults)) {
      const due = asked.unlike?.[what] ?? trouble;
      it(`ends ${what} as ${due}, and tells no key`, async () => {
        const elsewhere = await loopback((_request, response) => response.end("{}"));
        const { observed } = await setUp(source, asked, key, answer(good, elsewhere.base));
        const failed = await observed().catch((error: unknown) => error);
        expect([endOfAnswer(failed), elsewhere.hits]).toEqual([due, 0]);
        expect(leaks(failed)).toEqual([]);
      });
    }

    it("leaves the service alone for as long as it asks", async () => {
      const due = asked.unlike?.["a request for a pause"];
      const refusing = always("{}", 429, { "retry-after": "120" })();
      const { observed, server, clock } = await setUp(source, asked, key, refusing);
      await endOf(observed());
      const asks = server.hits;
      clock.pass(119_000);
      expect(await endOf(observed())).toBe(due ?? "rate-limited");
      expect(server.hits - asks).toBe(0);
    });

    it("makes nothing up of half an answer", async () => {
      const usual = digitsOf(await (await setUp(source, asked, key, good)).observed());
      const { observed } = await setUp(source, asked, key, listenerOf(asked.good, half));
      const found = await ended(observed());
      expect(found instanceof OutboundError ? found.trouble : newDigits(found, usual)).toEqual(
        found instanceof OutboundError ? "bad-payload" : [],
      );
    });

    it("makes nothing up where a field is missing or is something else", async () => {
      const usual = digitsOf(await (await setUp(source, asked, key, good)).observed());
      const odd: unknown[] = [];
      for (const { field, value, change } of twins(asked.good)) {
        const { observed } = await setUp(source, asked, key, listenerOf(asked.good, change));
        const found = await ended(observed());
        if (found instanceof OutboundError) continue;
        const made = [...oddFigures(found, facts.names.en, Date.parse(asked.ask.now)), ...zeroes(found, usual)];
        if (made.length > 0) odd.push({ field, value, made });
      }
      expect(odd).toEqual([]);
    }, 60_000);
  });
}

function windowOf({ ask: { now, window } }: TopicCase) {
  return window ?? { from: now.slice(0, 10), to: now.slice(0, 10) };
}

interface SetUp extends World {
  readonly server: Loopback;
  observed(): Promise<Observed>;
}

/** The source at a server on this machine. */
async function setUp(
  source: Source,
  asked: TopicCase,
  key: string | undefined,
  answer: RequestListener,
): Promise<SetUp> {
  const server = await loopback(answer);
  const { name, base, hosts = {}, budget } = source.facts;
  const clock = movedClock(Date.parse(asked.ask.now));
  const outbound = world({ clock, mostMs });
  const call = outbound.callFor({
    name,
    base,
    hosts,
    budget,
    at: { base: server.base, hosts: Object.fromEntries(Object.keys(hosts).map((host) => [host, server.base])) },
    ...(key !== undefined && { secrets: [key] }),
  });
  const ask = { window: windowOf(asked), now: clock.now(), symbols: asked.ask.symbols ?? [] };
  const answers = source.topics(key === undefined ? {} : { key })[asked.topic];
  return {
    ...outbound,
    clock,
    server,
    async observed() {
      if (answers === undefined) throw new Error(`${name} does not know ${asked.topic}.`);
      return answers(ask, call);
    },
  };
}

function listenerOf(
  routes: Routes,
  change: (text: string | Buffer) => string | Buffer = (text) => text,
): RequestListener {
  return async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const address = request.url ?? "/";
    const path = address.replace(/\?.*$/s, "");
    const route = (Object.hasOwn(routes, path) ? routes[path] : routes["*"]) ?? { text: "{}", status: 404 };
    const said = typeof route === "function" ? route(address, Buffer.concat(parts).toString()) : route;
    const {
      text,
      status = 200,
      headers = {},
    } = typeof said === "string" || Buffer.isBuffer(said) ? { text: said } : said;
    response.writeHead(status, headers).end(change(text));
  };
}

const half = (text: string | Buffer) => text.slice(0, Math.floor(text.length / 2));

/** The trouble a question ends with; any other error is a mistake in the source. */
async function endOf(question: Promise<Observed>): Promise<string> {
  return endOfAnswer(await question.catch((error: unknown) => error));
}

function endOfAnswer(found: unknown): string {
  if (found instanceof OutboundError) return found.trouble;
  if (found instanceof Error) throw found;
  return "answered";
}

async function ended(question: Promise<Observed>): Promise<Observed | OutboundError> {
  return question.catch((error: unknown) => {
    if (error instanceof OutboundError) return error;
    throw error;
  });
}

function leaks(found: unknown): string[] {
  const shown = `${inspect(found, { depth: 9, showHidden: true })} ${JSON.stringify(found)} ${String(found)}`;
  const shapes = [canary, encodeURIComponent(canary), Buffer.from(canary).toString("base64").replace(/=+$/, "")];
  return [...shapes, "127.0.0.1"].filter((shape) => shown.includes(shape));
}

/** Figures without a source, an instant that has come, or a finite number equal to their digits. */
function oddFigures(observed: Observed, source: string, now: number) {
  return figuresOf(observed).filter(
    ({ figure: { digits, number, origin } }) =>
      origin.source !== source ||
      !/^\d{4}-\d{2}-\d{2}/.test(origin.asOf) ||
      // A day east of Greenwich begins earlier than its name does there.
      !(Date.parse(origin.asOf) <= now + 14 * 3_600_000) ||
      !Number.isFinite(number) ||
      number !== Number(digits),
  );
}

const digitsOf = (observed: Observed) => new Set(figuresOf(observed).map(({ figure }) => figure.digits));

/** Figures of half an answer that the whole one did not have; derived ones may differ. */
function newDigits(observed: Observed, usual: ReadonlySet<string>) {
  return figuresOf(observed).filter(({ figure }) => figure.origin.derived !== true && !usual.has(figure.digits));
}

function zeroes(observed: Observed, usual: ReadonlySet<string>) {
  if ([...usual].some((digits) => Number(digits) === 0)) return [];
  return figuresOf(observed).filter(({ figure }) => figure.number === 0);
}
