import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Figure } from "../../src/market/figure.ts";
import type { Quote } from "../../src/market/quote.ts";
import type { Observed, Source, Topic } from "../../src/providers/live/source.ts";
import { at, failureOf, loopback, movedClock, world } from "../support/outbound/world.ts";

/** A recorded answer. */
export const recorded = (name: string): string =>
  readFileSync(new URL(`../fixtures/providers/${name}`, import.meta.url), "utf8");

export interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string | Buffer;
}

/** What a loopback server answers by path; what is not there is a 404. */
export type Routes = Readonly<
  Record<string, string | Told | ((request: IncomingMessage, body: string) => string | Told)>
>;

export interface Question {
  readonly source: Source;
  readonly topic: Topic;
  readonly routes: Routes;
  readonly now: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly key?: string;
  readonly symbols?: readonly string[];
}

export interface Heard {
  readonly observed: Observed;
  /** Method and address of each call, with what was posted. */
  readonly calls: readonly string[];
  readonly headers: readonly IncomingMessage["headers"][];
}

async function served(routes: Routes) {
  const calls: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const server = await loopback((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      calls.push([request.method, request.url, body].filter((part) => part !== "").join(" "));
      headers.push(request.headers);
      const route = routes[(request.url ?? "").replace(/\?.*/s, "")];
      const said = typeof route === "function" ? route(request, body) : (route ?? { status: 404, text: "{}" });
      const told = typeof said === "string" ? { text: said } : said;
      response.writeHead(told.status ?? 200, { "content-type": "application/json", ...told.headers }).end(told.text);
    });
  });
  return { base: server.base, calls, headers };
}

/** Asks a source at a server on this machine, through the HTTP layer. */
export async function ask({ source, topic, routes, now, window, key, symbols = [] }: Question): Promise<Heard> {
  const { base, calls, headers } = await served(routes);
  const { facts } = source;
  const hosts = Object.fromEntries(Object.keys(facts.hosts ?? {}).map((name) => [name, base]));
  const clock = movedClock(Date.parse(now));
  const call = world({ clock }).callFor(
    at(base, { name: facts.name, budget: {}, ...(facts.hosts && { hosts }), ...(key && { secrets: [key] }) }),
  );
  const asked = source.topics(key === undefined ? {} : { key })[topic];
  if (asked === undefined) throw new Error(`${facts.name} does not know ${topic}.`);
  const days = window ?? { from: now.slice(0, 10), to: now.slice(0, 10) };
  return { observed: await asked({ window: days, now: Date.parse(now), symbols }, call), calls, headers };
}

/** The trouble a question ends with. */
export async function troubleOf(question: Question): Promise<string> {
  return (await failureOf(ask(question))).trouble;
}

export const digits = (figure: Figure | undefined): string | undefined => figure?.digits;

/** Symbol, kind, price and changes of a quote, on one line. */
export function line({ instrument, level, changes }: Quote): string {
  const moves = Object.entries(changes).map(([span, change]) => `${span} ${change?.digits}`);
  return [instrument.symbol, instrument.kind, level?.digits ?? "-", ...moves].join(" ");
}

export const quotesOf = ({ universes = [] }: Observed): readonly Quote[] => universes.flatMap((one) => one.quotes);

/** The source without its pace, which would let a second try begin only after the time a suite waits. */
export const unpaced = (source: Source): Source => ({
  ...source,
  facts: { ...source.facts, budget: { perMinute: 1000 } },
});
