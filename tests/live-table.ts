import { words } from "../src/cli/doctor.words.ts";
import { createMessageBook } from "../src/i18n/catalog.ts";
import { sources } from "../src/providers/index.ts";
import { orders } from "../src/providers/live/order.ts";
import { settingName } from "../src/providers/live/settings.ts";
import { type SourceFacts, type Topic, topics } from "../src/providers/live/source.ts";

const facts = sources.map((source) => source.facts);
const book = createMessageBook([words]);

function labelOf(topic: string): string {
  const label = book.text("doctor.topic", { topic: topic.replaceAll("-", "_") }, "en");
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A source as the README names it, with its terms. */
function entry({ name, terms, isOff }: SourceFacts): string {
  return `\`${name}\` *${terms}${isOff === true ? ", off" : ""}*`;
}

/** Those of these names that know the topic, as they would be asked with a key. */
function knowing(topic: Topic, names: readonly string[]): readonly SourceFacts[] {
  const known = sources.filter((source) => source.topics({ key: "any-key" })[topic] !== undefined);
  return names.flatMap((name) => known.find((source) => source.facts.name === name)?.facts ?? []);
}

const listed = (some: readonly SourceFacts[]) => some.map(entry).join(", ");

function row(topic: Topic): string {
  const { keyed = [], usual } = orders[topic];
  const inOrder = knowing(topic, usual);
  const keyless = inOrder.filter(({ key }) => key !== "required");
  const first = knowing(topic, keyed);
  const later = inOrder.filter((one) => one.key === "required" && !keyed.includes(one.name));
  const before = inOrder[inOrder.findIndex((one) => later.includes(one)) - 1]?.name;
  const withKey = [
    ...(first.length > 0 ? [`first: ${listed(first)}`] : []),
    ...(later.length > 0 ? [`after \`${before}\`: ${listed(later)}`] : []),
  ];
  return `| ${labelOf(topic)} | ${listed(keyless)} | ${withKey.join("; ") || "–"} |`;
}

/** Which sources are asked for what, as a table of the README. */
export function liveTable(): string {
  return ["| figures | asked in this order | with a key |", "|---|---|---|", ...topics.map(row)].join("\n");
}

/** Which sources take a key, as a sentence of the README. */
export function keySentence(): string {
  const named = (key: SourceFacts["key"]) =>
    facts.filter((one) => one.key === key).map((one) => `\`${settingName(one, "API_KEY")}\``);
  return `These are asked only with a key: ${named("required").join(", ")}. These take one: ${named("optional").join(", ")}.`;
}
