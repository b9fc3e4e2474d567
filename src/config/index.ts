import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import { ConfigError } from "../support/errors.ts";
import { levels } from "../support/log.ts";
import type { SettingsGroup, Values } from "./settings.ts";

const Schema = z.object({
  /** `demo`, `live`, an imported market, or a folder in the import layout. */
  MARKET: z.string().min(1).optional(),
  DEFAULT_LANG: z.enum(["en", "zh", "both"], "en, zh or both").optional(),
  /** The clock of readers who chose none and whose app tells none (default: the machine's own). */
  DEFAULT_TZ: z
    .string()
    .refine(isZone, "the name of a time zone such as Asia/Shanghai")
    .default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  /** Where imported markets and what was chosen in chat are kept. */
  STATE_DIR: z.string().min(1).default("./var"),
  /** Where webhooks are heard, for platforms that call in. */
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce
    .number("a port from 0 to 65535")
    .int("a port from 0 to 65535")
    .min(0, "a port from 0 to 65535")
    .max(65535, "a port from 0 to 65535")
    .default(8080),
  LOG_LEVEL: z.enum(levels, "error or info").default("info"),
});

export type Config = Omit<z.infer<typeof Schema>, "MARKET"> & {
  readonly MARKET: string;
  /** Settings of the chat platforms and of other groups, by name. */
  readonly platforms: Values;
  /** Values that must appear nowhere. */
  readonly secrets: readonly string[];
};

const remedies: Record<string, string> = {
  MARKET: "Set it to demo, live or a folder with market files.",
  DEFAULT_LANG: "Set it to en, zh or both, or unset it to follow the system's language.",
  DEFAULT_TZ: "Write it like Asia/Shanghai, America/New_York or UTC, or unset it for the zone of this machine.",
  STATE_DIR: "Set it to a folder this program may write to, or unset it for ./var.",
  HOST: "Set it to an address of this machine, or unset it for 127.0.0.1.",
  PORT: "Set it to a free port, or unset it for 8080.",
  LOG_LEVEL: "Set it to error for what went wrong alone, or unset it to hear of the rest as well.",
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from the environment, each also as `<NAME>_FILE`; a `.env` file in the working folder fills what is not set.
 * All mistakes are reported together. The chat platforms bring the descriptions of their own settings; `usualMarket` tells the
 * market where nobody chose one.
 */
export function readConfig(
  environment: Environment,
  folder: string,
  groups: readonly SettingsGroup[] = [],
  usualMarket: (values: Values) => string = () => "demo",
): Config {
  const problems: string[] = [];
  const all = { ...dotEnv(folder, problems), ...environment };
  const secret = (name: string) => groups.some(({ fields }) => fields[name]?.secret === true);
  const read = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = settingOf(name, all, problems, secret(name));
        return value === undefined || value === "" ? [] : [[name, value]];
      }),
    );
  const values = read(Object.keys(Schema.shape));
  const parsed = Schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    problems.push(`${name} is "${values[name]}", expected ${issue.message}. ${remedies[name]}`);
  }
  const platforms: Record<string, string> = {};
  const secrets: string[] = [];
  for (const group of groups) {
    const own = read(Object.keys(group.fields));
    problems.push(...wrongFields(group, own), ...(group.problems?.(own) ?? []));
    Object.assign(platforms, own);
    secrets.push(
      ...Object.keys(own).flatMap((name) => (group.fields[name]?.secret === true ? [own[name] as string] : [])),
    );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return { ...parsed.data, MARKET: parsed.data.MARKET ?? usualMarket(platforms), platforms, secrets };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A secret that is wrong is described, never shown. */
function wrongFields({ fields }: SettingsGroup, values: Values): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const { schema, remedy, secret } = fields[name] as (typeof fields)[string];
    const checked = schema.safeParse(value);
    if (checked.success) return [];
    const shown = secret === true ? `has ${value.length} characters` : `is ${JSON.stringify(value)}`;
    return [`${name} ${shown}, expected ${checked.error.issues[0]?.message}. ${remedy}`];
  });
}
function settingOf(name: string, all: Environment, problems: string[], secret: boolean): string | undefined {
  const file = all[`${name}_FILE`];
  if (file === undefined || file === "") return all[name];
  if (all[name] !== undefined && all[name] !== "") {
    problems.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    return undefined;
  }
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    // Whoever put the secret itself there must not read it in a log.
    const named = secret ? "a file" : file;
    problems.push(
      `${name}_FILE names ${named}, which cannot be read (${codeOf(error)}). Give a readable file or unset it.`,
    );
    return undefined;
  }
}

function dotEnv(folder: string, problems: string[]): Environment {
  try {
    return parseEnv(readFileSync(join(folder, ".env"), "utf8")) as Environment;
  } catch (error) {
    if (codeOf(error) !== "ENOENT")
      problems.push(`The file .env in ${folder} cannot be read (${codeOf(error)}). Mend or remove it.`);
    return {};
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
