import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { manifestOf } from "../../../adapters/slack/manifest.ts";
import { commands } from "../../../commands/index.ts";
import type { CommandCard } from "../../../src/platform/command.ts";
import type { Message } from "../../fakes/slack/rules.ts";
import { refusalsOf } from "../../fakes/slack/rules.ts";
import { fileOf, goldens, jsonOf, payloadsOf } from "./golden/editions.ts";
import { manifestFile, manifestJson } from "./golden/manifest.ts";

describe("what is sent is what a person last read", () => {
  it.each(goldens)("$name", async (golden) => {
    expect(JSON.parse(await jsonOf(golden))).toEqual(JSON.parse(await readFile(fileOf(golden), "utf8")));
  });

  it.each(goldens)("$name would be taken by Slack, with or without native tables", async (golden) => {
    const parts = (await payloadsOf(golden)).flatMap((part) => [part, ...(part.fallback ?? [])]);
    expect(parts.flatMap(({ payload }) => refusalsOf(payload as Message))).toEqual([]);
  });
});

describe("the manifest", () => {
  const read = async () => JSON.parse(await readFile(manifestFile, "utf8"));

  it("is the one the registry of commands makes (npx tsx tests/adapters/slack/golden/write.ts)", async () => {
    expect(await read()).toEqual(JSON.parse(manifestJson()));
  });

  it("is one Slack takes", async () => {
    const schema = JSON.parse(
      await readFile(new URL("../../specs/slack/manifest.schema.json", import.meta.url), "utf8"),
    );
    const check = new Ajv({ strict: false, formats: { uri: true } }).compile(schema);
    expect(check(await read()) ? [] : check.errors).toEqual([]);
    const wrong = { ...(await read()), features: { slash_commands: [{ command: "movers", description: "x" }] } };
    expect(check(wrong)).toBe(false);
  });

  it("has every command, by its name or through /closing-bell", async () => {
    const { features } = await read();
    const names = features.slash_commands.map(({ command }: { command: string }) => command.slice(1));
    const isOwn = (name: string) => !["help", "status"].includes(name) && !name.includes(" ");
    const expected = commands.map(({ name }) => name).filter(isOwn);
    expect(names).toEqual([...expected, "closing-bell"]);
    expect(names.length).toBeLessThanOrEqual(50);
  });

  it("asks for no right without a use, and marks what may be left out", async () => {
    const optional = ["channels:history", "groups:history", "mpim:history", "channels:read", "groups:read", "im:write"];
    expect((await read()).oauth_config.scopes).toEqual({
      bot: ["commands", "chat:write", "users:read", "app_mentions:read", "im:history", ...optional],
      bot_optional: optional,
    });
  });

  it("names the verbs of a command where it is typed, and makes no slash command of them", () => {
    const card = (name: string, options: CommandCard["options"] = []): CommandCard => ({
      name,
      aliases: [],
      options,
      examples: [],
    });
    const option = { name: "name", zh: "名称", kind: "choice" } as const;
    const cards = [card("digest", [option]), card("digest subscribe"), card("digest list"), card("digestive")];
    const { slash_commands: made } = manifestOf(cards, (id) => id).features;
    expect(made.map(({ command, description, usage_hint: hint }) => [command, description, hint]).slice(0, 2)).toEqual([
      ["/digest", "command.digest", "[name] | subscribe | list"],
      ["/digestive", "command.digestive", undefined],
    ]);
  });
});
