import type { SectionChoice } from "../src/digest/digests.ts";
import { documentOf } from "../src/digest/edition.ts";
import { actions } from "../src/document/build.ts";
import type { Node } from "../src/document/node.ts";
import { message, type Value } from "../src/i18n/value.ts";
import type { Span } from "../src/market/quote.ts";
import type { Answer, CommandContext } from "../src/platform/command.ts";
import type { Services } from "./services.ts";

export interface Ask {
  readonly name: string;
  readonly sections: readonly SectionChoice[];
  readonly heading: Value;
  readonly span?: Span;
  /** What the reader may want next. */
  readonly follow?: readonly { readonly id: string; readonly command: string }[];
}

/** Composes the sections a command stands for and answers with them as one document. */
export async function answer(ask: Ask, { services, window }: CommandContext<Services>): Promise<Answer> {
  const edition = await services.compose({
    digest: { name: ask.name, span: "window", sections: ask.sections },
    heading: ask.heading,
    ...(ask.span === undefined ? {} : { span: ask.span }),
    ...(window === undefined ? {} : { window }),
  });
  const document = documentOf(edition);
  const empty = edition.sections.every((section) => section.status !== "ok");
  if (ask.follow === undefined || empty) return { document, edition };
  const items = ask.follow.map(({ id, command }) => ({ id, label: message(`action.${id}`), command }));
  const foot: readonly Node[] = [actions(items)];
  return { document: { nodes: [...document.nodes, ...foot] }, edition };
}
