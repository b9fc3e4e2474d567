import { join, literal, message } from "../../src/i18n/value.ts";
import type { CommandContext } from "../../src/platform/command.ts";
import { CommandError, shortened } from "../../src/platform/parse.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import { refuseUnlessManager } from "../rights.ts";
import type { Services } from "../services.ts";

type Context = CommandContext<Services>;

/** The subscriptions of this conversation, oldest first. */
export function subscriptionsHere({ services, conversation }: Context): readonly Subscription[] {
  return services.posts.book.of(conversation.place);
}

/**
 * The subscription with this id, or the only one here. One of another conversation is as good as none, except for its owner
 * in private.
 */
export function subscriptionNamed(id: string | undefined, context: Context): Subscription {
  const here = subscriptionsHere(context);
  if (id !== undefined) {
    const found = visible(id, context);
    if (found !== undefined) return found;
    throw unknown(id, here);
  }
  const [first, second] = here;
  if (first === undefined) throw none();
  if (second !== undefined) throw several(here);
  return first;
}

/** Undefined for an id that is none, or not of this conversation. */
export function visible(id: string, context: Context): Subscription | undefined {
  const found = context.services.posts.book.get(id.toLowerCase().replace(/^#/, ""));
  if (found === undefined) return undefined;
  return isHere(found, context) || isOwn(found, context) ? found : undefined;
}

/** The same for somebody who wants to change it: its owner in private, or whoever may manage this conversation. */
export async function subscriptionToChange(id: string | undefined, context: Context): Promise<Subscription> {
  const found = subscriptionNamed(id, context);
  if (!isOwn(found, context)) await refuseUnlessManager(context);
  return found;
}

/**
 * The same for what changes the posts a chat gets: even its owner decides that in that chat alone, where the right to manage
 * it can be checked.
 */
export async function subscriptionToChangeHere(id: string | undefined, context: Context): Promise<Subscription> {
  const found = subscriptionNamed(id, context);
  if (!isHere(found, context)) throw elsewhere(found);
  return subscriptionToChange(found.id, context);
}

export function isHere({ place }: Subscription, { conversation }: Context): boolean {
  const { platform, account, channel } = conversation.place;
  return place.channel === channel && place.account === account && place.platform === platform;
}

/** People are known by their id within an account. */
function isOwn({ place, owner }: Subscription, { conversation }: Context): boolean {
  const { platform, account } = conversation.place;
  return (
    conversation.alone && conversation.person === owner && place.account === account && place.platform === platform
  );
}

function elsewhere({ id }: Subscription): CommandError {
  return new CommandError(
    `What ${id} posts is changed in the chat it is posted to.`,
    message("digest.elsewhere", { id: literal(id) }),
  );
}

function none(): CommandError {
  return new CommandError("Nothing is posted here on a schedule.", message("digest.none"));
}

function several(here: readonly Subscription[]): CommandError {
  return new CommandError("Several subscriptions are here: name one.", message("digest.which", { ids: idsOf(here) }));
}

function unknown(id: string, here: readonly Subscription[]): CommandError {
  return new CommandError(
    `There is no subscription "${id}" here.`,
    message("digest.unknown-id", { id: literal(shortened(id)), count: here.length, ids: idsOf(here) }),
  );
}

const idsOf = (here: readonly Subscription[]) =>
  join(
    here.map(({ id }) => literal(id)),
    "list",
  );
