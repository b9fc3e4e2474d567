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
  return new Set([...hostsOf(access).values()].map(({ at }) => new URL(at).origin));
}

/** Origins the operator chose, which may lie in a private network whatever their names say. */
export function chosenOrigins({ at = {} }: ServiceAccess): ReadonlySet<string> {
  const chosen = [at.base, ...Object.values(at.hosts ?? {})].filter((address) => address !== undefined);
  return new Set(chosen.map((address) => new URL(address).origin));
}

/** The address a call goes to, without its keys. */
export function addressOf(access: ServiceAccess, { path, query = {} }: OutboundCall): URL {
  const address = new URL(placed(hostsOf(access), path, access.name));
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
