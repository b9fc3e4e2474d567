import type { Language } from "../i18n/locale.ts";
import type { Speaker } from "../i18n/speaker.ts";
import type { Adapter } from "../platform/adapter.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { patiently } from "../support/patiently.ts";
import { noticeOf } from "./notice.ts";
import type { Revoked, Trouble } from "./trouble.ts";

export interface TellingOptions {
  readonly adapters: () => ReadonlyMap<string, Adapter>;
  readonly speaker: (language: Language) => Speaker;
  /** The language of the owner of a subscription. */
  readonly languageOf: (subscription: Subscription) => Language;
  readonly failed: (what: string, error: unknown) => void;
}

/** Brings troubles to whoever is to know: the owner in private, in the same app; the log always. */
export interface Telling {
  /** Resolves once they were told; with false where they could not be. */
  tell(trouble: Trouble): Promise<boolean>;
  revoked(what: Revoked): void;
}

/** Notices that may wait; when a whole platform is down nobody wants one for each post. */
const mostWaiting = 100;
const patience = { longestMs: 30_000 };

export function createTelling({ adapters, speaker, languageOf, failed }: TellingOptions): Telling {
  let waiting = 0;
  let last: Promise<boolean> = Promise.resolve(true);
  const refused = new Set<string>();

  const bring = async (trouble: Trouble): Promise<void> => {
    const { subscription } = trouble;
    const { platform, account } = subscription.place;
    const adapter = adapters().get(platform);
    if (adapter?.direct === undefined) return;
    const destination = await adapter.direct(account, subscription.owner);
    for (const part of adapter.render(noticeOf(trouble), speaker(languageOf(subscription))))
      await patiently(() => adapter.send(destination, part), patience);
  };

  return {
    tell(trouble) {
      const { id, place } = trouble.subscription;
      failed(`posting subscription ${id} to ${place.platform} ${place.channel}`, new Error(summaryOf(trouble)));
      if (waiting >= mostWaiting) return Promise.resolve(false);
      waiting++;
      last = last
        .then(() => bring(trouble))
        .then(
          () => true,
          (error) => {
            failed(`telling the owner of subscription ${id}`, error);
            return false;
          },
        )
        .finally(() => {
          waiting--;
        });
      return last;
    },
    revoked({ platform, detail }) {
      if (refused.has(platform)) return;
      refused.add(platform);
      failed(
        `posting on ${platform}`,
        new Error(
          `The token is refused (${detail}). Posts wait until they are too late. Run \`closing-bell check\` to see what to mend.`,
        ),
      );
    },
  };
}

/** One line for the log. */
function summaryOf(trouble: Trouble): string {
  switch (trouble.is) {
    case "gone":
      return `The place takes no messages any more (${trouble.detail}); the subscription is paused.`;
    case "not-permitted":
      return `A right is missing (${trouble.detail})${trouble.paused ? "; the subscription is paused" : ""}.`;
    case "silent":
      return `The record of the post due at ${new Date(trouble.dueAt).toISOString()} is not whole; it was not sent.`;
    default:
      return `The post due at ${new Date(trouble.entry.dueAt).toISOString()} is ${trouble.is} (${trouble.entry.reason ?? "no reason"}, ${trouble.entry.detail ?? "no detail"}).`;
  }
}
