import { createServer } from "node:net";
import { inspect } from "node:util";
import { Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAllowance } from "../../../adapters/discord/allowance.ts";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { createWire } from "../../../adapters/discord/wire.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import {
  NotPermitted,
  OutcomeUnknown,
  type PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../../src/support/errors.ts";
import { speakers } from "../../document/world.ts";
import type { Fault } from "../../fakes/discord/faults.ts";
import { canaryToken, type Discord, openDiscord } from "../../fakes/discord/index.ts";
import { saying } from "../../fixtures/desk.ts";

let discord: Discord;
beforeEach(async () => {
  discord = await openDiscord();
});
afterEach(() => discord.close());

const channel = { account: "222222222222222222", channel: "333333333333333333" };
const [part] = renderDiscord(saying("Good morning."), speakers.en) as [Part];

const adapterFor = (settings: Record<string, string> = {}, totalMs = 2000) =>
  createDiscordAdapter(
    { settings: { DISCORD_TOKEN: canaryToken, DISCORD_API_URL: discord.url, ...settings } },
    { connectMs: 1000, totalMs },
  );
const failure = async (promise: Promise<unknown>): Promise<PlatformError> =>
  promise.then(
    () => {
      throw new Error("It went well");
    },
    (error) => error,
  );

describe("a post", () => {
  it("answers the id Discord gave it, and allows no mentions", async () => {
    const { messageId } = await adapterFor().send(channel, part);
    expect(discord.world.messages.get(messageId)?.body).toMatchObject({
      embeds: [{ description: "Good morning." }],
      allowed_mentions: { parse: [] },
    });
  });

  it("goes to the thread where there is one", async () => {
    await adapterFor().send({ ...channel, thread: "777777777777777777" }, part);
    expect(discord.called(/^POST \/channels\/777777777777777777\/messages/)).toHaveLength(1);
  });
});

type Kind = new (...args: never[]) => PlatformError;

