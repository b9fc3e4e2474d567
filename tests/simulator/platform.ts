import type { Adapter, Manner, Part, Sent } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import type { Pace } from "../../src/platform/pace.ts";
import {
  NotPermitted,
  OutcomeUnknown,
  RateLimited,
  Rejected,
  TargetGone,
  TargetMoved,
  Unauthorized,
  Unavailable,
  type WhyGone,
} from "../../src/support/errors.ts";
import type { Body, Call, Verdict } from "./calls.ts";
import type { Chance } from "./chance.ts";
import { createLimits } from "./limits.ts";
import type { Life, World } from "./world.ts";

/** What can go wrong with a call. */
export const faults = [
  "limited-channel",
  "limited-account",
  "unreached",
  "error-before",
  "error-after",
  "hang",
  "hang-taken",
  "answer-lost",
  "slow",
] as const;
export type Fault = (typeof faults)[number];

export interface Traits {
  readonly name: string;
  readonly pace: Pace;
  /** A message under a mark it knows for this long is no second one. */
  readonly nonceMs?: number;
  /** What the program is told of that. */
  readonly replaySafeMs?: number;
  /** Undefined: nobody can look. False: the right is missing. */
  readonly mayFind?: boolean;
  /** History shows a message so much later. */
  readonly historyMs: number;
}

export interface Chat {
  gone?: WhyGone;
  forbidden?: boolean;
  movedTo?: string;
}

/** A moment of a call at which the program may die. */
export type Moment = "before" | "leaving" | "taken";

export interface Platform {
  readonly traits: Traits;
  readonly calls: Call[];
  readonly wrong: string[];
  /** When it did anything but take a message and say so. */
  readonly troubles: number[];
  /** Draws what goes wrong with the next call. */
  fault: () => Fault | undefined;
  /** Asked at each moment of each call; true: the program dies. */
  trap: (moment: Moment) => boolean;
  /** Told of each call before it leaves. */
  leaving: (call: Call) => void;
  /** The token is refused until then. */
  revokedUntil: number;
  chat(channel: string): Chat;
  adapter(life: Life): Adapter;
}

/** The program gives up waiting by then. */
const limitMs = 15_000;

