import { type Arrived, type OutboundCall, OutboundError, type Trouble } from "./call.ts";
import type { Received } from "./exchange.ts";
import { readJson } from "./json.ts";

type Expects = OutboundCall["expects"];

/** What a status that is no answer means; services that mean something else say so in `check`. */
export function troubleOf(status: number): Trouble {
  if (status === 429 || status === 418) return "rate-limited";
  if (status === 401 || status === 407) return "auth";
  if (status === 402) return "plan";
  if (status === 403 || status === 451) return "blocked";
  if (status === 404 || status === 410) return "not-found";
  return status >= 500 || status === 408 ? "upstream" : "bad-payload";
}

const meanings: Readonly<Record<Trouble, string>> = {
  "rate-limited": "asks for a pause",
  auth: "refuses the key, or wants one",
  plan: "does not cover this question with this key's plan",
  blocked: "refuses this machine or region",
  "not-found": "does not know what was asked",
  "bad-payload": "does not understand the question",
  upstream: "failed",
  network: "was not reached",
};

/** Pages that ask for a person, or turn machines away. */
const challenge =
  /just a moment|attention required|cf-chl|challenge-platform|captcha|access denied|are you (?:a )?(?:human|robot)|enable javascript and cookies|incapsula|request unsuccessful|unusual traffic/i;

const isPage = (text: string) => /^\s*(?:<!doctype html|<html|<head|<body)/i.test(text.slice(0, 2000));
const isChallenge = (text: string) => /^\s*</.test(text.slice(0, 2000)) && challenge.test(text.slice(0, 20_000));

const titleOf = (text: string) => /<title>[^<]{0,200}/i.exec(text.slice(0, 20_000))?.[0] ?? "";

/** The answer as it may be used, or what is wrong with it. */
export function judge(service: string, call: OutboundCall, received: Received, now: number): Arrived {
  const { status, headers, text } = received;
  const fail = (trouble: Trouble, what: string) =>
    new OutboundError(service, trouble, `${service} ${what} (status ${status}).`, retryAfterMs(headers, now));
  const read = isJsonDue(call.expects, text) ? readJson(text) : {};
  const arrived: Arrived = { status, headers, text, json: read.json };
  try {
    call.check?.(arrived);
  } catch (error) {
    throw error instanceof OutboundError ? error : fail("bad-payload", "answered in another shape than expected");
  }
  if (call.otherStatuses?.includes(status) === true) return arrived;
  if (status < 200 || status > 299) {
    if (isChallenge(text) && [403, 503].includes(status)) throw fail("blocked", "turns machines away");
    throw fail(troubleOf(status), meanings[troubleOf(status)]);
  }
  // A page that was due may mention such things, or load the script that looks for machines: its title tells.
  const seen = call.expects === "html" ? titleOf(text) : text;
  if ((isPage(text) || call.expects === "html") && isChallenge(seen)) throw fail("blocked", "turns machines away");
  const wrong = wrongWith(call.expects, text) ?? (call.expects === "json" ? read.wrong : undefined);
  if (wrong !== undefined) throw fail("bad-payload", `answered ${wrong} where ${call.expects} was due`);
  return arrived;
}

/** Refusals in JSON come whatever was asked for. */
const isJsonDue = (expects: Expects, text: string) => expects === "json" || /^\s*[{[]/.test(text.slice(0, 200));

/** What stands there instead of what was asked for; seen before it is parsed. */
function wrongWith(expects: Expects, text: string): string | undefined {
  if (text.trim() === "") return "nothing";
  const first = text.trimStart().charAt(0);
  if (expects === "html") return first === "<" ? undefined : "no page";
  if (isPage(text)) return "a page";
  if (expects === "xml") return first === "<" ? undefined : "something else";
  if (expects === "csv" && (first === "{" || first === "<")) return "something else";
  return expects === "json" && first === "<" ? "XML" : undefined;
}

/** How long the service asks to be left alone. */
function retryAfterMs(headers: Received["headers"], now: number): number | undefined {
  const asked = headers["retry-after"]?.trim();
  if (asked === undefined || asked === "") return undefined;
  const ms = /^\d+(\.\d+)?$/.test(asked) ? Math.ceil(Number(asked) * 1000) : Date.parse(asked) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
