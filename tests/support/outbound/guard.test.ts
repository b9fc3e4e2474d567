import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { AddressRefused, createGuard, isPublic } from "../../../src/support/outbound/guard.ts";
import { at, failureOf, loopback, quick, says, script, world } from "./world.ts";

/** Names lead to these addresses, one list after the other. */
function leadsTo(...answers: readonly (readonly string[])[]): LookupFunction & { asked: string[] } {
  const asked: string[] = [];
  const lookup = (host: string, options: { all?: boolean }, done: (...result: unknown[]) => void) => {
    const list = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
    const found: LookupAddress[] = list.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all === true) done(null, found);
    else done(null, found[0]?.address, found[0]?.family);
  };
  return Object.assign(lookup as LookupFunction, { asked });
}

describe("an address", () => {
  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
  ])("is public: %s", (address) => expect(isPublic(address)).toBe(true));

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2002:7f00:1::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
  ])("is not public: %s", (address) => expect(isPublic(address)).toBe(false));
});

describe("a service with a public name", () => {
  const call = (lookup: LookupFunction, port: string) =>
    failureOf(world({ lookup }).callFor(at(`http://api.example.com:${port}`))({ ...quick, timeoutMs: 500 }));

  it.each([[["127.0.0.1"]], [["127.0.0.1", "8.8.8.8"]], [["::ffff:127.0.0.1"]], [["::1"]], [[]]])(
    "is not connected to where that leads to %j",
    async (addresses) => {
      const server = await loopback(says("{}"));
      const { trouble, message } = await call(leadsTo(addresses), new URL(server.base).port);
      expect([trouble, server.hits]).toEqual(["blocked", 0]);
      expect(message).toBe("sample leads to an address of no public server, which was not connected to.");
    },
  );

  it("is connected to by the address that was checked, not by one looked up again", async () => {
    const server = await loopback(says("{}"));
    const lookup = leadsTo(["192.0.2.1"], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"]);
    expect((await call(lookup, new URL(server.base).port)).trouble).toBe("blocked");
    expect([lookup.asked, server.hits]).toEqual([["api.example.com"], 0]);
  });

  it("may lie in a private network where the operator put it there", async () => {
    const server = await loopback(says("[1]"));
    const base = `http://rates.corp.example:${new URL(server.base).port}`;
    const { callFor } = world({ lookup: leadsTo(["127.0.0.1"]) });
    const placed = callFor(at("https://api.example.com", { at: { base } }));
    expect((await placed(quick)).json).toEqual([1]);
  });
});

// Nothing is connected to here: a mistake must not reach a real server of that kind.
describe("a guard", () => {
  const passes = async (addresses: readonly string[], isPrivateAllowed: boolean) =>
    new Promise((resolve) => {
      createGuard(leadsTo(addresses), isPrivateAllowed).lookup("name.example", { all: true }, (error, found) =>
        resolve(error === null ? found : error instanceof AddressRefused),
      );
    });

  it("lets no name lead to a metadata server, even in a network the operator chose", async () => {
    for (const address of ["169.254.169.254", "::ffff:169.254.169.254", "100.100.100.200", "fd00:ec2::254"])
      expect([address, await passes([address], true)]).toEqual([address, true]);
    expect(await passes(["10.0.0.1"], true)).toEqual([{ address: "10.0.0.1", family: 4 }]);
    expect(await passes(["10.0.0.1"], false)).toBe(true);
  });

  it.each([
    "http://169.254.169.254/",
    "http://0xa9fea9fe/",
    "http://10.0.0.1/",
    "http://100.100.100.200/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::a00:1]/",
  ])("refuses an address in the place of a name: %s", (url) => {
    expect(() => createGuard(leadsTo([]), false).check(new URL(url))).toThrow(AddressRefused);
  });
});

describe("a redirect", () => {
  const redirecting = async (location: string, more: Record<string, string> = {}) => {
    const { base, requests } = await loopback(says("", 302, { location, ...more }));
    const lookup = leadsTo(["127.0.0.1"]);
    const { trouble } = await failureOf(world({ lookup }).callFor(at(base))(quick));
    return [trouble, requests.length];
  };

  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://localhost/",
    "http://rebound.example.com/",
    "http://user:word@files.example/",
    "http://files.example:6379/",
  ])("leads to no place that is not public: %s", async (location) => {
    expect(await redirecting(location)).toEqual(["blocked", 1]);
  });

  it.each(["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:,{}", "http://"])(
    "leads to nothing but web addresses: %s",
    async (location) => {
      expect(await redirecting(location)).toEqual(["bad-payload", 1]);
    },
  );

  it("does not lead to another port of this machine, though the service itself stands there", async () => {
    const other = await loopback(says("{}"));
    expect([await redirecting(other.base), other.hits]).toEqual([["blocked", 1], 0]);
  });

  it("within the service is followed, three times at most", async () => {
    const { base, requests } = await loopback((request, response) => {
      const [, from, to] = /^\/(\d)(\d)/.exec(request.url ?? "") ?? [];
      if (from === to) return void response.end('{"at":"the end"}');
      response.writeHead(302, { location: `/${Number(from) + 1}${to}` }).end();
    });
    const call = world().callFor(at(base));
    expect((await call({ ...quick, path: "/03" })).json).toEqual({ at: "the end" });
    expect(requests.length).toBe(4);
    const { trouble, message } = await failureOf(call({ ...quick, path: "/04" }));
    expect([trouble, requests.length]).toEqual(["bad-payload", 8]);
    expect(message).toBe("The answer of sample cannot be used: it redirects too often.");
  });

  it("is no answer where it leads nowhere, and one where it was foreseen", async () => {
    const { base } = await loopback(script(says("", 302), says("moved", 302, { location: "/", "set-cookie": "A3=1" })));
    const call = world().callFor(at(base));
    expect((await failureOf(call(quick))).trouble).toBe("bad-payload");
    const { status, headers } = await call({ ...quick, expects: "text", otherStatuses: [302] });
    expect([status, headers["set-cookie"]]).toEqual([302, "A3=1"]);
  });

  it("takes what was posted along within the service alone, and keys to no other host", async () => {
    const seen: unknown[] = [];
    const answer = (name: string, next?: () => [number, string]) =>
      loopback(async (request, response) => {
        let body = "";
        for await (const part of request) body += part;
        seen.push([name, request.method, body, request.headers["x-key"] ?? "no key"]);
        const [status, location] = next?.() ?? [200, ""];
        response.writeHead(status, location === "" ? {} : { location }).end("{}");
      });
    const second = await answer("second");
    let status = 307;
    const first = await answer("first", () => [status, `${second.base}/`]);
    const known = world().callFor(at(first.base, { hosts: { second: second.base } }));
    const post = { ...quick, method: "POST", body: { a: 1 }, headers: { "X-Key": "k" } } as const;
    await known(post);
    status = 302;
    await known(post);
    expect(seen.splice(0)).toEqual([
      ["first", "POST", '{"a":1}', "k"],
      ["second", "POST", '{"a":1}', "k"],
      ["first", "POST", '{"a":1}', "k"],
      ["second", "GET", "", "k"],
    ]);
  });
});
