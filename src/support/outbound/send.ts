import type { OutboundCall } from "./call.ts";
import type { Exchange, Received } from "./exchange.ts";
import type { KeptAnswer } from "./kept.ts";
import { addressOf, type ServiceAccess } from "./service.ts";

/** Who sends, and by what. */
export interface Sender {
  readonly access: ServiceAccess;
  readonly exchange: Exchange;
  readonly userAgent: string;
}

const accepted: Readonly<Record<OutboundCall["expects"], string>> = {
  json: "application/json, */*;q=0.5",
  csv: "text/csv, text/plain, */*;q=0.5",
  xml: "application/rss+xml, application/atom+xml, application/xml, text/xml, */*;q=0.5",
  html: "text/html, */*;q=0.5",
  text: "*/*",
};

/** Sends a call once, and waits for the whole answer no longer than this. */
export async function send(
  { access, exchange, userAgent }: Sender,
  call: OutboundCall,
  kept: KeptAnswer | undefined,
  withinMs: number,
): Promise<Received> {
  const url = addressOf(access, call);
  for (const [name, key] of Object.entries(call.keys ?? {})) if (key !== undefined) url.searchParams.append(name, key);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(1, withinMs));
  try {
    return await exchange.send({
      url,
      method: call.method ?? "GET",
      headers: {
        "user-agent": userAgent,
        accept: accepted[call.expects],
        "accept-encoding": "gzip, br",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ownHeaders: { ...conditions(kept), ...lowerCased(call.headers) },
      body,
      charset: call.charset,
      unfollowed: call.otherStatuses ?? [],
      signal: late.signal,
    });
  } catch (error) {
    throw late.signal.aborted ? new Error("no answer in time") : error;
  } finally {
    clearTimeout(timer);
  }
}

function conditions(kept: KeptAnswer | undefined): Record<string, string> {
  const { etag, "last-modified": modified } = kept?.headers ?? {};
  return {
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(modified !== undefined && { "if-modified-since": modified }),
  };
}

const lowerCased = (headers: OutboundCall["headers"] = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
