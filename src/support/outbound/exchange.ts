import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import { type Caps, decode, readBody } from "./body.ts";
import { AddressRefused, createGuard, isPrivateName } from "./guard.ts";
import { chosenOrigins, originsOf, type ServiceAccess } from "./service.ts";

export interface Sending {
  readonly url: URL;
  readonly method: string;
  /** Only for the service's own hosts. */
  readonly ownHeaders: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly charset: string | undefined;
  /** Redirects with these statuses are answers. */
  readonly unfollowed: readonly number[];
  readonly signal: AbortSignal;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A redirect that is not followed. */
export class RedirectRefused extends Error {}

export interface Exchange {
  send(sending: Sending): Promise<Received>;
  close(): void;
}

const mostRedirects = 3;
/** Servers close idle connections; one they are about to close must not be used again. */
const idleMs = 4000;

/**
 * Calls to one service: made once, redirects followed by hand, every address checked where it is connected to. (`fetch` takes
 * no look-up of ours, unpacks before anybody can count, and does not say how an answer was packed.) Connections are kept, and
 * belong to this service alone, because what one service may connect to another may not.
 */
export function createExchange(access: ServiceAccess, lookup: LookupFunction, caps: Caps): Exchange {
  const plain = new http.Agent({ keepAlive: true, timeout: idleMs });
  const secure = new https.Agent({ keepAlive: true, timeout: idleMs });
  const [own, chosen] = [originsOf(access), chosenOrigins(access)];

  const once = (sending: Sending): Promise<http.IncomingMessage> => {
    const { url, method, headers, ownHeaders, body, signal } = sending;
    const isOwn = own.has(url.origin);
    const guard = createGuard(lookup, isOwn && (chosen.has(url.origin) || isPrivateName(url.hostname)));
    guard.check(url);
    const isSecure = url.protocol === "https:";
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? https : http).request(url, {
        method,
        headers: { ...headers, ...(isOwn ? ownHeaders : {}), ...length },
        agent: isSecure ? secure : plain,
        lookup: guard.lookup,
        signal,
      });
      request.once("response", resolve);
      request.on("error", reject);
      request.end(body);
    });
  };

  const send = async (sending: Sending, hops: number): Promise<Received> => {
    const response = await once(sending);
    const { statusCode: status = 0 } = response;
    const isFollowed = [301, 302, 303, 307, 308].includes(status) && !sending.unfollowed.includes(status);
    if (!isFollowed) return receive(response, sending, caps);
    response.destroy();
    if (hops === mostRedirects) throw new RedirectRefused("it redirects too often");
    return send(followed(sending, status, response.headers.location, own), hops + 1);
  };

  return {
    send: (sending) => send(sending, 0),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** The call a redirect asks for. */
function followed(sending: Sending, status: number, location: string | undefined, own: ReadonlySet<string>): Sending {
  const url = location === undefined ? undefined : parsed(location, sending.url.href);
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new RedirectRefused("it redirects to no web address");
  if (own.has(url.origin)) return status < 307 ? { ...asGet(sending), url } : { ...sending, url };
  if (url.username !== "" || url.port !== "") throw new AddressRefused();
  if (sending.body !== undefined && status >= 307)
    throw new RedirectRefused("it redirects what was posted to another host");
  return { ...asGet(sending), url };
}

function parsed(location: string, base: string): URL | undefined {
  return URL.canParse(location, base) ? new URL(location, base) : undefined;
}

const asGet = (sending: Sending): Sending => ({ ...sending, method: "GET", body: undefined });

async function receive(response: http.IncomingMessage, { charset }: Sending, caps: Caps): Promise<Received> {
  const { statusCode: status = 0 } = response;
  try {
    const bytes = await readBody(response, caps);
    return { status, headers: flat(response.headers), text: decode(bytes, charset, response.headers["content-type"]) };
  } finally {
    if (!response.complete) response.destroy();
  }
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join("\n") : value]],
  );
  return Object.fromEntries(entries);
}
