import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { createWire } from "../../../adapters/slack/wire.ts";
import {
  NotPermitted,
  OutcomeUnknown,
  PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../../src/support/errors.ts";
import { credentials, type Fault } from "../../fakes/slack/index.ts";
import { deskOf, saying } from "../../fixtures/desk.ts";
import { closeAll, listening, settingsFor, slackBox } from "./world.ts";

afterEach(closeAll);

const refused = (error: string): Fault => ({ error });

/** What may go wrong with a post, what the caller is told, and whether the message is there all the same. */
const matrix: readonly [string, Fault, new (...args: never[]) => PlatformError, string, number][] = [
  ["429", { status: 429, headers: { "retry-after": "7" } }, RateLimited, "ratelimited", 0],
  ["429 without a time", { status: 429 }, RateLimited, "ratelimited", 0],
  ["ratelimited in an answer", refused("ratelimited"), RateLimited, "ratelimited", 0],
  ["500", { status: 500 }, OutcomeUnknown, "http_500", 0],
  ["503", { status: 503 }, OutcomeUnknown, "http_503", 0],
  ["a page instead of an answer", { status: 200 }, OutcomeUnknown, "unreadable", 0],
  ["an empty answer", { status: 200, body: "" }, OutcomeUnknown, "unreadable", 0],
  ["half an answer", { wire: "half" }, OutcomeUnknown, "", 0],
  ["a reset", { wire: "reset" }, OutcomeUnknown, "ECONNRESET", 0],
  ["a reset after it was posted", { wire: "reset", accepted: true }, OutcomeUnknown, "ECONNRESET", 1],
  ["silence after it was posted", { wire: "hang", accepted: true }, OutcomeUnknown, "no answer in time", 1],
  ["internal_error", refused("internal_error"), OutcomeUnknown, "internal_error", 0],
  ["fatal_error", refused("fatal_error"), OutcomeUnknown, "fatal_error", 0],
  ["a wrong token", refused("invalid_auth"), Unauthorized, "invalid_auth", 0],
  ["a revoked token", refused("token_revoked"), Unauthorized, "token_revoked", 0],
  ["a missing scope", refused("missing_scope"), Rejected, "missing_scope", 0],
  ["a channel without the bot", refused("not_in_channel"), NotPermitted, "not_in_channel", 0],
  ["an archived channel", refused("is_archived"), TargetGone, "is_archived", 0],
  ["an unknown refusal", refused("something_new"), Rejected, "something_new", 0],
  ["too much text", refused("msg_blocks_too_long"), TooLarge, "msg_blocks_too_long", 0],
  ["a move of the workspace", refused("team_added_to_org"), Unavailable, "team_added_to_org", 0],
  ["403 of a gateway", { status: 403 }, Rejected, "http_403", 0],
  ["a redirect", { status: 302, headers: { location: "https://elsewhere.example/" } }, Rejected, "http_302", 0],
];

const part = { method: "chat.postMessage", payload: { text: "Hello", blocks: undefined } };
const destination = { account: "T0TEAM", channel: "C0DESK" };

/** What `send` does with a fault, with limits of time that suit a test. */
async function sendInto(fault: Fault) {
  const slack = await slackBox();
  slack.fault("chat.postMessage", fault);
  const wire = createWire({ token: credentials.botToken, apiUrl: slack.apiUrl, connectMs: 200, totalMs: 300 });
  const error = await wire.call("chat.postMessage", { ...part.payload, channel: "C0DESK" }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { slack, error };
}

describe("a call that goes wrong", () => {
  it.each(matrix)("with %s", async (_, fault, kind, detail, posted) => {
    const { slack, error } = await sendInto(fault);
    expect(error).toBeInstanceOf(kind);
    expect((error as PlatformError).constructor).toBe(kind);
    if (detail !== "") expect((error as PlatformError).detail).toBe(detail);
    expect(slack.callsOf("chat.postMessage")).toHaveLength(1);
    expect(slack.workspace.posted).toHaveLength(posted);
  });

  it.each([
    ["a whole number in the header", 429, "7", "", 7000],
    ["a fraction in the header", 429, "0.35", "", 350],
    ["a fraction that binary numbers cannot hold", 429, "1.1", "", 1100],
    ["a whole number in the answer", 429, undefined, '{"ok":false,"error":"ratelimited","retry_after":12}', 12_000],
    ["a fraction in the answer", 429, undefined, '{"ok":false,"error":"ratelimited","retry_after":2.345}', 2345],
    ["the longer one of both", 429, "3", '{"ok":false,"error":"ratelimited","retry_after":4.5}', 4500],
    ["a header beside a refusal", 200, "9", '{"ok":false,"error":"rate_limited"}', 9000],
    ["an answer without a time", 200, undefined, '{"ok":false,"error":"message_limit_exceeded"}', 1000],
    ["words nobody can read", 429, "soon", "", 1000],
    ["nothing at all", 429, undefined, "", 1000],
  ])("waits as long as Slack asks: %s", async (_, status, header, body, expected) => {
    const headers = header === undefined ? {} : { "retry-after": header };
    const { error } = await sendInto({ status, headers, body });
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).retryAfterMs).toBe(expected);
  });

  it.each([
    ["chat.postMessage", "account"],
    ["conversations.history", "channel"],
    ["users.info", "channel"],
  ])("of %s holds back what it concerns", async (method, scope) => {
    const slack = await slackBox();
    slack.fault(method, { status: 429, headers: { "retry-after": "2" } });
    const wire = createWire({ token: credentials.botToken, apiUrl: slack.apiUrl });
    await expect(wire.call(method, { channel: "C0DESK" })).rejects.toMatchObject({ retryAfterMs: 2000, scope });
  });

  it.each([
    ["nobody listens", "http://127.0.0.1:9/api/"],
    ["the name is unknown", "http://slack.invalid/api/"],
  ])("because %s was certainly not made", async (_, apiUrl) => {
    const wire = createWire({ token: credentials.botToken, apiUrl, connectMs: 2000, totalMs: 3000 });
    await expect(wire.call("chat.postMessage", part.payload)).rejects.toBeInstanceOf(Unavailable);
  });

  it("because a server keeps silent before it is encrypted was certainly not made", async () => {
    const silent = createServer();
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const wire = createWire({ token: credentials.botToken, apiUrl: `https://127.0.0.1:${port}/api/`, connectMs: 100 });
    const error = await wire.call("chat.postMessage", part.payload).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Unavailable);
    expect((error as Unavailable).detail).toBe("no connection in time");
    silent.close();
  });

  it("does not disturb the next", async () => {
    const slack = await slackBox();
    slack.fault("chat.postMessage", { status: 429, headers: { "retry-after": "60" } });
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    await expect(adapter.send(destination, part)).rejects.toBeInstanceOf(RateLimited);
    const sent = await adapter.send(destination, part);
    expect(sent).toEqual({ messageId: slack.workspace.posted[0]?.ts });
  });

  it.each([
    [{ status: 404, body: "expired_url" }, Rejected, "expired_url"],
    [{ status: 404, body: "used_url" }, Rejected, "used_url"],
    [{ status: 400, body: '{"ok":false,"error":"no_text"}' }, Rejected, "no_text"],
    [{ status: 502 }, OutcomeUnknown, "http_502"],
    [{ status: 200, body: "<html>" }, OutcomeUnknown, "unreadable"],
    [{ wire: "reset" }, OutcomeUnknown, "ECONNRESET"],
  ] as readonly [Fault, new (...args: never[]) => PlatformError, string][])(
    "on a response_url: %o",
    async (fault, kind, detail) => {
      const slack = await slackBox();
      slack.fault("response_url", fault);
      const wire = createWire({ token: credentials.botToken, apiUrl: slack.apiUrl });
      const { response_url: url } = slack.command("/x").payload;
      const error = await wire.respond(String(url), { text: "Hello" }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(kind);
      expect((error as PlatformError).detail).toBe(detail);
      expect(slack.callsOf("response_url")).toHaveLength(1);
    },
  );
});

