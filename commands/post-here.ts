import { actions } from "../src/document/build.ts";
import type { Action, Node } from "../src/document/node.ts";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import { textOfWords } from "../src/subscription/line.ts";
import { isReading, lineWords } from "./digest/meaning.ts";
import type { Services } from "./services.ts";

/** A command whose answers can be turned into a daily post with one tap more. */
export function withPostHere(command: Command<Services>): Command<Services> {
  if (command.posts !== true) return command;
  return {
    ...command,
    async run(values, context) {
      const answer = await command.run(values, context);
      const question = { command, values };
      if (!isReading(question)) return answer;
      const { nodes } = answer.document;
      return { ...answer, document: { nodes: withTap(nodes, tapFor(textOfWords(lineWords(question)))) } };
    },
  };
}

/** Leads to something that is kept: no place for it under a message that is sent in somebody else's name. */
function tapFor(line: string): Action {
  return { id: "post-here", label: message("action.post-here"), command: `/digest subscribe ${line}`, changes: true };
}

/** Beside what else a reader may want next, where there is something. */
function withTap(nodes: readonly Node[], tap: Action): readonly Node[] {
  const last = nodes.findLastIndex((node) => node.node === "actions" && node.pick === undefined);
  if (last < 0) return [...nodes, actions([tap])];
  return nodes.map((node, index) =>
    index === last && node.node === "actions" ? { ...node, items: [...node.items, tap] } : node,
  );
}
