import * as z from "zod";
import { literal, message } from "../../src/i18n/value.ts";
import type { Answer, Command, CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionToChangeHere, visible } from "./mine.ts";
import { type Wanted, wantedOf } from "./plan.ts";
import { type Said, saidBy, subscriptionFields, subscriptionOptions } from "./said.ts";
import { previewOf, refuseTwice, savedAnswer } from "./saved.ts";
import { stepsOf } from "./steps.ts";
import { timesText } from "./times.ts";

const schema = z.object({ id: z.array(z.string()).optional(), ...subscriptionFields });
type Values = z.infer<typeof schema>;
type Context = CommandContext<Services>;

interface World {
  readonly meaning: Meaning;
  readonly context: Context;
}

export function createEdit(meaning: Meaning): Command<Services, Values> {
  const command: Command<Services, Values> = {
    name: "digest edit",
    aliases: ["修改", "更改", "change"],
    options: [{ name: "id", zh: "编号", kind: "words", completes: "subscription" }, ...subscriptionOptions],
    schema,
    personal: true,
    examples: [
      "/digest edit k3f9x fri 18:00",
      "/digest edit k3f9x lang zh",
      "/digest edit k3f9x movers us weekdays 17:00",
    ],
    async run({ id: free = [], ...values }, context) {
      const { id, rest } = idIn(free, context);
      const subscription = await subscriptionToChangeHere(id, context);
      const said = saidBy(values, [...rest, ...(values.what ?? [])], command);
      const { schedule, what } = subscription;
      const before = { what, when: timesText(schedule) };
      const wanted = wantedOf(said, { meaning, context, zone: schedule.zone, before });
      if (isUnsaid(said, wanted)) return ask(subscription, wanted, said, meaning);
      return change(subscription, wanted, said, { meaning, context });
    },
    messages: {
      en: {
        "command.digest.edit": "Change what is posted, when or how",
        "command.digest.edit.id": "which one; may be left out where there is only one",
        "command.digest.edit.what": "what is posted instead",
        "command.digest.edit.when": "when instead",
        "command.digest.edit.zone": "the clock of these times",
        "command.digest.edit.language": "language of the posts; auto: as the chat's",
        "command.digest.edit.sections": "only these sections, in this order",
        "command.digest.edit.missed": "what is sent after a downtime",
        "command.digest.edit.overlap": "what is sent where one is due before the one before went out",
        "command.digest.edit.doubt":
          "where nobody can tell whether a post arrived: wait for a person, or send it again, marked",
        "digest.edit.heading": "Change {id}",
      },
      zh: {
        "command.digest.edit": "修改内容、时间或语言",
        "command.digest.edit.id": "哪一项；只有一项时可不写",
        "command.digest.edit.what": "改发的内容",
        "command.digest.edit.when": "改用的时间",
        "command.digest.edit.zone": "时间所用的时区",
        "command.digest.edit.language": "推送的语言；自动：与本群相同",
        "command.digest.edit.sections": "仅含这些板块，按此顺序",
        "command.digest.edit.missed": "停机后补发什么",
        "command.digest.edit.overlap": "上一份未发出时新的一份已到期，发送哪一份",
        "command.digest.edit.doubt": "无法确认是否送达时：等人确认，或标明后重发",
        "digest.edit.heading": "修改 {id}",
      },
    },
  };
  return command;
}

/** The id a line begins with; a line may go without where there is only one. */
function idIn(free: readonly string[], context: Context): { readonly id?: string; readonly rest: readonly string[] } {
  const [first, ...rest] = free;
  if (first === undefined) return { rest };
  const isOnly = context.services.posts.book.of(context.conversation.place).length === 1;
  return isOnly && visible(first, context) === undefined ? { rest: free } : { id: first, rest };
}

/** Nothing that could be changed was said, or not all of it. */
function isUnsaid({ language, missed, overlap, doubt }: Said, { what, schedule, begun }: Wanted): boolean {
  if (begun !== undefined) return schedule === undefined;
  return [what, schedule, language, missed, overlap, doubt].every((one) => one === undefined);
}

function ask({ id, schedule, what, language }: Subscription, wanted: Wanted, said: Said, meaning: Meaning): Answer {
  return stepsOf({
    command: ["digest", "edit", id],
    heading: message("digest.edit.heading", { id: literal(id) }),
    wanted,
    said,
    zone: schedule.zone,
    now: { what: meaning.of(what), when: timesText(schedule), language: language ?? "auto" },
  });
}

async function change(before: Subscription, wanted: Wanted, said: Said, world: World): Promise<Answer> {
  const { posts } = world.context.services;
  const apply = (now: Subscription): Subscription => {
    const { language, ...rest } = now;
    const spoken = said.language === undefined ? language : said.language === "auto" ? undefined : said.language;
    return {
      ...rest,
      ...(spoken === undefined ? {} : { language: spoken }),
      ...(wanted.what === undefined ? {} : { what: wanted.what.words }),
      ...(wanted.schedule === undefined ? {} : { schedule: wanted.schedule }),
      ...(said.missed === undefined ? {} : { missed: said.missed }),
      ...(said.overlap === undefined ? {} : { overlap: said.overlap }),
      ...(said.doubt === undefined ? {} : { doubt: said.doubt }),
    };
  };
  const draft = apply(before);
  refuseTwice(draft, wanted.what ?? world.meaning.of(before.what), { ...world, except: before.id });
  const preview = await previewOf(draft, world.context);
  // What was due by the old times and is not planned yet is not sent.
  const from = wanted.schedule === undefined ? undefined : posts.now();
  const kept = await posts.book.change(before.id, apply, from);
  return savedAnswer(kept ?? draft, preview, { ...world, changed: true });
}
