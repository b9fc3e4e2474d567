import { describe, expect, it } from "vitest";
import { escapeMarkup, typedText } from "../../../adapters/slack/escape.ts";
import { wordsOfCommand, wordsOfLine, wordsOfMessage } from "../../../adapters/slack/heard.ts";

describe("what somebody typed", () => {
  it.each([
    ["<@U0BOT> movers crypto", ["movers", "crypto"]],
    ["<@U0BOT|closing-bell> movers crypto", ["movers", "crypto"]],
    ["good morning <@U0BOT>", ["good", "morning"]],
    ["thanks! <@U0BOT> market", ["market"]],
    ["<@U0BOT>", ["help"]],
    ["", ["help"]],
    ["*movers* _crypto_ ~7d~ `top 3`", ["movers", "crypto", "7d", "top", "3"]],
    ["/closing-bell movers crypto", ["movers", "crypto"]],
    ["/movers", ["movers"]],
    ["quote <http://BABA.US|BABA.US> <https://0700.HK>", ["quote", "BABA.US", "https://0700.HK"]],
    ["quote S&amp;P", ["quote", "S&P"]],
    ["涨跌，加密", ["涨跌", "加密"]],
    ["```movers crypto```", ["movers", "crypto"]],
  ])("%s", (text, words) => {
    expect(wordsOfMessage(text, "U0BOT")).toEqual(words);
  });

  it("names a command on a button as a person would", () => {
    expect(wordsOfLine("/movers crypto 7d")).toEqual(["movers", "crypto", "7d"]);
    expect(wordsOfCommand("/movers", "crypto 7d")).toEqual(["movers", "crypto", "7d"]);
  });

  it("is taken apart quickly, however it is made", () => {
    const hostile = ["`", "<@U0BOT", "<http://", "“ ", '" ', "&amp;", "_ ", "<", "/", "帮"].map((part) =>
      part.repeat(40_000),
    );
    const since = performance.now();
    for (const text of hostile) {
      wordsOfMessage(text, "U0BOT");
      wordsOfCommand("/movers", text);
    }
    expect(performance.now() - since).toBeLessThan(500);
  });

  it("comes back from markup as it went in", () => {
    for (const text of ["S&P <500>", "&lt;", "a > b & c"]) expect(typedText(escapeMarkup(text))).toBe(text);
  });
});
