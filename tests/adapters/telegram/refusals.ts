import {
  NotPermitted,
  OutcomeUnknown,
  type PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TargetMoved,
  TooLarge,
  Unauthorized,
} from "../../../src/support/errors.ts";
import type { Fault } from "../../fakes/telegram/faults.ts";

/** What a send may meet, and what the caller does next. */
export interface Met {
  readonly fault: Fault;
  readonly verdict: new (...args: never[]) => PlatformError;
  /** What else the caller is told. */
  readonly told?: Readonly<Record<string, unknown>>;
}

const bad = (description: string): Fault => ({ status: 400, description: `Bad Request: ${description}` });
const forbidden = (description: string): Fault => ({ status: 403, description: `Forbidden: ${description}` });
const gone = (fault: Fault, why: TargetGone["why"]): Met => ({ fault, verdict: TargetGone, told: { why } });
const limited = (retryAfterMs: number, fault: Fault): Met => ({ fault, verdict: RateLimited, told: { retryAfterMs } });
const tooMany = (parameters: Readonly<Record<string, number>>, description = "Too Many Requests"): Fault => ({
  status: 429,
  description,
  parameters,
});
const busyPage = (seconds: string): Fault => ({ page: "Busy", status: 429, headers: { "retry-after": seconds } });

export const met: readonly Met[] = [
  gone(forbidden("bot was blocked by the user"), "blocked"),
  gone(bad("USER_IS_BLOCKED"), "blocked"),
  gone(forbidden("user is deactivated"), "deleted"),
  gone(bad("INPUT_USER_DEACTIVATED"), "deleted"),
  gone(forbidden("the group chat was deleted"), "deleted"),
  gone(bad("group chat was deactivated"), "deleted"),
  gone(bad("chat not found"), "removed"),
  gone(bad("PEER_ID_INVALID"), "removed"),
  gone(forbidden("bot was kicked from the group chat"), "removed"),
  gone(forbidden("bot was kicked from the supergroup chat"), "removed"),
  gone(forbidden("bot was kicked from the channel chat"), "removed"),
  gone(forbidden("bot is not a member of the group chat"), "removed"),
  gone(forbidden("bot is not a member of the supergroup chat"), "removed"),
  gone(forbidden("bot is not a member of the channel chat"), "removed"),
  gone(bad("CHANNEL_PRIVATE"), "removed"),
  { fault: forbidden("bot can't initiate conversation with a user"), verdict: NotPermitted },
  { fault: forbidden("something nobody wrote down"), verdict: NotPermitted },
  { fault: bad("have no rights to send a message"), verdict: NotPermitted },
  { fault: bad("not enough rights to send text messages to the chat"), verdict: NotPermitted },
  { fault: bad("need administrator rights in the channel chat"), verdict: NotPermitted },
  { fault: bad("CHAT_WRITE_FORBIDDEN"), verdict: NotPermitted },
  { fault: bad("CHAT_SEND_PLAIN_FORBIDDEN"), verdict: NotPermitted },
  { fault: bad("CHAT_ADMIN_REQUIRED"), verdict: NotPermitted },
  { fault: bad("CHAT_RESTRICTED"), verdict: NotPermitted },
  { fault: bad("TOPIC_CLOSED"), verdict: NotPermitted },
  gone(bad("TOPIC_DELETED"), "deleted"),
  gone(bad("message thread not found"), "deleted"),
  {
    fault: {
      status: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: -1001234567890 },
    },
    verdict: TargetMoved,
    told: { to: "-1001234567890", detail: "Bad Request: group chat was upgraded to a supergroup chat" },
  },
  limited(7000, tooMany({ retry_after: 7 })),
  limited(1500, tooMany({ retry_after: 1.5 })),
  // 1.1 seconds are a little more than 1,100 milliseconds in binary.
  limited(1100, tooMany({ retry_after: 1.1 })),
  limited(1, tooMany({ retry_after: 0.0004 })),
  limited(9000, tooMany({}, "Too Many Requests: retry after 9")),
  limited(1000, tooMany({})),
  limited(12_000, busyPage("12")),
  limited(2250, busyPage("2.25")),
  limited(1000, busyPage("soon")),
  { fault: { status: 401, description: "Unauthorized" }, verdict: Unauthorized },
  { fault: { status: 404, description: "Not Found: method not found" }, verdict: Rejected },
  { fault: { status: 409, description: "Conflict: terminated by other getUpdates request" }, verdict: Rejected },
  { fault: bad("can't parse entities"), verdict: Rejected, told: { detail: "Bad Request: can't parse entities" } },
  { fault: bad("message is too long"), verdict: TooLarge },
  { fault: bad("MESSAGE_TOO_LONG"), verdict: TooLarge },
  { fault: { status: 413, description: "Request Entity Too Large" }, verdict: TooLarge },
  { fault: { status: 500, description: "Internal Server Error" }, verdict: OutcomeUnknown },
  { fault: { status: 502, description: "Bad Gateway" }, verdict: OutcomeUnknown },
  { fault: { status: 504, description: "Gateway Timeout" }, verdict: OutcomeUnknown },
  { fault: { page: "<html>502 Bad Gateway</html>", status: 502 }, verdict: OutcomeUnknown },
  { fault: { page: "<html>Welcome</html>", status: 200 }, verdict: OutcomeUnknown },
  { fault: { page: "{}", status: 200 }, verdict: OutcomeUnknown },
  { fault: "half", verdict: OutcomeUnknown },
  { fault: "reset", verdict: OutcomeUnknown },
  { fault: "drop-answer", verdict: OutcomeUnknown },
  { fault: "hang", verdict: OutcomeUnknown },
];