/** Every way a secret may be written. */
function shapesOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
  ];
}

function leaks(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap(shapesOf).filter((shape) => text.includes(shape));
}

describe("no secret is told", () => {
  it.each(matrix.map(([name, fault]) => [name, fault] as const))("by an error after %s", async (_, fault) => {
    const { error } = await sendInto(fault);
    const told = [
      String(error),
      (error as Error).stack,
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
    ];
    expect(leaks(told.join("\n"), Object.values(credentials))).toEqual([]);
  });

  it.each([
    ["auth.test", refused("invalid_auth")],
    ["auth.test", { status: 502 }],
    ["auth.test", { wire: "reset" }],
    ["apps.connections.open", refused("invalid_auth")],
    ["apps.connections.open", { status: 500 }],
    ["apps.connections.open", { wire: "half" }],
  ] as readonly [string, Fault][])("when %s fails while connecting", async (method, fault) => {
    const slack = await slackBox();
    slack.fault(method, fault);
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    const desk = deskOf();
    const error = await adapter.listen?.(desk.desk).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlatformError);
    const told = inspect([error, desk.failures, desk.notices], { depth: 12, showHidden: true });
    expect(leaks(told, Object.values(credentials))).toEqual([]);
    expect(slack.callsOf(method)).toHaveLength(1);
  });

  it("when an answer cannot be given, its address included", async () => {
    const { slack, desk } = await listening({ answer: () => ({ document: saying("Hello") }) });
    const faults: Fault[] = [{ wire: "reset" }, { status: 500 }, { status: 404, body: "expired_url" }, { status: 200 }];
    slack.fault("response_url", ...faults);
    const urls: string[] = [];
    for (const _ of faults) {
      const command = slack.command("/market");
      urls.push(String(command.payload["response_url"]));
      await slack.deliver(command);
    }
    await expect.poll(() => desk.failures.length).toBe(faults.length);
    const told = inspect([desk.failures, desk.notices], { depth: 12, showHidden: true });
    expect(
      leaks(told, [...Object.values(credentials), ...urls, ...urls.map((url) => url.split("/").at(-1) ?? "")]),
    ).toEqual([]);
  });
});
