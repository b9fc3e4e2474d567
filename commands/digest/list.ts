import * as z from "zod";
import { actions, list, paragraph, pick, title } from "../../src/document/build.ts";
import type { Node } from "../../src/document/node.ts";
import { literal, message, type Value } from "../../src/i18n/value.ts";
import type { Command, CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import { nextOf, usualTaps } from "./card.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionsHere } from "./mine.ts";
import { scheduleText } from "./times.ts";

/** With more, one menu leads to each of them. */
const mostWithTaps = 4;

export function createList(meaning: Meaning): Command<Services> {
  return {
    name: "digest list",
    aliases: ["列表", "订阅列表", "ls"],
    options: [],
    schema: z.object({}),
    personal: true,
    examples: ["/digest list", "/简报 列表"],
    run: async (_values, context) => ({ document: { nodes: listNodes(meaning, context) }, unshared: true }),
    messages: {
      en: {
        "command.digest.list": "What is posted here, when, and when next",
        "digest.list.heading": "Posted here on a schedule",
        "digest.list.none": "Nothing yet. Any answer can be posted here on a schedule: choose what and when.",
        "digest.list.one":
          "{card} · {when}{chosen, select, yes { · {language}} other {}} · {paused, select, yes {{next}} other {next: {next}}}",
      },
      zh: {
        "command.digest.list": "此处定时发送的内容、时间与下一次",
        "digest.list.heading": "此处的订阅",
        "digest.list.none": "还没有订阅。任何回答都可以定时发到这里：请选择内容和时间。",
        "digest.list.one":
          "{card} · {when}{chosen, select, yes { · {language}} other {}} · {paused, select, yes {{next}} other {下一次：{next}}}",
      },
    },
  };
}

/** The subscriptions of a conversation with a word about what was just done. */
export function listNodes(meaning: Meaning, context: CommandContext<Services>, told: readonly Value[] = []): Node[] {
  const here = subscriptionsHere(context);
  const heading = [title(message("digest.list.heading"), 1), ...told.map(paragraph)];
  if (here.length === 0) return [...heading, paragraph(message("digest.list.none")), subscribeTap()];
  return [
    ...heading,
    // A table of this many words would be torn apart on a phone.
    list(
      here.map((one) =>
        message("digest.list.one", {
          card: message("digest.card", { id: literal(one.id), what: meaning.shown(one.what) }),
          when: scheduleText(one.schedule),
          chosen: one.language === undefined ? "no" : "yes",
          language: message("digest.language", { language: one.language ?? "auto" }),
          next: nextOf(one, context),
          paused: one.paused === undefined ? "no" : "yes",
        }),
      ),
    ),
    ...tapsOf(here, meaning, context),
    subscribeTap(),
  ];
}

function tapsOf(here: readonly Subscription[], meaning: Meaning, context: CommandContext<Services>): Node[] {
  if (here.length <= mostWithTaps) return here.map((one) => usualTaps(one, context, here.length > 1));
  return [
    pick(
      message("digest.tap.choose"),
      here.map(({ id, what }) => ({
        id: `status-${id}`,
        label: message("digest.card", { id: literal(id), what: meaning.shown(what) }),
        command: `/digest status ${id}`,
      })),
    ),
  ];
}

function subscribeTap() {
  return actions([
    { id: "subscribe", label: message("digest.tap.subscribe"), command: "/digest subscribe", changes: true },
  ]);
}
