import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { goldens, payloadsOf } from "../../tests/adapters/slack/golden/editions.ts";

// A picture of what Slack shows, made from the payloads themselves:
// npx tsx docs/pictures/slack.ts, then a screenshot of docs/pictures/slack.html, 1680 wide.

type Json = Readonly<Record<string, unknown>>;

const escaped = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? character,
  );
const list = (value: unknown) => (value ?? []) as readonly Json[];

function run(element: Json): string {
  const text = escaped(String(element["text"])).replaceAll("\n", "<br>");
  return (element["style"] as Json | undefined)?.["bold"] === true ? `<b>${text}</b>` : text;
}

function rich(element: Json): string {
  const inner = list(element["elements"]);
  if (element["type"] === "rich_text_list") return `<ul>${inner.map((item) => `<li>${rich(item)}</li>`).join("")}</ul>`;
  const text = inner.map(run).join("");
  if (element["type"] === "rich_text_preformatted") return `<pre>${text.replaceAll("<br>", "\n")}</pre>`;
  return element["type"] === "rich_text_quote" ? `<blockquote>${text}</blockquote>` : `<div>${text}</div>`;
}

function table(block: Json): string {
  const settings = list(block["column_settings"]);
  const rows = (block["rows"] as readonly (readonly Json[])[]).map((row, at) => {
    const cells = row.map((cell, column) => {
      const text =
        cell["type"] === "rich_text" ? list(cell["elements"]).map(rich).join("") : escaped(String(cell["text"]));
      const tag = at === 0 ? "th" : "td";
      return `<${tag} class="${settings[column]?.["align"] ?? "left"}">${text}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll"><table>${rows.join("")}</table></div>`;
}

function control(element: Json): string {
  const text = (value: unknown) => escaped(String((value as Json | undefined)?.["text"] ?? ""));
  if (element["type"] === "button") {
    return `<span class="button ${element["style"] ?? ""}">${text(element["text"])}</span>`;
  }
  const chosen = element["initial_option"] as Json | undefined;
  return `<span class="button menu">${text(chosen?.["text"] ?? element["placeholder"])} ▾</span>`;
}

function block(one: Json): string {
  switch (one["type"]) {
    case "header":
      return `<h2>${escaped(String((one["text"] as Json)["text"]))}</h2>`;
    case "context":
      return `<div class="context">${list(one["elements"])
        .map((element) => escaped(String(element["text"])))
        .join(" ")}</div>`;
    case "table":
      return table(one);
    case "actions":
      return `<div class="actions">${list(one["elements"]).map(control).join("")}</div>`;
    case "divider":
      return "<hr>";
    default:
      return list(one["elements"]).map(rich).join("");
  }
}

function message(payload: unknown, note = ""): string {
  const blocks = list((payload as Json)["blocks"]).map((one) => `<div class="block">${block(one)}</div>`);
  return `<article><div class="face">CB</div><div class="body">${note}<div class="name">Closing Bell <i>APP</i> <small>17:00</small></div>${blocks.join("")}</div></article>`;
}

async function payloads(name: string): Promise<readonly unknown[]> {
  const golden = goldens.find((one) => one.name === name);
  return golden === undefined ? [] : (await payloadsOf(golden)).map(({ payload }) => payload);
}

const weekly = await payloads("weekly-en");
const answer = await payloads("answer-movers-us-zh");
const [top, ...thread] = weekly;
const only = '<div class="only">Only visible to you</div>';
const replies = `<div class="replies">${thread.length} replies</div>`;

const html = `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #3f3f46; font: 15px/1.46 Lato, "Noto Sans", "Noto Sans CJK SC", sans-serif; color: #1d1c1d; }
main { display: flex; gap: 20px; padding: 20px; align-items: flex-start; }
section { background: #fff; border-radius: 10px; padding: 14px 16px; overflow: hidden; box-sizing: border-box; }
.desk { width: 620px; } .side { width: 360px; }
h1 { font-size: 15px; margin: 0 0 10px; padding-bottom: 8px; border-bottom: 1px solid #ddd; }
article { display: flex; gap: 10px; margin-bottom: 18px; } .body { min-width: 0; flex: 1; }
.face { width: 36px; height: 36px; border-radius: 6px; background: #1f2937; color: #fff; font-weight: 700; display: grid; place-items: center; flex: none; }
.name { font-weight: 900; } .name i { font: 10px sans-serif; background: #e8e8e8; border-radius: 3px; padding: 1px 4px; color: #616061; } small { color: #616061; font-weight: 400; }
.block { margin: 6px 0; } h2 { font-size: 18px; line-height: 1.3; margin: 10px 0 2px; } .context { color: #616061; font-size: 13px; }
ul { margin: 2px 0; padding-left: 22px; } blockquote { border-left: 4px solid #ddd; margin: 0; padding-left: 10px; }
pre { background: #f8f8f8; border: 1px solid #ddd; border-radius: 4px; padding: 8px; font: 12px/1.5 Menlo, "DejaVu Sans Mono", monospace; white-space: pre-wrap; margin: 2px 0; }
.scroll { overflow: hidden; border: 1px solid #ddd; border-radius: 8px; } table { border-collapse: collapse; font-size: 13px; width: 100%; }
th, td { border-bottom: 1px solid #eee; border-right: 1px solid #eee; padding: 4px 8px; white-space: nowrap; text-align: left; } th { background: #f8f8f8; } .right { text-align: right; }
td:first-child { white-space: normal; }
.actions { display: flex; flex-wrap: wrap; gap: 6px; } .button { border: 1px solid #bbb; border-radius: 4px; padding: 3px 10px; font-weight: 700; font-size: 13px; } .primary { background: #007a5a; color: #fff; border-color: #007a5a; }
.only { color: #616061; font-size: 12px; } .replies { color: #1264a3; font-weight: 700; font-size: 13px; margin-left: 46px; }
</style><main><section class="desk"><h1># markets</h1>${message(top)}${replies}</section>
<section class="side"><h1>Thread</h1>${thread
  .slice(0, 2)
  .map((one) => message(one))
  .join("")}</section>
<section class="desk"><h1># 行情</h1>${answer.map((one) => message(one, only)).join("")}</section></main>`;

await writeFile(fileURLToPath(new URL("slack.html", import.meta.url)), html);
