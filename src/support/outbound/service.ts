import { createHash } from "node:crypto";
import type { Budget, OutboundCall } from "./call.ts";

/** A service outside as it is reached: its facts, and what the operator set. */
export interface ServiceAccess {
  /** Shown in errors and states, and the name of its folder of kept answers. */
  readonly name: string;
  readonly base: string;
  /** Further hosts by the name calls use. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly budget: Budget;
  /** Where the operator put the service instead; servers in private networks are reached only this way or by a private base. */
  readonly at?: { readonly base?: string; readonly hosts?: Readonly<Record<string, string | undefined>> };
  /** Never shown and never stored, such as its key. */
  readonly secrets?: readonly string[];
}

interface Host {
  /** As the facts name it. */
  readonly known: string;
  /** Where calls go. */
  readonly at: string;
}

const trimmed = (address: string) => address.replace(/\/+$/, "");

function hostsOf({ base, hosts = {}, at = {} }: ServiceAccess): ReadonlyMap<string, Host> {
  const others = Object.entries(hosts).map(([name, known]): [string, Host] => [
    name,
    { known: trimmed(known), at: trimmed(at.hosts?.[name] ?? known) },
  ]);
  return new Map([["", { known: trimmed(base), at: trimmed(at.base ?? base) }], ...others]);
}

/** Every origin that is the service's own. */
export function originsOf(access: ServiceAccess): ReadonlySet<string> {
  return new Set([...hostsOf(access).values()].map(({ at }) => parse(access.name, at).origin));
}

function addressesIn({ base, hosts = {} }: NonNullable<ServiceAccess["at"]>): readonly string[] {
  return [base, ...Object.values(hosts)].filter((address) => address !== undefined);
}

/** Origins the operator chose, which may lie in a private network whatever their names say. */
export function chosenOrigins({ name, at = {} }: ServiceAccess): ReadonlySet<string> {
  return new Set(addressesIn(at).map((address) => parse(name, address).origin));
}

/** The library's own error holds the address, and an address may hold a password. */
function parse(service: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`An address of ${service} is no web address. Give it as https://… in its setting.`);
  return url;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Parts of a path this long are no words of an interface: they may let in whoever knows them. */
const shortestKey = 16;

/** Everything of a call that must not be seen, with what lets the operator in where he put the service. */
export function secretsOf(access: ServiceAccess, { keys = {} }: OutboundCall): readonly string[] {
  const { name, at = {}, secrets = [] } = access;
  const hidden = addressesIn(at).flatMap((address) => {
    const { password, pathname } = parse(name, address);
    return [unescaped(password), ...pathname.split("/").filter((part) => part.length >= shortestKey)];
  });
  return [...secrets, ...hidden, ...Object.values(keys).filter((key) => key !== undefined)].filter((one) => one !== "");
}

/** The address a call goes to, without its keys. */
export function addressOf(access: ServiceAccess, { path, query = {} }: OutboundCall): URL {
  const address = parse(access.name, placed(hostsOf(access), path, access.name));
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.append(name, String(value));
  return address;
}

function placed(hosts: ReadonlyMap<string, Host>, path: string, service: string): string {
  if (path.startsWith("/")) return `${hosts.get("")?.at}${path}`;
  const named = /^([\w-]+):(\/(?!\/).*)$/.exec(path);
  const host = named?.[1] === undefined ? undefined : hosts.get(named[1]);
  if (host !== undefined) return `${host.at}${named?.[2]}`;
  for (const { known, at } of hosts.values())
    if (path === known || path.startsWith(`${known}/`) || path.startsWith(`${known}?`))
      return at + path.slice(known.length);
  throw new Error(
    `A call of ${service} is neither below its base nor at one of its hosts. Name the host in its facts.`,
  );
}

/** Stands for what is asked, whatever key it is asked with; tells nothing of it. */
export function questionOf(access: ServiceAccess, call: OutboundCall): string {
  const { method = "GET", body, charset, expects } = call;
  const asked = JSON.stringify([addressOf(access, call).href, method, body ?? null, charset ?? "", expects]);
  return createHash("sha256").update(asked).digest("hex").slice(0, 40);
}
