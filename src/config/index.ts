import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import { ConfigError } from "../support/errors.ts";

const Schema = z.object({
  /** `demo`, or a folder in the import layout. Live data is not part of this version. */
  MARKET: z.string().min(1).default("demo"),
  DEFAULT_LANG: z.enum(["en", "zh", "both"], "en, zh or both").optional(),
  /** Where imported markets are kept. */
  STATE_DIR: z.string().min(1).default("./var"),
});
export type Config = z.infer<typeof Schema>;

const remedies: Record<string, string> = {
  MARKET: "Set it to demo or to a folder with market files, or unset it for the demo.",
  DEFAULT_LANG: "Set it to en, zh or both, or unset it to follow the system's language.",
  STATE_DIR: "Set it to a folder this program may write to, or unset it for ./var.",
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from the environment, each also as `<NAME>_FILE`; a `.env` file in the working folder fills what is not set.
 * All mistakes are reported together.
 */
export function readConfig(environment: Environment, folder: string): Config {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  const all = { ...dotEnv(folder, problems), ...environment };
  for (const name of Object.keys(Schema.shape)) {
    const value = settingOf(name, all, problems);
    if (value !== undefined && value !== "") values[name] = value;
  }
  const parsed = Schema.safeParse(values);
  if (parsed.success && problems.length === 0) return parsed.data;
  const wrong = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return `${name} is "${values[name]}", expected ${issue.message}. ${remedies[name]}`;
  });
  throw new ConfigError([...problems, ...wrong]);
}

function settingOf(name: string, all: Environment, problems: string[]): string | undefined {
  const file = all[`${name}_FILE`];
  if (file === undefined || file === "") return all[name];
  if (all[name] !== undefined && all[name] !== "") {
    problems.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    return undefined;
  }
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    problems.push(
      `${name}_FILE names ${file}, which cannot be read (${codeOf(error)}). Give a readable file or unset it.`,
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
