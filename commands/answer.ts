import type { SectionChoice } from "../src/digest/digests.ts";
import { documentOf, type Edition } from "../src/digest/edition.ts";
import type { Actions } from "../src/document/node.ts";
import type { Value } from "../src/i18n/value.ts";
import type { Span } from "../src/market/quote.ts";
import type { Answer, CommandContext } from "../src/platform/command.ts";
import type { Services } from "./services.ts";

export interface Ask {
  readonly name: string;
  readonly sections: readonly SectionChoice[];
  readonly heading: Value;
  readonly span?: Span;
  /** What the reader may want next, in view of what came out. */
  readonly follow?: (edition: Edition) => readonly Actions[];
  /** The answer is made of what was chosen in this conversation. */
  readonly unshared?: boolean;
}

/** Composes the sections a command stands for and answers with them as one document. */
export async function answer(ask: Ask, { services, window }: CommandContext<Services>): Promise<Answer> {
  const edition = await services.compose({
    digest: { name: ask.name, span: "window", sections: ask.sections },
    heading: ask.heading,
    ...(ask.span === undefined ? {} : { span: ask.span }),
    ...(window === undefined ? {} : { window }),
  });
  return {
    document: { nodes: [...documentOf(edition).nodes, ...(ask.follow?.(edition) ?? [])] },
    edition,
    ...(ask.unshared === true ? { unshared: true } : {}),
  };
}
