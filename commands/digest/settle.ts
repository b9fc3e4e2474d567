import * as z from "zod";
import { literal, message } from "../../src/i18n/value.ts";
import type { Answer, Command, CommandContext, Option } from "../../src/platform/command.ts";
import { CommandError } from "../../src/platform/parse.ts";
import type { Services, Told } from "../services.ts";
import { idOption } from "./id.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionToChange } from "./mine.ts";
import { shown } from "./stand.ts";

const schema = z.object({ id: z.array(z.string()).optional(), due: z.array(z.string()).optional() });
type Values = z.infer<typeof schema>;

const dueOption: Option = { name: "due", zh: "原定时间", kind: "words" };
/** So far back a post is found again. */
const mostLooked = 100;

type States = readonly Told["entry"]["state"][];

/** Somebody saw that a message held in doubt has arrived. */
export function createConfirm(meaning: Meaning): Command<Services, Values> {
  return {
    name: "digest confirm",
    aliases: ["已收到"],
    options: [idOption, dueOption],
    schema,
    personal: true,
    examples: ["/digest confirm k3f9x 2026-11-27T16:30"],
    run: (values, context) =>
      settle(values, { meaning, context, states: ["held"], said: "confirmed", act: context.services.posts.confirm }),
    messages: {
      en: {
        "command.digest.confirm": "Say that a post in doubt arrived",
        "command.digest.confirm.id": "which subscription",
        "command.digest.confirm.due": "when it was due, such as 2026-11-27T16:30; without it, the newest",
        "digest.confirmed":
          "{done, select, yes {Noted: the post of {due} arrived. What belongs to it follows.} other {No post of {id} is in doubt.}}",
      },
      zh: {
        "command.digest.confirm": "告知存疑的推送已收到",
        "command.digest.confirm.id": "哪一项订阅",
        "command.digest.confirm.due": "原定时间，例如 2026-11-27T16:30；不写则为最近一份",
        "digest.confirmed":
          "{done, select, yes {已记录：{due}的推送已收到，其余部分随后发出。} other {{id} 没有存疑的推送。}}",
      },
    },
  };
}

/** Sends again what is held in doubt, was given up or came too late. */
export function createResend(meaning: Meaning): Command<Services, Values> {
  return {
    name: "digest resend",
    aliases: ["重发", "重新发送"],
    options: [idOption, dueOption],
    schema,
    personal: true,
    examples: ["/digest resend k3f9x 2026-11-27T16:30"],
    run: (values, context) =>
      settle(values, {
        meaning,
        context,
        states: ["held", "dead", "expired"],
        said: "resent",
        act: context.services.posts.resend,
      }),
    messages: {
      en: {
        "command.digest.resend": "Send a post again that is in doubt or did not go out",
        "command.digest.resend.id": "which subscription",
        "command.digest.resend.due": "when it was due, such as 2026-11-27T16:30; without it, the newest",
        "digest.resent":
          "{done, select, yes {The post of {due} is being sent again.} other {No post of {id} is to be sent again.}}",
      },
      zh: {
        "command.digest.resend": "重新发送存疑或未发出的推送",
        "command.digest.resend.id": "哪一项订阅",
        "command.digest.resend.due": "原定时间，例如 2026-11-27T16:30；不写则为最近一份",
        "digest.resent": "{done, select, yes {正在重新发送{due}的推送。} other {{id} 没有需要重新发送的推送。}}",
      },
    },
  };
}

interface Settling {
  readonly meaning: Meaning;
  readonly context: CommandContext<Services>;
  readonly states: States;
  readonly said: "confirmed" | "resent";
  readonly act: (key: string) => Promise<boolean>;
}

async function settle({ id: words = [], due = [] }: Values, settling: Settling): Promise<Answer> {
  const { meaning, context, states, said, act } = settling;
  const [id, ...rest] = words;
  const wall = wallOf([...rest, ...due].join(" ").trim());
  const subscription = await subscriptionToChange(id, context);
  const found = context.services.posts
    .history({ subscription: subscription.id }, mostLooked)
    .find(({ entry }) => states.includes(entry.state) && (wall === undefined || entry.wall === wall));
  const done = found !== undefined && (await act(found.key));
  const told = message(`digest.${said}`, {
    done: done ? "yes" : "no",
    due: literal((found?.entry.wall ?? wall ?? "").replace("T", " ")),
    id: literal(subscription.id),
  });
  return shown(subscription, told, { meaning, context });
}

/** A due time as a list or an answer prints it: 2026-11-27T16:30, or with a blank. */
function wallOf(told: string): string | undefined {
  if (told === "") return undefined;
  const wall = told.toUpperCase().replace(/\s+/, "T");
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) throw noTime(told);
  return wall;
}

function noTime(word: string): CommandError {
  return new CommandError(
    `"${word}" is no due time such as 2026-11-27T16:30.`,
    message("digest.no-due-time", { word: literal(word.slice(0, 60)) }),
  );
}