/** What a caller does next about an error, and what it needs for that. */
const nextOf = (error: PlatformError) => {
  if (error instanceof RateLimited) return `${error.scope} ${error.retryAfterMs}`;
  return error instanceof TargetGone ? error.why : undefined;
};
const status = (code: number, status = 400): Fault => ({ is: "status", status, code });
const tooLong = {
  embeds: {
    "0": { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Must be 256 or fewer in length." }] } },
  },
};

const matrix: readonly [string, Fault, Kind, string, string?][] = [
  ["a wait of a second and a half", { is: "limited", retryAfter: 1.5 }, RateLimited, "429", "channel 1500"],
  ["a wait of two whole seconds", { is: "limited", retryAfter: 2 }, RateLimited, "429", "channel 2000"],
  ["a wait of many digits", { is: "limited", retryAfter: 64.57 }, RateLimited, "429", "channel 64570"],
  ["a wait for everything", { is: "limited", retryAfter: 0.3, scope: "global" }, RateLimited, "429", "account 300"],
  ["a wait shared with others", { is: "limited", retryAfter: 2, scope: "shared" }, RateLimited, "429", "channel 2000"],
  ["a wait the edge demands", { is: "html", status: 429 }, RateLimited, "429", "account 5000"],
  ["a wait the edge tells in a header", { is: "html", status: 429, after: "3" }, RateLimited, "429", "account 3000"],
  ["slow mode without 429", status(20016), RateLimited, "20016", "channel 5000"],
  ["a channel that takes no more writes", status(20028), RateLimited, "20028", "channel 5000"],
  ["a server that takes no more writes", status(20029), RateLimited, "20029", "channel 5000"],
  ["a limited resource", status(40062), RateLimited, "40062", "channel 5000"],
  ["500", status(0, 500), OutcomeUnknown, "500"],
  ["502 with HTML", { is: "html", status: 502 }, OutcomeUnknown, "502"],
  ["503", status(0, 503), OutcomeUnknown, "503"],
  ["an overloaded API", status(130000, 503), OutcomeUnknown, "503"],
  ["504", status(0, 504), OutcomeUnknown, "504"],
  ["408", status(0, 408), OutcomeUnknown, "408"],
  ["302 to elsewhere", { is: "html", status: 302 }, OutcomeUnknown, "302"],
  ["a connection cut before the answer", { is: "reset" }, OutcomeUnknown, "ECONNRESET"],
  ["a connection cut after it was posted", { is: "drop" }, OutcomeUnknown, "ECONNRESET"],
  ["half an answer", { is: "half" }, OutcomeUnknown, "ECONNRESET"],
  ["no answer at all", { is: "hang" }, OutcomeUnknown, "no answer in time"],
  ["an answer that is no JSON", { is: "garbage" }, OutcomeUnknown, "unreadable"],
  ["200 with HTML", { is: "html", status: 200 }, OutcomeUnknown, "unreadable"],
  ["401", status(0, 401), Unauthorized, "401"],
  ["a token that was withdrawn", status(50014, 403), Unauthorized, "50014"],
  ["a wrong token by its code", status(40001, 403), Unauthorized, "40001"],
  ["413", status(40005, 413), TooLarge, "40005"],
  ["an embed that is too long", { is: "status", status: 400, code: 50035, errors: tooLong }, TooLarge, "50035"],
  ["an unknown channel", status(10003, 404), TargetGone, "10003", "deleted"],
  ["an unknown server", status(10004, 404), TargetGone, "10004", "removed"],
  ["an unknown webhook", status(10015, 404), TargetGone, "10015", "deleted"],
  ["a webhook's token that ran out", status(50027, 401), TargetGone, "50027", "deleted"],
  ["a channel without text", status(50008), TargetGone, "50008", "deleted"],
  ["a channel of another kind now", status(50024), TargetGone, "50024", "deleted"],
  ["no access", status(50001, 403), NotPermitted, "50001"],
  ["missing permissions", status(50013, 403), NotPermitted, "50013"],
  ["a person who takes no messages", status(50007, 403), NotPermitted, "50007"],
  ["a person without a common server", status(50278, 403), NotPermitted, "50278"],
  ["an archived thread", status(50083), NotPermitted, "50083"],
  ["a locked thread", status(160005), NotPermitted, "160005"],
  ["a forum", status(40058), NotPermitted, "40058"],
  ["another mistake in the body", status(50035), Rejected, "50035"],
  ["a message the server's rules block", status(200000), Rejected, "200000"],
  ["a link that is held harmful", status(240000), Rejected, "240000"],
  ["the edge that likes us not", { is: "html", status: 403 }, Rejected, "403"],
];

describe.each(matrix)("%s", (_name, fault, kind, detail, next) => {
  const attempt = () => {
    discord.plan(/^POST \/channels/, fault);
    return failure(adapterFor({}, fault.is === "hang" ? 200 : 2000).send(channel, part));
  };

  it(`is ${kind.name}, after a single request`, async () => {
    const error = await attempt();
    expect(error.constructor).toBe(kind);
    expect([error.detail, nextOf(error)]).toEqual([detail, next]);
    expect(discord.called(/^POST \/channels/)).toHaveLength(1);
  });

  it("tells nothing secret", async () => {
    const error = await attempt();
    expect(error.message).not.toBe("");
    expect(secretsIn(error)).toEqual([]);
  });
});

describe("no connection", () => {
  it("to a port nobody listens on is Unavailable", async () => {
    const adapter = adapterFor({ DISCORD_API_URL: "http://127.0.0.1:1/api" });
    const error = await failure(adapter.send(channel, part));
    expect(error).toBeInstanceOf(Unavailable);
    expect(secretsIn(error)).toEqual([]);
  });

  it("to a name that does not exist is Unavailable", async () => {
    const adapter = adapterFor({ DISCORD_API_URL: "http://nowhere.invalid/api" });
    expect(await failure(adapter.send(channel, part))).toBeInstanceOf(Unavailable);
  });

  it("that never comes to stand is Unavailable, within its time", async () => {
    // Accepts, and never speaks TLS.
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const sockets = new Set<{ destroy(): void }>();
    silent.on("connection", (socket) => sockets.add(socket));
    const wire = createWire({
      token: canaryToken,
      api: `https://127.0.0.1:${port}/api`,
      allowance: createAllowance({ elapsed: () => performance.now(), stopped: () => undefined }),
      patience: { connectMs: 100, totalMs: 2000 },
    });
    const error = await failure(wire({ what: "asking", method: "GET", route: Routes.user() }));
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.detail).toBe("no connection in time");
  });
});

it("a refused token is asked with again, since it may have been mended meanwhile", async () => {
  const adapter = adapterFor();
  discord.plan(/^POST \/channels/, { is: "status", status: 401 });
  expect(await failure(adapter.send(channel, part))).toBeInstanceOf(Unauthorized);
  expect(await adapter.send(channel, part)).toHaveProperty("messageId");
});

/** The canary in any form an error may carry it, anywhere in the error. */
function secretsIn(error: unknown): string[] {
  const whole = [
    (error as Error).message,
    (error as Error).stack,
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
  ].join("\n");
  const forms = [
    canaryToken,
    encodeURIComponent(canaryToken),
    Buffer.from(canaryToken).toString("base64"),
    "never-to-be-seen",
  ];
  return forms.filter((form) => whole.includes(form));
}
