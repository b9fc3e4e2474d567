import { describe, expect, it } from "vitest";
import { errorOf } from "../../../adapters/slack/verdict.ts";
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

type Row = readonly [
  code: string,
  kind: new (...args: never[]) => PlatformError,
  more?: Readonly<Record<string, unknown>>,
];

/** Slack's codes, and what the caller does next. */
const table: readonly Row[] = [
  ["is_archived", TargetGone, { why: "archived" }],
  ["channel_not_found", TargetGone, { why: "removed" }],
  ["not_in_channel", NotPermitted],
  ["no_permission", NotPermitted],
  ["restricted_action", NotPermitted],
  ["restricted_action_read_only_channel", NotPermitted],
  ["restricted_action_thread_only_channel", NotPermitted],
  ["restricted_action_non_threadable_channel", NotPermitted],
  ["messages_tab_disabled", NotPermitted],
  ["ekm_access_denied", NotPermitted],
  ["cannot_reply_to_message", NotPermitted],
  ["account_inactive", Unauthorized],
  ["token_revoked", Unauthorized],
  ["token_expired", Unauthorized],
  ["invalid_auth", Unauthorized],
  ["not_authed", Unauthorized],
  ["team_access_not_granted", Unauthorized],
  ["org_login_required", Unauthorized],
  ["access_denied", Unauthorized],
  ["team_disabled", Unauthorized],
  ["user_removed_from_team", Unauthorized],
  ["not_allowed_token_type", Unauthorized],
  ["team_added_to_org", Unavailable],
  ["missing_scope", Rejected],
  ["msg_blocks_too_long", TooLarge],
  ["msg_too_long", TooLarge],
  ["too_many_attachments", TooLarge],
  ["invalid_blocks", Rejected],
  ["invalid_attachments", Rejected],
  ["no_text", Rejected],
  ["invalid_metadata_format", Rejected],
  ["ratelimited", RateLimited, { scope: "account", retryAfterMs: 1000 }],
  ["rate_limited", RateLimited, { scope: "account" }],
  ["message_limit_exceeded", RateLimited, { scope: "account" }],
  ["internal_error", OutcomeUnknown],
  ["fatal_error", OutcomeUnknown],
  ["request_timeout", OutcomeUnknown],
  ["service_unavailable", OutcomeUnknown],
  ["something_slack_adds_later", Rejected],
  ["<html>", OutcomeUnknown],
  ["constructor", Rejected],
  ["", OutcomeUnknown],
];

describe("the verdict on a post", () => {
  it.each(table.map(([code, kind, more = {}]) => ({ code, kind, more })))(
    "where Slack says $code",
    ({ code, kind, more }) => {
      const error = errorOf("chat.postMessage", code);
      expect(error.constructor).toBe(kind);
      expect(error).toMatchObject(more);
    },
  );

  it("says what to do about a place", () => {
    expect(errorOf("chat.postMessage", "not_in_channel").message).toBe(
      "Slack refused chat.postMessage (not_in_channel). Invite the bot to the channel with /invite.",
    );
  });
});
