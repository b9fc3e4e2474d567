import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Message } from "../../adapters/discord/message.ts";
import { editions, partsOf } from "../../tests/adapters/discord/golden/editions.ts";
import { tokensOf } from "../../tests/adapters/discord/reader.ts";

// A picture of what Discord shows, made from the payloads themselves:
// npx tsx docs/pictures/discord.ts, then a screenshot of docs/pictures/discord.html, 1100 wide and 1600 high.

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Markdown as the apps show it, line by line. */
function shown(markdown: string): string {
  let [html, line, kind, bold] = ["", "", "", false];
  const end = () => {
    if (line !== "" || kind !== "") html += `<div class="${kind}">${line}${bold ? "</b>" : ""}</div>`;
    else if (html !== "" && !html.endsWith("</pre>")) html += '<div class="blank"></div>';
    [line, kind] = ["", ""];
  };
  for (const token of tokensOf(markdown)) {
    if (token.is === "small" || token.is === "bullet") kind = token.is;
    else if (token.is === "bold") {
      bold = !bold;
      line += bold ? "<b>" : "</b>";
    } else if (token.is === "code") {
      html += `<pre>${escaped(token.text)}</pre>`;
    } else if (token.text === "\n") end();
    else line += escaped(token.text);
  }
  end();
  return html;
}

function embeds({ embeds }: Message): string {
  return embeds
    .map(({ title = "", description = "", color }) => {
      const colour = `#${color.toString(16).padStart(6, "0")}`;
      return `<div class="embed" style="border-color:${colour}"><div class="title">${shown(title)}</div>${shown(description)}</div>`;
    })
    .join("");
}

function controls({ components }: Message): string {
  return components
    .map(({ components: row }) => {
      const inner = row.map((control) => {
        if (control.type === 2)
          return `<span class="button ${control.style === 1 ? "chosen" : ""}">${escaped(control.label)}</span>`;
        const chosen = control.options.find((option) => option.default === true)?.label ?? control.placeholder ?? "";
        return `<span class="menu">${escaped(chosen)}<i>⌄</i></span>`;
      });
      return `<div class="row">${inner.join("")}</div>`;
    })
    .join("");
}

function post(message: Message, asked: string): string {
  const head =
    asked === ""
      ? ""
      : `<div class="asked">Reader used <b>/${asked}</b></div><div class="name">Closing Bell <span>APP</span></div>`;
  return `<div class="post"><div class="face">${asked === "" ? "" : "<b>CB</b>"}</div><div class="body">${head}${embeds(message)}${controls(message)}</div></div>`;
}

async function answer(name: string, asked: string, most = 99): Promise<string> {
  const edition = editions.find((one) => one.name === name) as (typeof editions)[number];
  const messages = (await partsOf(edition)).map(({ payload }) => payload as Message).slice(0, most);
  return messages.map((message, at) => post(message, at === 0 ? asked : "")).join("");
}

const style = `
body{margin:0;background:#1e1f22;color:#dbdee1;font:15px/1.3 "Noto Sans","Noto Sans CJK SC",sans-serif;display:flex;gap:20px;padding:16px;align-items:flex-start}
.screen{background:#313338;border-radius:10px;padding:10px 0}.desktop{width:640px}.phone{width:390px}
h1{font-size:14px;margin:2px 16px 10px;color:#f2f3f5;border-bottom:1px solid #232428;padding-bottom:8px}
.post{display:flex;padding:3px 14px}.face{width:36px;flex:none}.face b{display:block;width:36px;line-height:36px;border-radius:18px;background:#b8860b;color:#fff;text-align:center;font-size:14px}
.body{flex:1;min-width:0;padding-left:12px}.asked{font-size:12px;color:#949ba4}.asked b{color:#00a8fc;font-weight:500}
.name{font-weight:600;color:#f2f3f5;margin:2px 0 4px}.name span{background:#5865f2;font-size:10px;border-radius:3px;padding:1px 4px}
.embed{background:#2b2d31;border-left:4px solid;border-radius:4px;padding:8px 12px 10px;margin:4px 0;max-width:516px;font-size:14px}
.title{font-weight:600;color:#f2f3f5;font-size:16px;margin-bottom:4px}.small{font-size:12px;color:#949ba4}.blank{height:8px}
.bullet::before{content:"• "}pre{background:#1e1f22;border:1px solid #232428;border-radius:4px;padding:6px 8px;margin:4px 0;font:13px/1.35 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;white-space:pre-wrap}
.row{display:flex;gap:8px;margin:6px 0;flex-wrap:wrap}.button{background:#4e5058;border-radius:4px;padding:6px 14px;font-size:14px;color:#fff}.chosen{background:#5865f2}
.menu{background:#1e1f22;border-radius:4px;padding:8px 12px;width:100%;max-width:400px;display:flex;justify-content:space-between}.menu i{font-style:normal}`;

const html = `<!doctype html><meta charset="utf-8"><style>${style}</style>
<div class="screen desktop"><h1># markets</h1>${await answer("weekly-en", "digest", 3)}</div>
<div class="screen phone"><h1>‹ # markets</h1>${await answer("movers-crypto-zh", "涨跌榜")}${await answer("weekly-zh", "周报", 1)}</div>`;
await writeFile(fileURLToPath(new URL("./discord.html", import.meta.url)), html);
