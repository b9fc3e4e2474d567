import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config/index.ts";
import { sources } from "../../../src/providers/index.ts";
import { orders } from "../../../src/providers/live/order.ts";
import { accessOf, liveSettings, settingsOf } from "../../../src/providers/live/settings.ts";
import type { SourceFacts } from "../../../src/providers/live/source.ts";
import type { ConfigError } from "../../../src/support/errors.ts";

const facts = (more: Partial<SourceFacts> = {}): SourceFacts => ({
  name: "alternative-me",
  names: { en: "alternative.me", zh: "alternative.me" },
  base: "https://api.example",
  terms: "open",
  budget: {},
  delay: "daily",
  ...more,
});
const keyed = facts({
  name: "fred",
  names: { en: "FRED", zh: "FRED" },
  key: "required",
  hosts: { page: "https://page.example" },
});

function problemsOf(values: Record<string, string>): readonly string[] {
  try {
    readConfig(values, "/nowhere", [liveSettings([facts(), keyed])]);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

describe("the settings of live sources", () => {
  it("are named after each source, with a place for each of its hosts and a key where it takes one", () => {
    expect(Object.keys(liveSettings([facts(), keyed]).fields)).toEqual([
      "ALTERNATIVE_ME_URL",
      "ALTERNATIVE_ME_ENABLED",
      "FRED_URL",
      "FRED_PAGE_URL",
      "FRED_ENABLED",
      "FRED_API_KEY",
    ]);
  });

  it("are checked together, and a key that is wrong is not shown", () => {
    const problems = problemsOf({
      ALTERNATIVE_ME_URL: "api.example",
      FRED_PAGE_URL: "https://me:word@page.example",
      ALTERNATIVE_ME_ENABLED: "maybe",
      FRED_API_KEY: "two words of a key",
      DEFAULT_LANG: "fr",
    });
    expect(problems.map((problem) => problem.split(",")[0])).toEqual([
      'DEFAULT_LANG is "fr"',
      'ALTERNATIVE_ME_URL is "api.example"',
      'ALTERNATIVE_ME_ENABLED is "maybe"',
      "FRED_API_KEY has 18 characters",
      "FRED_PAGE_URL holds a password. Leave it out; addresses are shown in logs.",
    ]);
    expect(problems.join(" ")).not.toMatch(/two words|me:word/);
  });

  it("say when a source that needs a key was turned on without one", () => {
    expect(problemsOf({ FRED_ENABLED: "true" })).toEqual([
      "FRED_ENABLED is true, but FRED answers nobody without a key. Set FRED_API_KEY, or unset FRED_ENABLED.",
    ]);
  });

  it("count a key among the secrets", () => {
    const { secrets } = readConfig({ FRED_API_KEY: "canary-key" }, "/nowhere", [liveSettings([keyed])]);
    expect(secrets).toEqual(["canary-key"]);
  });

  it("leave a source on that is usually on, and off that is usually off", () => {
    const off = facts({ isOff: true });
    expect([
      settingsOf(facts(), {}),
      settingsOf(off, {}),
      settingsOf(off, { ALTERNATIVE_ME_ENABLED: "true" }),
      settingsOf(facts(), { ALTERNATIVE_ME_ENABLED: "false" }),
      settingsOf(keyed, { FRED_API_KEY: "canary-key" }),
    ]).toEqual([{ isOn: true }, { isOn: false }, { isOn: true }, { isOn: false }, { isOn: true, key: "canary-key" }]);
  });

  it("tell where a source and its hosts are reached instead, and what must not be shown", () => {
    const values = { FRED_URL: "http://127.0.0.1:1", FRED_PAGE_URL: "http://127.0.0.1:2", FRED_API_KEY: "canary-key" };
    expect(accessOf(keyed, values)).toMatchObject({
      base: "https://api.example",
      at: { base: "http://127.0.0.1:1", hosts: { page: "http://127.0.0.1:2" } },
      secrets: ["canary-key"],
    });
  });
});

describe("the sources", () => {
  it("each have a name of their own and stand in the order of every topic they know", () => {
    const names = sources.map((source) => source.facts.name);
    expect(new Set(names).size).toBe(names.length);
    const unordered = sources.flatMap((source) =>
      Object.keys(source.topics({ key: "canary-key" })).flatMap((topic) => {
        const { keyed: first = [], usual } = orders[topic as keyof typeof orders];
        return [...first, ...usual].includes(source.facts.name) ? [] : [`${source.facts.name} ${topic}`];
      }),
    );
    expect(unordered).toEqual([]);
  });

  it("share no setting", () => {
    const all = sources.flatMap((source) => Object.keys(liveSettings([source.facts]).fields));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("the market where nobody chose one", () => {
  const usual = (values: Readonly<Record<string, string>>) => (values["FRED_API_KEY"] === undefined ? "demo" : "live");

  it("is what the settings speak for, and never overrides a choice", () => {
    const read = (values: Record<string, string>) =>
      readConfig(values, "/nowhere", [liveSettings([keyed])], usual).MARKET;
    expect([
      read({}),
      read({ FRED_API_KEY: "canary-key" }),
      read({ FRED_API_KEY: "canary-key", MARKET: "demo" }),
    ]).toEqual(["demo", "live", "demo"]);
  });
});
