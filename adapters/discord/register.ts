import { Routes } from "discord.js";
import type { Desk } from "../../src/platform/desk.ts";
import { type Definition, defineCommands } from "./commands.ts";
import type { Wire } from "./wire.ts";

export interface Registering {
  readonly wire: Wire;
  readonly applicationId: string;
  /** Register there only; everywhere when absent. */
  readonly guildId: string | undefined;
}

/** Makes the commands known when they differ from what Discord has; answers how many were sent, 0 when all was known. */
export async function registerCommands(desk: Desk, { wire, applicationId, guildId }: Registering): Promise<number> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const traditional = await traditionalChinese();
  const wanted = defineCommands({ ...desk, traditional, inServer: guildId !== undefined });
  const known = await wire({
    what: "reading the commands",
    method: "GET",
    route,
    query: { with_localizations: "true" },
  });
  if (sameCommands(known, wanted)) return 0;
  await wire({ what: "registering the commands", method: "PUT", route, body: wanted });
  return wanted.length;
}

let converter: Promise<(text: string) => string> | undefined;

/** Made once: its dictionaries are large. */
function traditionalChinese(): Promise<(text: string) => string> {
  converter ??= import("opencc-js/cn2t").then(({ Converter }) => Converter({ from: "cn", to: "twp" }));
  return converter;
}

/** Discord adds fields of its own, leaves out what is usual, and keeps no order of its own. */
export function sameCommands(known: unknown, wanted: readonly Definition[]): boolean {
  return JSON.stringify(normalized(known)) === JSON.stringify(normalized(wanted));
}

const ours = new Set([
  "type",
  "name",
  "name_localizations",
  "description",
  "description_localizations",
  "options",
  "required",
  "autocomplete",
  "choices",
  "value",
  "contexts",
  "integration_types",
  "en-US",
  "en-GB",
  "zh-CN",
  "zh-TW",
]);

function normalized(commands: unknown): unknown {
  if (!Array.isArray(commands)) return commands;
  return [...commands].map(bare).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(bare);
    return items.every((item) => typeof item === "number") ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => ours.has(key) && !isUsual(one))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, bare(one)]),
  );
}

function isUsual(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function nameOf(command: unknown): string {
  return String((command as { name?: unknown }).name);
}
