import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unauthorized } from "../../src/support/errors.ts";
import { createLog } from "../../src/support/log.ts";
import { createRedactor, errorText } from "../../src/support/redact.ts";

const secret = "canary+secret/with=marks\"and'more";

describe("a secret", () => {
  const redact = createRedactor([secret, "abc"]);

  it.each([
    ["as it is", secret],
    ["in an address", `https://example.com/?t=${encodeURIComponent(secret)}&b=1`],
    ["in JSON", JSON.stringify({ token: secret })],
    ["in Base64", Buffer.from(secret).toString("base64")],
    ["in Base64 of addresses", Buffer.from(secret).toString("base64url")],
    ["twice", `${secret} and ${secret}`],
  ])("is taken out %s", (_how, text) => {
    const clean = redact(`before ${text} after`);
    expect([
      clean.includes("canary"),
      clean.includes("[secret]"),
      clean.startsWith("before "),
      clean.endsWith(" after"),
    ]).toEqual([false, true, true, true]);
  });

  it("too short to be one is left alone: it would hide half of every line", () => {
    expect(redact("abc def")).toBe("abc def");
  });
});

describe("what looks like a token", () => {
  it.each([
    [
      "https://api.example.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_x/getMe",
      "https://api.example.org/bot[secret]/getMe",
    ],
    ["xoxb-12345678901-abcdefghij", "[secret]"],
    ["xapp-1-A0123456789-abcdef", "[secret]"],
    ["MTE4NzY1NDMyMTA5ODc2NTQzMg.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789ab", "[secret]"],
    ["POST /webhooks/1234/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MA/messages", "POST /webhooks/1234/[secret]/messages"],
    ["https://hooks.example.com/commands/T1/2/abc", "https://hooks.example.com/[secret]"],
  ])("%s is taken out though nobody named it", (text, clean) => {
    expect(createRedactor([])(text)).toBe(clean);
  });

  it("figures, symbols and sentences are none", () => {
    const text = "Edition weekly-2024-07-26-c5d35f78: NVDA.O 113.06, 0700.HK 354.40, $535.3M at 08:00:30.123456";
    expect(createRedactor([])(text)).toBe(text);
  });
});

describe("the log", () => {
  const written: string[] = [];
  const log = createLog({
    write: (line) => void written.push(line),
    redact: createRedactor([secret]),
    level: "info",
    now: () => 0,
  });

  it("writes one line of JSON for each thing, without secrets", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        written.length = 0;
        log.error("sending", { error: before + secret + after });
        const line = written[0] as string;
        expect([line.endsWith("}\n"), line.trimEnd().includes("\n"), line.includes("canary")]).toEqual([
          true,
          false,
          false,
        ]);
        expect(JSON.parse(line)).toMatchObject({ time: "1970-01-01T00:00:00.000Z", level: "error", what: "sending" });
      }),
    );
  });

  it("leaves out what is less important than asked for", () => {
    written.length = 0;
    const quiet = createLog({
      write: (line) => void written.push(line),
      redact: (text) => text,
      level: "error",
      now: () => 0,
    });
    quiet.info("nothing much");
    quiet.error("something");
    expect(written.map((line) => JSON.parse(line).what)).toEqual(["something"]);
  });
});

it("an error made for readers is told by its message, an unknown one whole", () => {
  expect(errorText(new Unauthorized("The token is wrong. Make a new one."))).toBe(
    "The token is wrong. Make a new one.",
  );
  expect(errorText(new TypeError("x is not a function"))).toMatch(/TypeError: x is not a function\n\s+at /);
  expect(errorText({ odd: true })).toBe("{ odd: true }");
});
