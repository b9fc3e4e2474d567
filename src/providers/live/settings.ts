import * as z from "zod";
import type { ServiceAccess } from "../../support/outbound/service.ts";
import type { SourceFacts, SourceSettings } from "./source.ts";

type Values = Readonly<Record<string, string>>;

interface Field {
  readonly schema: z.ZodType<string>;
  readonly remedy: string;
  readonly secret?: boolean;
}

/** `alternative-me` has ALTERNATIVE_ME_URL. */
const prefixOf = (name: string) => name.toUpperCase().replaceAll("-", "_");

/** The full name of one of a source's settings. */
export const settingName = ({ name }: SourceFacts, setting: "URL" | "ENABLED" | "API_KEY") =>
  `${prefixOf(name)}_${setting}`;

const Address = z.url({ protocol: /^https?$/, error: "an http or https address" });
const Switch = z.enum(["true", "false"], "true or false");
const Key = z.string().regex(/^[\x21-\x7e]{6,300}$/, "6 to 300 letters, digits and signs without spaces");

/** The settings of live sources, made from what the sources say of themselves. */
export function liveSettings(sources: readonly SourceFacts[]) {
  const fields = Object.fromEntries(sources.flatMap(fieldsOf));
  const problems = (values: Values): string[] => sources.flatMap((facts) => problemsOf(facts, values));
  return { fields, problems };
}

function fieldsOf({ name, names, base, hosts = {}, key, isOff }: SourceFacts): [string, Field][] {
  const prefix = prefixOf(name);
  const place = (known: string) => ({
    schema: Address,
    remedy: `Set it to where ${names.en} is reached, or unset it for ${known}.`,
  });
  const usual = isOff === true ? "unset it to leave it off" : "unset it to leave it on";
  return [
    [`${prefix}_URL`, place(base)],
    ...Object.entries(hosts).map(([host, known]): [string, Field] => [`${prefix}_${prefixOf(host)}_URL`, place(known)]),
    [`${prefix}_ENABLED`, { schema: Switch, remedy: `Set it to true or false, or ${usual}.` }],
    ...(key === undefined
      ? []
      : [
          [
            `${prefix}_API_KEY`,
            { schema: Key, remedy: `Set it to the key ${names.en} gave you, or unset it.`, secret: true },
          ] satisfies [string, Field],
        ]),
  ];
}

/** What only shows between settings, or must not be shown. */
function problemsOf({ name, names, hosts = {}, key }: SourceFacts, values: Values): string[] {
  const prefix = prefixOf(name);
  const addresses = [`${prefix}_URL`, ...Object.keys(hosts).map((host) => `${prefix}_${prefixOf(host)}_URL`)];
  const lacksKey = key === "required" && values[`${prefix}_API_KEY`] === undefined;
  return [
    ...addresses
      .filter((setting) => hasPassword(values[setting] ?? ""))
      .map((setting) => `${setting} holds a password. Leave it out; addresses are shown in logs.`),
    // Turned on by hand, but without the key it needs.
    ...(lacksKey && values[`${prefix}_ENABLED`] === "true"
      ? [
          `${prefix}_ENABLED is true, but ${names.en} answers nobody without a key. Set ${prefix}_API_KEY, or unset ${prefix}_ENABLED.`,
        ]
      : []),
  ];
}

function hasPassword(address: string): boolean {
  const { username, password } = URL.canParse(address) ? new URL(address) : { username: "", password: "" };
  return username !== "" || password !== "";
}

/** What the operator set for a source. */
export function settingsOf({ name, isOff }: SourceFacts, values: Values): SourceSettings & { readonly isOn: boolean } {
  const prefix = prefixOf(name);
  const key = values[`${prefix}_API_KEY`];
  const isOn = (values[`${prefix}_ENABLED`] ?? (isOff === true ? "false" : "true")) === "true";
  return { isOn, ...(key !== undefined && { key }) };
}

/** Where and how a source is reached. */
export function accessOf({ name, base, hosts, budget }: SourceFacts, values: Values): ServiceAccess {
  const prefix = prefixOf(name);
  const at = values[`${prefix}_URL`];
  const chosen = Object.fromEntries(
    Object.keys(hosts ?? {}).flatMap((host) => {
      const address = values[`${prefix}_${prefixOf(host)}_URL`];
      return address === undefined ? [] : [[host, address]];
    }),
  );
  const key = values[`${prefix}_API_KEY`];
  return {
    name,
    base,
    budget,
    ...(hosts !== undefined && { hosts }),
    at: { ...(at !== undefined && { base: at }), hosts: chosen },
    ...(key !== undefined && { secrets: [key] }),
  };
}
