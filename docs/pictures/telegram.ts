import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Part } from "../../src/platform/adapter.ts";
import { renderedBy } from "../../tests/adapters/telegram/golden/payloads.ts";

/** Writes telegram.html: what the app makes of the messages, in the manner of its own look. */
interface Payload {
  readonly text?: string;
  readonly rich_message?: { readonly html: string };
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly { readonly text: string }[])[] };
}

const style = `
body { margin: 0; padding: 16px; width: 1068px; display: flex; gap: 24px; align-items: flex-start; background: #d7dde3; font: 14px/1.35 Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
.app { border-radius: 18px; padding: 14px 10px; box-sizing: border-box; overflow: hidden; }
.phone { width: 390px; } .desktop { width: 630px; }
.light { background: #b9cfa5; --bubble: #fff; --text: #000; --dim: #7d8b99; --line: #dfe5ea; --stripe: #f1f5f8; --button: rgb(90 120 80 / .55); --link: #168acd; }
.dark { background: #0e1621; --bubble: #182533; --text: #f5f5f5; --dim: #7f91a4; --line: #2b3a4a; --stripe: #1f2e3f; --button: rgb(43 61 80 / .9); --link: #6ab3f3; }
.name { color: #fff; opacity: .9; font-weight: 600; padding: 0 6px 8px; }
.dark .name { color: #8aa0b5; }
.bubble { background: var(--bubble); color: var(--text); border-radius: 14px; padding: 8px 12px 6px; margin-bottom: 4px; }
.bubble h1 { font-size: 18px; margin: 4px 0 6px; } .bubble h2 { font-size: 16px; margin: 12px 0 4px; } .bubble h3 { font-size: 14.5px; margin: 10px 0 4px; }
.bubble p { margin: 4px 0; } .bubble footer { color: var(--dim); font-size: 12px; margin: 3px 0; } .bubble ul { margin: 4px 0; padding-left: 20px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 12.5px; margin: 5px 0; width: 100%; } caption { color: var(--dim); font-size: 12px; text-align: left; padding: 2px 0; }
th, td { padding: 2px 5px; border-bottom: 1px solid var(--line); } th { font-weight: 500; color: var(--dim); } tr:nth-child(odd) td { background: var(--stripe); }
td:not(:first-child) { white-space: nowrap; }
details { border-left: 3px solid var(--link); padding-left: 8px; margin: 5px 0; } summary { color: var(--link); } pre { font: 12px/1.3 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; background: var(--stripe); border-radius: 6px; padding: 6px; margin: 4px 0; white-space: pre; }
.row { display: flex; gap: 4px; margin-bottom: 4px; } .row span { flex: 1; background: var(--button); color: #fff; border-radius: 8px; padding: 8px 2px; text-align: center; font-size: 13px; font-weight: 500; }
.time { text-align: right; color: var(--dim); font-size: 11px; }
`;

function message({ payload }: Part): string {
  const { rich_message, text, reply_markup } = payload as Payload;
  const body = rich_message?.html ?? withBreaks(text ?? "");
  const tables = body.replace(/<table[^>]*>.*?<\/table>/gs, (table) => `<div class="scroll">${table}</div>`);
  const rows = reply_markup?.inline_keyboard.map(
    (row) => `<div class="row">${row.map((button) => `<span>${button.text}</span>`).join("")}</div>`,
  );
  return `<div class="bubble">${tables}<div class="time">08:00</div></div>${(rows ?? []).join("")}`;
}

/** Line breaks, which `pre` keeps by itself. */
function withBreaks(text: string): string {
  const pieces = text.split(/\n?(<pre>.*?<\/pre>)\n?/s);
  return pieces.map((piece) => (piece.startsWith("<pre>") ? piece : piece.replaceAll("\n", "<br>"))).join("");
}

function app(device: "phone" | "desktop", theme: "light" | "dark", parts: readonly Part[]): string {
  return `<div class="app ${device} ${theme}"><div class="name">Closing Bell</div>${parts.map(message).join("")}</div>`;
}

const weekly = await renderedBy("weekly-en");
const movers = await renderedBy("movers-crypto-zh");
const ordinary = movers.flatMap((part) => part.fallback ?? []);
const phone = `<div>${app("phone", "light", movers)}<p></p>${app("phone", "light", ordinary)}<p></p>${app("phone", "light", weekly.slice(0, 1))}</div>`;
const page = `<!doctype html><meta charset="utf-8"><style>${style}</style>${phone}${app("desktop", "dark", weekly)}\n`;
await writeFile(fileURLToPath(new URL("telegram.html", import.meta.url)), page);
