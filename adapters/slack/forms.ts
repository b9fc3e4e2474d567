import type { types } from "@slack/bolt";
import type { Desk, Reply } from "../../src/platform/desk.ts";
import { PlatformError } from "../../src/support/errors.ts";
import { viewOf } from "./form.ts";
import { limits } from "./limits.ts";
import type { Wire } from "./wire.ts";

/** Where a form is opened from. */
export interface Opener {
  readonly channel: string;
  readonly thread?: string | undefined;
  /** Opens one form within three seconds: docs "Handling user interaction". */
  readonly trigger?: string | undefined;
  readonly responseUrl?: string | undefined;
}

export interface FormsOptions {
  readonly wire: Pick<Wire, "call">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly failed: Desk["failed"];
}

/** Opens forms, and knows how their answers get back to whoever filled them in. */
export interface Forms {
  /** False where it could not be opened, or not any more: the reply is to be shown as it is. */
  open(reply: Reply, from: Opener): Promise<boolean>;
  /** The form of a reply that takes the place of the one it answers. */
  next(reply: Reply, from: Pick<Opener, "channel" | "thread">): types.ModalView | undefined;
  /** The address for an answer to a form, once, as long as it can be used. */
  answerUrl(view: string): string | undefined;
}

/** More forms than are ever open at a time. */
const mostKept = 1000;
/** The person took too long, or did it twice: nothing for the operator. */
const tooLate: ReadonlySet<string> = new Set(["exchanged_trigger_id", "expired_trigger_id"]);

export function createForms({ wire, now, failed }: FormsOptions): Forms {
  // A secret, so it stays here: Slack would keep it in the form for us, and tell it whoever reads the form.
  const urls = new Map<string, { readonly url: string; readonly until: number }>();
  const keep = (view: string, url: string) => {
    urls.set(view, { url, until: now() + limits.responseMs });
    if (urls.size > mostKept) urls.delete(urls.keys().next().value as string);
  };
  const next: Forms["next"] = ({ form, speaker }, { channel, thread }) =>
    form && viewOf(form, speaker, { channel, ...(thread === undefined ? {} : { thread }) });
  return {
    next,
    async open(reply, from) {
      const view = next(reply, from);
      if (view === undefined || from.trigger === undefined) return false;
      try {
        const answer = await wire.call("views.open", { trigger_id: from.trigger, view });
        const { id } = answer["view"] as { readonly id: string };
        if (from.responseUrl !== undefined) keep(id, from.responseUrl);
        return true;
      } catch (error) {
        const isLate = error instanceof PlatformError && tooLate.has(error.detail ?? "");
        if (!isLate) failed("opening a form on Slack", error);
        return false;
      }
    },
    answerUrl(view) {
      const known = urls.get(view);
      urls.delete(view);
      return known !== undefined && known.until > now() ? known.url : undefined;
    },
  };
}
