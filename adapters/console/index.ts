import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { renderPlain } from "../../src/document/plain.ts";
import type { Adapter } from "../../src/platform/adapter.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { limits } from "./limits.ts";
import { colourPaint, plainPaint } from "./paint.ts";

export interface ConsoleOptions {
  readonly output: Writable & { columns?: number; isTTY?: boolean; hasColors?: () => boolean };
  readonly input?: Readable & { isTTY?: boolean };
  /** Columns to fill; the terminal's own by default. */
  readonly width?: number;
  /** Content of details, open or as one line. */
  readonly openDetails?: boolean;
}

/** The one place a terminal has. */
const here = { account: "terminal", channel: "terminal" };

/** Whoever sits there may do everything. */
const person = { id: "terminal", mayManage: async () => true };

/** The terminal as a chat platform: prints documents, and hears commands where somebody can type. */
export function createConsoleAdapter({ output, input, width, openDetails = false }: ConsoleOptions): Adapter {
  const columns = Math.max(
    limits.narrowest,
    Math.min(width ?? (output.columns || limits.usualWidth), width ?? limits.widest),
  );
  const coloured = output.isTTY === true && output.hasColors?.() === true;
  let printed = 0;
  let lines: ReturnType<typeof createInterface> | undefined;
  const adapter: Adapter = {
    name: "console",
    render(document, speaker) {
      const paint = coloured ? colourPaint(speaker.language === "zh") : plainPaint;
      const payload = renderPlain(document, { speaker, width: columns, openDetails, paint });
      return [{ method: "print", payload }];
    },
    async send(_destination, part) {
      await new Promise<void>((resolve, reject) =>
        output.write(String(part.payload), (error) =>
          error === null || error === undefined ? resolve() : reject(error),
        ),
      );
      printed++;
      return { messageId: `line-${printed}` };
    },
    async listen(desk) {
      if (input?.isTTY !== true) return;
      lines = createInterface({ input, output, prompt: "closing-bell> " });
      // The input may end while an answer is made; newer Node versions throw when a closed reader is asked to prompt.
      let open = true;
      lines.once("close", () => {
        open = false;
      });
      lines.prompt();
      for await (const line of lines) {
        if (/^(exit|quit|退出)$/i.test(line.trim())) break;
        if (line.trim() !== "") {
          const reply = await desk.answer({ words: splitWords(line), destination: here, person, alone: true });
          for (const part of adapter.render(reply.document, reply.speaker)) await adapter.send(here, part);
        }
        if (open) lines.prompt();
      }
      lines.close();
    },
    async stop() {
      lines?.close();
    },
  };
  return adapter;
}
