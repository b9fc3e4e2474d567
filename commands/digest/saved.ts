import { list, paragraph, title } from "../../src/document/build.ts";
import { nodesIn } from "../../src/document/map.ts";
import type { Node } from "../../src/document/node.ts";
import { literal, message, selector } from "../../src/i18n/value.ts";
import type { Answer, CommandContext } from "../../src/platform/command.ts";
import { CommandError } from "../../src/platform/parse.ts";
import type { Draft, Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import { tapsFor } from "./card.ts";
import type { Meaning, Meant } from "./meaning.ts";
import { runIn, scheduleText, zoneOf } from "./times.ts";

type Context = CommandContext<Services>;

const mostRuns = 3;

/** What was kept, when it comes next, and how it will look. */
export function savedAnswer(
  kept: Subscription,
  preview: Answer,
  { meaning, context, changed }: { readonly meaning: Meaning; readonly context: Context; readonly changed: boolean },
): Answer {
  const { id, what, schedule, language, missed, overlap, doubt, paused } = kept;
  const runs = context.services.posts.next(schedule, mostRuns);
  const nodes: Node[] = [
    title(message("digest.saved", { id: literal(id), changed: changed ? "yes" : "no" }), 1),
    paragraph(
      message("digest.saved.what", {
        what: meaning.shown(what),
        when: scheduleText(schedule),
        language: language ?? "auto",
        missed,
        overlap: selector(overlap),
        doubt: selector(doubt),
      }),
    ),
    ...(paused === undefined ? [] : [paragraph(message("digest.stands", { why: selector(paused.why) }))]),
    paragraph(message("digest.saved.next", { count: runs.length, zone: literal(zoneOf(context)) })),
    ...(runs.length === 0 ? [] : [list(runs.map((run) => runIn(run, schedule, context)))]),
    // Ahead of the preview, which may be long: where it takes several messages, the taps stay beside the id.
    tapsFor(kept, ["edit", paused === undefined ? "pause" : "resume", "remove"]),
    { node: "divider" },
    ...preview.document.nodes,
  ];
  return { document: { nodes }, unshared: true };
}

/**
 * The post as it would go out now, in the language it will have. What cannot be posted at all is refused here, before
 * anything is kept.
 */
export async function previewOf(
  draft: Pick<Subscription, "what" | "language" | "place" | "alone" | "owner">,
  { services, conversation }: Context,
): Promise<Answer> {
  const answer = await services.posts.compose(draft);
  const language = draft.language ?? conversation.chosen.language;
  if (language === undefined) return answer;
  return { ...answer, document: { nodes: nodesIn(language, answer.document.nodes) } };
}

/** Where the bot may not post, nothing is kept: the reason is the answer. */
export async function refuseUnlessReachable(place: Draft["place"], { services }: Context): Promise<void> {
  const finding = await services.posts.reach(place);
  if (finding?.ok === false) throw new CommandError("The bot cannot post there.", finding.text);
}

/** The same post at the same times in the same place is kept once. */
export function refuseTwice(
  draft: Pick<Subscription, "place" | "schedule" | "language">,
  what: Meant,
  { meaning, context, except }: { readonly meaning: Meaning; readonly context: Context; readonly except?: string },
): void {
  const same = context.services.posts.book
    .of(draft.place)
    .find((one) => one.id !== except && isSame(one, draft) && keyOf(one, meaning) === what.key);
  if (same === undefined) return;
  throw new CommandError(
    `Subscription ${same.id} posts the same here already.`,
    message("digest.same", { id: literal(same.id), what: what.shown, when: scheduleText(same.schedule) }),
  );
}

function isSame(one: Subscription, other: Pick<Subscription, "place" | "schedule" | "language">): boolean {
  return (
    one.place.thread === other.place.thread &&
    one.language === other.language &&
    JSON.stringify(one.schedule) === JSON.stringify(other.schedule)
  );
}

function keyOf({ what }: Subscription, meaning: Meaning): string | undefined {
  try {
    return meaning.of(what).key;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
