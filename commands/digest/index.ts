import type { Command } from "../../src/platform/command.ts";
import type { Services } from "../services.ts";
import { createEdit } from "./edit.ts";
import { history } from "./history.ts";
import { createList } from "./list.ts";
import { createMeaning } from "./meaning.ts";
import { createNow } from "./now.ts";
import { createRemove } from "./remove.ts";
import { createConfirm, createResend } from "./settle.ts";
import { digest } from "./show.ts";
import { createPause, createResume } from "./stand.ts";
import { createStatus } from "./status.ts";
import { createSubscribe } from "./subscribe.ts";

/** `/digest` and its verbs. What can be posted is found in the registry they are part of. */
export function createDigestCommands(registry: () => readonly Command<Services>[]): readonly Command<Services>[] {
  const meaning = createMeaning(registry);
  return [
    digest,
    createSubscribe(meaning),
    createList(meaning),
    createEdit(meaning),
    createPause(meaning),
    createResume(meaning),
    createRemove(meaning),
    createNow(meaning),
    createStatus(meaning),
    history,
    createConfirm(meaning),
    createResend(meaning),
  ] as readonly Command<Services>[];
}
