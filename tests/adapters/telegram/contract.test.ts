import { renderTelegram } from "../../../adapters/telegram/render.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { itRendersFor } from "../../contracts/adapter.ts";
import { payloadProblems } from "../../fakes/telegram/payload.ts";
import { fallbackOf, read } from "./reading.ts";

const problems = ({ method, payload }: Part) => payloadProblems(method, { chat_id: 1, ...(payload as object) });

itRendersFor({ name: "Telegram in rich messages", render: renderTelegram, problems, read });

itRendersFor({
  name: "Telegram in ordinary messages",
  render: (document, speaker) => fallbackOf(renderTelegram(document, speaker)),
  problems,
  read,
});
