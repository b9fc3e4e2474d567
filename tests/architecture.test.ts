import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Who may import whom, besides itself. Where a room needs only the types of another, the entry says so: market tells what
 * a figure is, i18n how one is said, document what is said in which order, and each builds on the one before.
 */
const rooms: Record<string, readonly string[]> = {
  support: [],
  market: ["support"],
  i18n: ["market (types)", "support"],
  document: ["i18n", "support"],
  providers: ["market", "support"],
  digest: ["market", "document", "i18n", "support"],
  store: ["support"],
  schedule: ["market", "i18n (types)", "support"],
  subscription: ["schedule", "platform", "i18n", "store (types)", "support"],
  delivery: ["subscription", "schedule", "platform", "document", "i18n", "store (types)", "support"],
  platform: ["document", "i18n", "store (types)", "support"],
  config: ["support"],
  web: ["platform", "support"],
  cli: ["platform", "digest", "document", "i18n", "delivery (types)", "support"],
  adapters: ["platform", "document", "i18n", "support", "config (types)"],
  commands: ["platform", "subscription", "schedule", "digest", "market", "document", "i18n", "delivery", "support"],
};
const everything = new Set(["compose", "chat", "desk", "operate", "posts", "services", "main"]);

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string, text = readFileSync(file, "utf8")): Import[] {
  const statements = text.matchAll(
    /(?:^|\n)(?:import|export)\s+(type\s)?([^;]*?from\s+)?"(\.{1,2}\/[^"]+)"|import\("(\.{1,2}\/[^"]+)"\)/g,
  );
  return Array.from(statements, (match) => {
    const inner = match[2] ?? "";
    const named =
      /\{([^}]*)\}/
        .exec(inner)?.[1]
        ?.split(",")
        .filter((part) => part.trim() !== "") ?? [];
    return {
      from: file,
      target: resolve(dirname(file), (match[3] ?? match[4]) as string),
      typeOnly: match[1] !== undefined || (named.length > 0 && named.every((part) => part.trim().startsWith("type "))),
    };
  });
}

function roomOf(file: string): string {
  const parts = relative(root, file).split(sep);
  return parts[0] === "src" ? (parts[1] as string).replace(/\.ts$/, "") : (parts[0] as string);
}

function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, target, typeOnly }) => {
    const [own, other] = [roomOf(from), roomOf(target)];
    if (own === other || everything.has(own)) return [];
    const allowed = rooms[own] ?? [];
    if (allowed.includes(other) || (typeOnly && allowed.includes(`${other} (types)`))) return [];
    return [`${relative(root, from)} imports ${relative(root, target)}`];
  });
}

const files = ["src", "adapters", "commands"].flatMap(sources);

/** Files and packages that are loaded with a file, without waiting for an import inside a function. */
function reachedAtOnce(start: string): { files: Set<string>; packages: Set<string> } {
  const [files, packages, waiting] = [new Set<string>(), new Set<string>(), [start]];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, inner, target] of text.matchAll(/^(?:import|export)\s+(?!type\s)([^;"]*?from\s+)?"([^"]+)"/gm)) {
      const named =
        /\{([^}]*)\}/
          .exec(inner ?? "")?.[1]
          ?.split(",")
          .filter((part) => part.trim() !== "") ?? [];
      if (named.length > 0 && named.every((part) => part.trim().startsWith("type "))) continue;
      if (target?.startsWith(".") === true) waiting.push(resolve(dirname(file), target));
      else packages.add(target as string);
    }
  }
  return { files, packages };
}

describe("the rooms of the house", () => {
  it("import only what the table allows", () => {
    expect(violations(files.flatMap((file) => importsOf(file)))).toEqual([]);
  });

  it("are all in the table", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in rooms) && !everything.has(room))).toEqual([]);
  });

  it("would be seen breaking the table", () => {
    const planted = importsOf(join(root, "src/market/planted.ts"), 'import { compose } from "../digest/engine.ts";\n');
    expect(violations(planted)).toEqual([
      `${join("src", "market", "planted.ts")} imports ${join("src", "digest", "engine.ts")}`,
    ]);
    const value = importsOf(
      join(root, "src/i18n/planted.ts"),
      'import { sum, type Unit } from "../market/decimal.ts";\n',
    );
    expect(violations(value)).toHaveLength(1);
    const typed = importsOf(join(root, "src/i18n/planted.ts"), 'import type { Unit } from "../market/figure.ts";\n');
    expect(violations(typed)).toEqual([]);
  });

  it("never import one adapter from another", () => {
    const across = files
      .filter((file) => roomOf(file) === "adapters")
      .flatMap((file) => importsOf(file))
      .filter(({ from, target }) => {
        const [own, other] = [from, target].map((path) => relative(join(root, "adapters"), path).split(sep));
        return (
          own !== undefined &&
          other !== undefined &&
          own.length > 1 &&
          other.length > 1 &&
          other[0] !== ".." &&
          own[0] !== other[0]
        );
      });
    expect(across).toEqual([]);
  });

  it("load a platform's library only when it is used", () => {
    const reached = reachedAtOnce(join(root, "src/main.ts"));
    expect(reached.files.size).toBeGreaterThan(50);
    expect([...reached.files].some((file) => relative(root, file) === join("adapters", "index.ts"))).toBe(true);
    expect([...reached.packages].filter((name) => /slack|discord|grammy|opencc|hono|pinyin|lowdb/.test(name))).toEqual(
      [],
    );
  });

  it("keep the names of chat platforms out of src", () => {
    const named = sources("src").filter((file) =>
      /\b(slack|discord|telegram|grammy|bolt)\b/i.test(readFileSync(file, "utf8")),
    );
    expect(named.map((file) => relative(root, file))).toEqual([]);
  });

  it("read the environment only through config and main", () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(file, "utf8")));
    expect(readers.map((file) => relative(root, file))).toEqual([join("src", "main.ts")]);
  });

  it("never ask whether a test is running", () => {
    const asking = files.filter((file) => /VITEST|NODE_ENV|JEST/.test(readFileSync(file, "utf8")));
    expect(asking).toEqual([]);
  });
});
