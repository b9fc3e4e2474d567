import type { Routes } from "./live-source-routes.ts";

const wrongValues: readonly unknown[] = [null, "", "-", "N/A", true, [], { odd: 1 }, 1e308, -1];
const wrongWords = ["", "-", "N/A", ".", "1e309", "2026-13-45", "-1"];

/** Answers in which one field is something else wherever it stands. */
interface Twin {
  readonly field: string;
  readonly value: unknown;
  readonly change: (text: string | Buffer) => string | Buffer;
}

/** One for each field of the good answers and each value that does not belong there; answers made by functions have none. */
export function twins(routes: Routes): readonly Twin[] {
  const all = Object.values(routes).flatMap((route) => {
    const said = typeof route === "function" || Buffer.isBuffer(route) ? undefined : route;
    const text = typeof said === "string" ? said : said?.text;
    return typeof text === "string" ? twinsOf(text) : [];
  });
  return [...new Map(all.map((twin) => [JSON.stringify([twin.field, twin.value]), twin])).values()];
}

function twinsOf(text: string): Twin[] {
  const [fields, values, changed] = shapeOf(text);
  return [...new Set(fields)].flatMap((field) =>
    values.map((value) => ({
      field,
      value,
      change: (said) => (typeof said === "string" ? changed(said, field, value) : said),
    })),
  );
}

type Shape = readonly [
  fields: readonly string[],
  values: readonly unknown[],
  changed: (text: string, field: string, value: unknown) => string,
];

/** Fields by name: of JSON, of elements, or of the first row of a table. */
function shapeOf(text: string): Shape {
  const json = parsed(text);
  if (json !== undefined) return [fieldsOf(json), wrongValues, inJson];
  if (/^\s*</.test(text))
    return [Array.from(text.matchAll(/<([\w:]+)[^<>]*>[^<]+<\//g), ([, name = ""]) => name), wrongWords, inElement];
  return [cells(text.split("\n")[0] ?? ""), wrongWords, inColumn];
}

const cells = (line: string) => line.replace(/\r$/, "").split(",");

function inColumn(text: string, field: string, value: unknown): string {
  const [first = "", ...rows] = text.split("\n");
  const column = cells(first).indexOf(field);
  const odd = (row: string) => (row === "" ? row : cells(row).with(column, String(value)).join(","));
  return column < 0 ? text : [first, ...rows.map((row) => (cells(row).length > column ? odd(row) : row))].join("\n");
}

function inElement(text: string, field: string, value: unknown): string {
  return text.replaceAll(new RegExp(`(<${field}[^<>]*>)[^<]+(?=</)`, "g"), (_all, start: string) => `${start}${value}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(json: unknown): string[] {
  if (typeof json !== "object" || json === null) return [];
  const own = Array.isArray(json) ? [] : Object.keys(json);
  return [...own, ...Object.values(json).flatMap(fieldsOf)];
}

function inJson(text: string, field: string, value: unknown): string {
  const json = parsed(text);
  return json === undefined ? text : JSON.stringify(json, (name, was) => (name === field ? value : was));
}
