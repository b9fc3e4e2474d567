import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readConfig } from "../../src/config/index.ts";
import type { SettingsGroup } from "../../src/config/settings.ts";
import { ConfigError } from "../../src/support/errors.ts";
import { emptyFolder, folderWith } from "../fixtures/folder.ts";

function problemsOf(
  environment: Record<string, string>,
  folder: string,
  groups: readonly SettingsGroup[] = [],
): readonly string[] {
  try {
    readConfig(environment, folder, groups);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const wrongLanguage =
  'DEFAULT_LANG is "fr", expected en, zh or both. Set it to en, zh or both, or unset it to follow the system\'s language.';

/** Settings nobody touches in most of these tests. */
const usual = {
  DEFAULT_TZ: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  HOST: "127.0.0.1",
  PORT: 8080,
  LOG_LEVEL: "info",
  platforms: {},
  secrets: [],
};

it("nothing set is the demo market, kept beside the program, in the system's language", async () => {
  expect(readConfig({}, await emptyFolder())).toEqual({ ...usual, MARKET: "demo", STATE_DIR: "./var" });
});

it("the environment says what it says, and other variables are nobody's business", async () => {
  const environment = { MARKET: "weeks", DEFAULT_LANG: "both", STATE_DIR: "/srv/bell", PATH: "/bin" };
  expect(readConfig(environment, await emptyFolder())).toEqual({
    ...usual,
    MARKET: "weeks",
    DEFAULT_LANG: "both",
    STATE_DIR: "/srv/bell",
  });
});

it("an empty variable counts as not set", async () => {
  expect(readConfig({ MARKET: "", DEFAULT_LANG: "", STATE_DIR: "" }, await emptyFolder())).toEqual({
    ...usual,
    MARKET: "demo",
    STATE_DIR: "./var",
  });
});

describe("a .env file in the working folder", () => {
  it("fills what is not set", async () => {
    const folder = await folderWith({ ".env": '# mine\nMARKET="my weeks"\nDEFAULT_LANG=zh\n' });
    expect(readConfig({ DEFAULT_LANG: "en" }, folder)).toEqual({
      ...usual,
      MARKET: "my weeks",
      DEFAULT_LANG: "en",
      STATE_DIR: "./var",
    });
  });

  it("that cannot be read is told of", async () => {
    const folder = await folderWith({ ".env/inside": "" });
    expect(problemsOf({}, folder)).toEqual([`The file .env in ${folder} cannot be read (EISDIR). Mend or remove it.`]);
  });
});

describe("a setting from a file", () => {
  it("is the file's text without the line end", async () => {
    const folder = await folderWith({ market: "weeks\n" });
    expect(readConfig({ MARKET_FILE: join(folder, "market") }, folder).MARKET).toBe("weeks");
  });

  it("may be named in .env", async () => {
    const files = await folderWith({ lang: "zh\n" });
    const folder = await folderWith({ ".env": `DEFAULT_LANG_FILE=${files}/lang\n` });
    expect(readConfig({}, folder).DEFAULT_LANG).toBe("zh");
  });

  it("that is not there is told of with its name", async () => {
    const folder = await emptyFolder();
    expect(problemsOf({ MARKET_FILE: `${folder}/none` }, folder)).toEqual([
      `MARKET_FILE names ${folder}/none, which cannot be read (ENOENT). Give a readable file or unset it.`,
    ]);
  });

  it("beside the same setting is one too many", async () => {
    const folder = await folderWith({ market: "weeks" });
    expect(problemsOf({ MARKET: "demo", MARKET_FILE: `${folder}/market` }, folder)).toEqual([
      "MARKET and MARKET_FILE are both set. Keep one of them.",
    ]);
  });

  it("is checked like any other", async () => {
    const folder = await folderWith({ lang: "fr\n" });
    expect(problemsOf({ DEFAULT_LANG_FILE: `${folder}/lang` }, folder)).toEqual([wrongLanguage]);
  });
});

it.each(["fr", "EN", "zh-CN", " en"])("DEFAULT_LANG=%j is refused with what it may be", async (language) => {
  expect(problemsOf({ DEFAULT_LANG: language }, await emptyFolder())).toEqual([wrongLanguage.replace("fr", language)]);
});

it("all mistakes are told together", async () => {
  const folder = await emptyFolder();
  const environment = {
    MARKET: "demo",
    MARKET_FILE: `${folder}/market`,
    DEFAULT_LANG: "fr",
    STATE_DIR_FILE: `${folder}/none`,
  };
  expect(problemsOf(environment, folder)).toEqual([
    "MARKET and MARKET_FILE are both set. Keep one of them.",
    `STATE_DIR_FILE names ${folder}/none, which cannot be read (ENOENT). Give a readable file or unset it.`,
    wrongLanguage,
  ]);
});

describe("the settings of a chat platform", () => {
  const group: SettingsGroup = {
    fields: {
      PIGEON_TOKEN: {
        schema: z.string().regex(/^p-/, "a word that starts with p-"),
        remedy: "Ask the loft.",
        secret: true,
      },
      PIGEON_URL: { schema: z.url("an address"), remedy: "Unset it for the usual one." },
    },
    problems: (values) =>
      values["PIGEON_URL"] !== undefined && values["PIGEON_TOKEN"] === undefined
        ? ["PIGEON_URL needs PIGEON_TOKEN."]
        : [],
  };

  it("are read with the others, and its secrets listed", async () => {
    const folder = await folderWith({ token: "p-secret\n" });
    const environment = { PIGEON_TOKEN_FILE: join(folder, "token"), PIGEON_URL: "http://127.0.0.1:1" };
    const { platforms, secrets } = readConfig(environment, folder, [group]);
    expect({ platforms, secrets }).toEqual({
      platforms: { PIGEON_TOKEN: "p-secret", PIGEON_URL: "http://127.0.0.1:1" },
      secrets: ["p-secret"],
    });
  });

  it("are told wrong together with the others, without showing a secret", async () => {
    const environment = { PORT: "99999", PIGEON_TOKEN: "hidden", PIGEON_URL: "no" };
    expect(problemsOf(environment, await emptyFolder(), [group])).toEqual([
      'PORT is "99999", expected a port from 0 to 65535. Set it to a free port, or unset it for 8080.',
      "PIGEON_TOKEN has 6 characters, expected a word that starts with p-. Ask the loft.",
      'PIGEON_URL is "no", expected an address. Unset it for the usual one.',
    ]);
  });

  it("are not shown where the secret itself was put into the name of its file", async () => {
    expect(problemsOf({ PIGEON_TOKEN_FILE: "p-secret" }, await emptyFolder(), [group])).toEqual([
      "PIGEON_TOKEN_FILE names a file, which cannot be read (ENOENT). Give a readable file or unset it.",
    ]);
  });

  it("may contradict each other", async () => {
    expect(problemsOf({ PIGEON_URL: "http://127.0.0.1:1" }, await emptyFolder(), [group])).toEqual([
      "PIGEON_URL needs PIGEON_TOKEN.",
    ]);
  });
});
