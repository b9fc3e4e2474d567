import type { LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Networks that are not the public internet: this machine, private and shared ones, link-local with its metadata servers, tests, groups. */
const closed4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Inside the public range of version 6: tunnels that can hold any address of version 4, and documentation. */
const closed6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

/** Addresses of version 6 that hold one of version 4: mapped, and translated by a network without version 4. */
const holders = ["::ffff:", "64:ff9b::"];

const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
for (const holder of holders) open6.addSubnet(`${holder}0.0.0.0`, 96, "ipv6");

const closed = new BlockList();
for (const [network, bits] of closed4) {
  closed.addSubnet(network, bits, "ipv4");
  for (const holder of holders) closed.addSubnet(`${holder}${network}`, 96 + bits, "ipv6");
}
for (const [network, bits] of closed6) closed.addSubnet(network, bits, "ipv6");

/** Metadata servers of clouds, which hand out credentials. */
const metadata = new BlockList();
for (const address of ["169.254.169.254", "169.254.170.2", "100.100.100.200"]) {
  metadata.addAddress(address, "ipv4");
  for (const holder of holders) metadata.addAddress(`${holder}${address}`, "ipv6");
}
metadata.addAddress("fd00:ec2::254", "ipv6");

/** True for an address of the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  return family === 6 && open6.check(address, "ipv6") && !closed.check(address, "ipv6");
}

function isMetadata(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && metadata.check(address, family === 4 ? "ipv4" : "ipv6");
}

const bare = (host: string) => host.replace(/^\[|\]$/g, "");

/** True where the name alone says that it is no public server. */
export function isPrivateName(host: string): boolean {
  return isIP(bare(host)) === 0 ? /(^|\.)localhost\.?$/.test(host) : !isPublic(bare(host));
}

/** The address is not to be connected to: it is not public, or no redirect leads there honestly. It is not named: it may be what an attacker wants to learn. */
export class AddressRefused extends Error {}

/** What a name may lead to. */
export interface Guard {
  readonly lookup: LookupFunction;
  /** Refuses an address that stands in the place of a name, which no look-up would see. */
  check(url: URL): void;
}

/** Lets connections through to public addresses, and to private ones where `isPrivateAllowed`; to metadata servers never. */
export function createGuard(lookup: LookupFunction, isPrivateAllowed: boolean): Guard {
  const admits = (address: string) => !isMetadata(address) && (isPrivateAllowed || isPublic(address));
  return {
    check({ hostname }) {
      if (isIP(bare(hostname)) !== 0 && !admits(bare(hostname))) throw new AddressRefused();
    },
    // What is checked here is what is connected to: a name cannot change its mind in between.
    lookup: (host, options, done) =>
      lookup(host, { ...options, all: true }, (error, answer) => {
        const found = answer as LookupAddress[];
        if (error !== null) return done(error, []);
        if (found.length === 0 || !found.every(({ address }) => admits(address))) return done(new AddressRefused(), []);
        if (options.all === true) return done(null, found);
        done(null, found[0]?.address ?? "", found[0]?.family);
      }),
  };
}
