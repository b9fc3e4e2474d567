import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { openChats } from "./chat.ts";

const chat = (await openChats()).chat();

describe("/help", () => {
  it("lists every command in one table, verbs by how they begin, but not those that taps alone lead to", async () => {
    const { document } = await chat.ask("/help");
    const tables = document.nodes.flatMap((node) => (node.node === "table" ? [node] : []));
    const first = tables[0]?.rows.map(({ cells: [cell] }) => (cell?.is === "literal" ? cell.text : ""));
    expect([tables.length, first]).toEqual([
      1,
      [
        "/digest [name] [sections]",
        "/digest subscribe …",
        "/digest list",
        "/digest edit …",
        "/digest pause …",
        "/digest resume …",
        "/digest remove …",
        "/digest now …",
        "/digest status …",
        "/digest history …",
        "/movers [class] [window] [top] [direction] [all]",
        "/flows [asset] [window] [days]",
        "/earnings [when] [market] [top]",
        "/market [window]",
        "/quote <instrument>",
        "/watchlist [action] [names]",
        "/snippet <section>",
        "/settings [language] [manage] [zone] [quiet]",
        "/status",
        "/help [command]",
      ],
    ]);
  });

  it.each(["/help digest subscribe", "/help /digest subscribe", "/帮助 简报 订阅", "/help digest sub"])(
    "%s tells that verb in full",
    async (line) => {
      const text = await chat.say(line);
      expect(text).toContain("Post a digest or any answer here on a schedule");
      expect(text).toContain("/digest subscribe weekly fri 17:00");
    },
  );

  it.each(commands.map(({ name }) => name))("/help %s tells it in full", async (name) => {
    expect(await chat.say(`/help ${name}`)).toContain("Examples: ");
  });
});
