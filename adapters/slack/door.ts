import { createHmac, timingSafeEqual } from "node:crypto";
import type { App, Receiver } from "@slack/bolt";
import { createOnce } from "../../src/support/once.ts";

export interface DoorOptions {
  readonly secret: string;
  readonly now: () => number;
  readonly failed: (what: string, error: unknown) => void;
}

/** Where Slack calls in. */
export interface Door {
  readonly receiver: Receiver;
  /** Gives requests to the app until the signal; before and after, they are asked to come again. */
  hear(signal: AbortSignal, ready: () => void): Promise<void>;
  handle(request: Request): Promise<Response>;
}

/** Docs "Verifying requests from Slack": five minutes, here in both directions. */
const oldestSeconds = 300;
/** Slack waits three seconds for an answer. */
const answerMs = 2500;

type Body = Record<string, unknown>;

/** Slack over HTTP, for Bolt, whose own receiver takes requests from the future and the same request twice. */
export function createDoor({ secret, now, failed }: DoorOptions): Door {
  let app: App | undefined;
  let isOpen = false;
  const once = createOnce(now);
  const isGenuine = (request: Request, raw: Buffer): boolean => {
    const stamp = request.headers.get("x-slack-request-timestamp") ?? "";
    const signature = Buffer.from(request.headers.get("x-slack-signature") ?? "");
    if (!/^\d{1,12}$/.test(stamp) || Math.abs(now() / 1000 - Number(stamp)) > oldestSeconds) return false;
    const wanted = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${stamp}:`).update(raw).digest("hex")}`);
    if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return false;
    return once(wanted.toString(), 2 * oldestSeconds * 1000);
  };
  return {
    receiver: {
      init: (made) => {
        app = made;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    async hear(signal, ready) {
      isOpen = true;
      ready();
      await aborted(signal);
      isOpen = false;
    },
    async handle(request) {
      const raw = Buffer.from(await request.arrayBuffer());
      if (!isGenuine(request, raw)) return new Response("Not from Slack.", { status: 401 });
      const body = bodyOf(raw.toString("utf8"), request.headers.get("content-type") ?? "");
      if (body === undefined) return new Response("Not understood.", { status: 400 });
      if (body["ssl_check"] === "1") return new Response(null, { status: 200 });
      if (body["type"] === "url_verification") return Response.json({ challenge: body["challenge"] });
      if (!isOpen || app === undefined) return new Response("Starting.", { status: 503 });
      return dispatch(app, body, request, failed);
    },
  };
}

/** Answers as soon as the request is acknowledged; what it asks for goes on after that. */
function dispatch(app: App, body: Body, request: Request, failed: DoorOptions["failed"]): Promise<Response> {
  return new Promise((resolve) => {
    const answer = (content?: unknown) => {
      clearTimeout(limit);
      resolve(content === undefined || content === "" ? new Response(null, { status: 200 }) : Response.json(content));
    };
    const limit = setTimeout(answer, answerMs);
    const retry = Number(request.headers.get("x-slack-retry-num") ?? Number.NaN);
    app
      .processEvent({
        body,
        ack: async (content) => answer(content),
        ...(Number.isNaN(retry) ? {} : { retryNum: retry }),
      })
      .catch((error) => failed("hearing Slack", error))
      .finally(() => answer());
  });
}

/** Events come as JSON, taps as JSON in a form, commands as a form. */
function bodyOf(text: string, type: string): Body | undefined {
  try {
    if (type.startsWith("application/json")) return objectIn(text);
    const form = Object.fromEntries(new URLSearchParams(text));
    return form["payload"] === undefined ? form : objectIn(form["payload"]);
  } catch {
    return undefined;
  }
}

function objectIn(text: string): Body | undefined {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
