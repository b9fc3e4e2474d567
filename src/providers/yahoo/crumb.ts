import { type Answered, type Call, type OutboundCall, OutboundError } from "../../support/outbound/call.ts";
import { troubleOf } from "../../support/outbound/judge.ts";
import { service } from "./quotes.ts";

/** The ticket Yahoo wants beside most questions: a word, and the cookie it belongs to. */
interface Ticket {
  readonly crumb: string;
  readonly cookie: string;
}

/** Why no ticket is to be had. Only a question that can be asked without one goes on. */
export class NoCrumb extends OutboundError {}

/** Asks with a crumb; throws `NoCrumb` where none is to be had, or Yahoo refuses the one it just gave. */
export type WithCrumb = (call: Call, question: OutboundCall, now: number) => Promise<Answered>;

/** After a crumb was refused, nobody asks for another that soon: the refusals are by address and last for hours. */
const pauseMs = 10 * 60_000;
/** Any answer will do as long as it sets the cookie, and a refusal here must not shut out the questions that need none. */
const anyStatus = [200, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 429, 500, 502, 503];

/**
 * Keeps one crumb in memory for all questions. It is had by a cookie from one host and the word from another, asked for
 * again once when Yahoo says 401, and left alone for ten minutes where that does not help.
 */
export function createCrumbs(): WithCrumb {
  let ticket: Promise<Ticket> | undefined;
  let pause: { readonly until: number; readonly why: NoCrumb } | undefined;

  const giveUp = (now: number, why: NoCrumb): never => {
    pause = { until: now + pauseMs, why };
    throw why;
  };
  const current = async (call: Call, now: number): Promise<{ had: Ticket; forget: () => void }> => {
    if (pause !== undefined && now < pause.until) throw pause.why;
    ticket ??= renew(call);
    const used = ticket;
    const forget = () => {
      // Others may have renewed it meanwhile.
      if (ticket === used) ticket = undefined;
    };
    try {
      return { had: await used, forget };
    } catch (error) {
      forget();
      if (!(error instanceof OutboundError)) throw error;
      return giveUp(now, new NoCrumb(service, error.trouble, error.message, error.retryAfterMs));
    }
  };

  return async (call, question, now) => {
    for (let tries = 0; tries < 2; tries++) {
      const { had, forget } = await current(call, now);
      const answer = await call({
        ...question,
        keys: { crumb: had.crumb },
        headers: { cookie: had.cookie },
        otherStatuses: [401],
      });
      if (answer.status !== 401) return answer;
      forget();
    }
    return giveUp(now, new NoCrumb(service, "blocked", `${service} refuses the crumbs it gives.`));
  };
}

async function renew(call: Call): Promise<Ticket> {
  const first = await call({ path: "cookie:/", expects: "text", otherStatuses: anyStatus });
  const cookie = cookieOf(first.headers["set-cookie"] ?? "");
  if (cookie === "") throw refusal(first);
  const question: OutboundCall = { path: "query1:/v1/test/getcrumb", expects: "text", headers: { cookie } };
  const second = await call({ ...question, otherStatuses: anyStatus });
  const crumb = second.text.trim();
  if (second.status !== 200 || !isCrumb(crumb)) throw refusal(second);
  return { crumb, cookie };
}

function refusal({ status, text }: Answered): OutboundError {
  const isPause = /too many requests/i.test(text.slice(0, 200));
  return new OutboundError(
    service,
    isPause ? "rate-limited" : troubleOf(status),
    `${service} gives no crumb (status ${status}).`,
  );
}

function cookieOf(header: string): string {
  return header
    .split("\n")
    .flatMap((line) => /^\s*([\w-]+=[^;\s]+)/.exec(line)?.[1] ?? [])
    .join("; ");
}

/** "Too Many Requests" came in its place, and was then sent along with every question (yfinance issue 2441). */
function isCrumb(text: string): boolean {
  return /^[\w./%\\-]{6,40}$/.test(text);
}
