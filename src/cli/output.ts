import type { Edition } from "../digest/edition.ts";
import { spoken } from "../document/json.ts";
import type { Speaker } from "../i18n/speaker.ts";
import type { Answer } from "../platform/command.ts";

/** `--as json`: an edition with its statements, or a document that came from none. */
export function toJson(answer: Answer, speaker: Speaker): string {
  const edition = answer.edition as Edition | undefined;
  const data =
    edition === undefined
      ? { lang: speaker.language, nodes: spoken(answer.document.nodes, speaker) }
      : {
          edition: edition.id,
          digest: edition.digest,
          window: edition.window,
          lang: speaker.language,
          demo: edition.demo,
          sections: edition.sections.map(({ name, status, statements, nodes }) => ({
            name,
            status,
            statements,
            nodes: spoken(nodes, speaker),
          })),
        };
  return `${JSON.stringify(data, null, 2)}\n`;
}