export function createPlatform(world: World, chance: Chance, traits: Traits): Platform {
  const chats = new Map<string, Chat>();
  const limits = createLimits(traits.pace);
  const calls: Call[] = [];
  const byNonce = new Map<string, Call>();
  const troubles: number[] = [];
  let ids = 0;

  const accept = (call: Call): Sent => {
    const nonce = call.mark?.slice(0, 25) ?? "";
    const first = traits.nonceMs === undefined ? undefined : byNonce.get(nonce);
    if (first?.acceptedAt !== undefined && world.elapsed() - first.acceptedAt <= (traits.nonceMs ?? 0)) {
      call.replayOf = first;
      call.messageId = first.messageId ?? "";
      return { messageId: call.messageId };
    }
    call.acceptedAt = world.elapsed();
    call.acceptedWall = world.highest();
    call.messageId = `${traits.name}-${++ids}`;
    if (call.mark !== undefined) byNonce.set(nonce, call);
    return { messageId: call.messageId };
  };
  const refusal = (call: Call): Error | undefined => {
    const chat = chats.get(call.channel);
    if (world.elapsed() < platform.revokedUntil) return new Unauthorized("The token was refused.", "revoked");
    if (chat?.gone !== undefined) return new TargetGone("It is gone.", chat.gone, chat.gone);
    if (chat?.forbidden === true) return new NotPermitted("Not allowed.", "forbidden");
    if (chat?.movedTo !== undefined) return new TargetMoved("It moved.", chat.movedTo, "moved");
    return undefined;
  };

  /** What the platform does when a call arrives; what it answers, if anything. */
  const arrive = (call: Call, fault: Fault | undefined): { readonly sent?: Sent; readonly error?: Error } => {
    const refused = refusal(call);
    if (refused !== undefined) return { error: refused };
    if (fault === "limited-channel" || fault === "limited-account") {
      const scope = fault === "limited-account" ? "account" : "channel";
      const waitMs = Math.round((0.3 + chance() * 20) * 1e6) / 1e3;
      return { error: limited(waitMs, scope) };
    }
    if (fault === "error-before" || fault === "hang") return { error: new OutcomeUnknown("No word.", fault) };
    const sent = accept(call);
    if (platform.trap("taken")) return {};
    if (fault === "error-after" || fault === "hang-taken" || fault === "answer-lost")
      return { error: new OutcomeUnknown("No word.", fault) };
    return { sent };
  };

  const send = (life: Life, destination: Destination, part: Part, manner: Manner = {}): Promise<Sent> =>
    new Promise((resolve, reject) => {
      if (!life.alive) return;
      const call: Call = {
        platform: traits.name,
        account: destination.account,
        channel: destination.channel,
        ...(destination.thread === undefined ? {} : { thread: destination.thread }),
        ...(manner.mark === undefined ? {} : { mark: manner.mark }),
        body: part.payload as Body,
        life: life.number,
        leftAt: world.elapsed(),
        shownWall: world.wall(),
      };
      platform.leaving(call);
      if (platform.trap("before")) return;
      calls.push(call);
      const answer = (ms: number, { sent, error }: { readonly sent?: Sent; readonly error?: Error }) => {
        if (sent === undefined && error === undefined) return;
        world.after(
          ms,
          () => {
            call.answeredAt = world.elapsed();
            call.verdict = sent === undefined ? verdictOf(error) : "sent";
            if (error !== undefined) troubles.push(world.elapsed());
            if (error instanceof RateLimited)
              limits.block(world.elapsed() + error.retryAfterMs, error.scope === "account" ? undefined : call.channel);
            if (sent !== undefined) resolve(sent);
            else reject(error);
          },
          life,
        );
      };
      const fault = platform.fault();
      if (fault !== undefined) troubles.push(world.elapsed());
      if (fault === "unreached") return answer(chance.int(1, 5000), { error: new Unavailable("Not reached.", fault) });
      const tooSoon = limits.refuse(world.elapsed(), call.channel, life.number);
      const slow = fault === "slow" || fault === "hang-taken";
      const there = slow ? chance.int(1000, 7000) : chance.int(20, 150);
      const back = slow ? chance.int(1000, 7000) : chance.int(20, 150);
      if (tooSoon !== undefined) return answer(there + back, { error: limited(tooSoon.waitMs, tooSoon.scope) });
      const hangs = fault === "hang" || fault === "hang-taken";
      world.after(there, () => answer(hangs ? limitMs - there : back, arrive(call, fault)));
      // The request is on its way, whatever becomes of the program.
      platform.trap("leaving");
    });

  const find = async (
    life: Life,
    { channel }: Destination,
    mark: string,
    sinceMs: number,
  ): Promise<Sent | undefined> => {
    const fault = platform.fault();
    if (fault !== undefined) troubles.push(world.elapsed());
    await life.call(chance.int(20, 300), () => undefined);
    if (fault === "unreached" || fault === "hang") throw new Unavailable("Not reached.", fault);
    if (fault === "limited-account" || fault === "limited-channel") throw limited(1000, "channel");
    if (fault === "error-before") throw new OutcomeUnknown("No word.", fault);
    const refused = refusal({ channel } as Call);
    if (refused !== undefined && !(refused instanceof TargetMoved)) {
      troubles.push(world.elapsed());
      throw refused;
    }
    if (traits.mayFind === false) throw new Rejected("No right to look.", "missing_scope");
    const now = world.elapsed();
    const found = calls.find(
      (call) =>
        call.mark === mark &&
        call.channel === channel &&
        call.acceptedAt !== undefined &&
        call.acceptedAt <= now - (traits.historyMs * (call.leftAt % 7)) / 7 &&
        world.startAt + call.acceptedAt >= sinceMs - skewMs,
    );
    return found?.messageId === undefined ? undefined : { messageId: found.messageId };
  };

  const platform: Platform = {
    traits,
    calls,
    wrong: limits.wrong,
    troubles,
    fault: () => undefined,
    trap: () => false,
    leaving: () => undefined,
    revokedUntil: 0,
    chat(channel) {
      const chat = chats.get(channel) ?? {};
      chats.set(channel, chat);
      return chat;
    },
    adapter: (life) => ({
      name: traits.name,
      pace: traits.pace,
      render: () => [],
      send: (destination, part, manner) => send(life, destination, part, manner),
      ...(traits.replaySafeMs === undefined ? {} : { replaySafeMs: traits.replaySafeMs }),
      ...(traits.mayFind === undefined
        ? {}
        : { find: (destination, _part, mark, sinceMs) => find(life, destination, mark, sinceMs) }),
    }),
  };
  return platform;
}

/** Adapters allow for so much between the machine's clock and the platform's. */
const skewMs = 30_000;

function limited(waitMs: number, scope: "channel" | "account"): RateLimited {
  return new RateLimited("Too fast.", waitMs, "limited", scope);
}

function verdictOf(error: Error | undefined): Verdict {
  if (error instanceof RateLimited) return "limited";
  if (error instanceof Unavailable) return "unreached";
  if (error instanceof Unauthorized) return "revoked";
  if (error instanceof TargetGone) return "gone";
  if (error instanceof NotPermitted) return "forbidden";
  if (error instanceof TargetMoved) return "moved";
  return "unknown";
}
