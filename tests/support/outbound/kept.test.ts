import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OutboundError } from "../../../src/support/outbound/call.ts";
import { at, emptyFolder, failureOf, loopback, movedClock, quick, says, script, world } from "./world.ts";

const minute = 60_000;
const fresh = { ...quick, freshMs: 5 * minute, staleMs: 60 * minute };
/** Counts its answers, unless told otherwise. */
const counting = () => {
  let count = 0;
  let status = 200;
  const listener: Parameters<typeof loopback>[0] = (request, response) =>
    says(`{"answer":${++count}}`, status)(request, response);
  return {
    listener,
    fail(as = 500) {
      status = as;
    },
  };
};
const start = Date.parse("2026-11-20T12:00:00Z");

describe("an answer", () => {
  it("is used again while it is fresh, and asked for anew after that", async () => {
    const { base } = await loopback(counting().listener);
    const { clock, callFor } = world();
    const call = callFor(at(base));
    const first = await call(fresh);
    clock.pass(5 * minute - 1);
    expect(await call(fresh)).toMatchObject({ json: { answer: 1 }, receivedAt: first.receivedAt, isStale: false });
    clock.pass(1);
    expect(await call(fresh)).toMatchObject({ json: { answer: 2 }, receivedAt: clock.now(), isStale: false });
  });

  it("is asked for anew each time where nothing says that it may be kept", async () => {
    const { base } = await loopback(counting().listener);
    const call = world().callFor(at(base));
    expect([(await call(quick)).json, (await call(quick)).json]).toEqual([{ answer: 1 }, { answer: 2 }]);
  });

  it("is for its own question: method, address and body, but not the key it is asked with", async () => {
    const { base } = await loopback(counting().listener);
    const call = world().callFor(at(base));
    const numbers = [];
    for (const more of [{}, { query: { page: 2 } }, { path: "/other" }, { method: "POST", body: { page: 1 } }] as const)
      numbers.push((await call({ ...fresh, ...more })).json);
    for (const keys of [{ crumb: "first" }, { crumb: "second" }]) numbers.push((await call({ ...fresh, keys })).json);
    numbers.push((await call({ ...fresh, headers: { cookie: "other" } })).json);
    expect(numbers).toEqual([1, 2, 3, 4, 1, 1, 1].map((answer) => ({ answer })));
  });

  it("is asked for once by all who ask together", async () => {
    const { base, requests } = await loopback(counting().listener);
    const call = world().callFor(at(base));
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(quick)));
    expect([requests.length, new Set(answers.map(({ text }) => text)).size]).toEqual([1, 1]);
    const failing = await loopback(says("{}", 404));
    const other = world().callFor(at(failing.base));
    const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(other(quick))));
    expect([failing.hits, failures.map(({ trouble }) => trouble)]).toEqual([1, Array(5).fill("not-found")]);
  });

  it("kept by a clock that ran ahead is not fresh", async () => {
    const { base } = await loopback(counting().listener);
    const { clock, callFor } = world();
    const call = callFor(at(base));
    clock.step(24 * 60 * minute);
    await call(fresh);
    clock.step(-24 * 60 * minute);
    expect((await call(fresh)).json).toEqual({ answer: 2 });
  });
});

describe("an answer that may have changed", () => {
  it.each([
    ["etag", '"v1"', "if-none-match"],
    ["last-modified", "Fri, 20 Nov 2026 11:00:00 GMT", "if-modified-since"],
  ])("is asked for by its %s, and holds for longer where it has not", async (header, value, question) => {
    const { base, requests } = await loopback((request, response) => {
      if (request.headers[question] === value) response.writeHead(304).end();
      else says('{"big":true}', 200, { [header]: value })(request, response);
    });
    const folder = await emptyFolder();
    const { clock, callFor } = world({ folder });
    const call = callFor(at(base));
    await call(fresh);
    clock.pass(6 * minute);
    expect(await call(fresh)).toMatchObject({
      status: 200,
      json: { big: true },
      receivedAt: clock.now(),
      isStale: false,
    });
    clock.pass(4 * minute);
    await call(fresh);
    expect(requests.length).toBe(2);
    const restarted = world({ folder, clock: movedClock(clock.now() + 6 * minute) });
    expect((await restarted.callFor(at(base))(fresh)).json).toEqual({ big: true });
    expect(requests.at(-1)?.headers[question]).toBe(value);
  });
});

describe("where the service fails", () => {
  it("an older answer stands in, says so, and is asked for anew each time", async () => {
    const { listener, fail } = counting();
    const { base } = await loopback(listener);
    const { clock, callFor } = world();
    const call = callFor(at(base));
    const { receivedAt } = await call(fresh);
    fail();
    clock.pass(30 * minute);
    expect(await call(fresh)).toMatchObject({ json: { answer: 1 }, receivedAt, isStale: true });
    clock.pass(30 * minute);
    expect((await failureOf(call(fresh))).trouble).toBe("upstream");
  });

  it.each([
    [429, true],
    [403, true],
    [401, true],
    [404, false],
  ])("with status %i one stands in: %s", async (status, isStale) => {
    const { listener, fail } = counting();
    const { base } = await loopback(listener);
    const { clock, callFor } = world();
    const call = callFor(at(base, { secrets: ["a-key-of-ours"] }));
    await call(fresh);
    fail(status);
    clock.pass(6 * minute);
    // The second time the service is left alone.
    for (const _time of [1, 2])
      expect(
        await call(fresh).then(
          (answer) => answer.isStale,
          () => false,
        ),
      ).toBe(isStale);
  });

  it("an older answer stands in while the budget is spent", async () => {
    const { base, requests } = await loopback(counting().listener);
    const { clock, callFor } = world();
    const call = callFor(at(base, { budget: { perHour: 1 } }));
    await call(fresh);
    clock.pass(6 * minute);
    expect([(await call(fresh)).isStale, requests.length]).toEqual([true, 1]);
  });

  it("by what it says, not by its status, its answer is not kept and an older one stands in", async () => {
    const { base } = await loopback(script(says('{"code":0}'), says('{"code":7}')));
    const { clock, callFor } = world();
    const call = callFor(at(base));
    const check = ({ json }: { json: unknown }) => {
      if ((json as { code: number }).code !== 0) throw new OutboundError("sample", "upstream", "code 7");
    };
    await call({ ...fresh, check });
    clock.pass(6 * minute);
    for (const _time of [1, 2])
      expect(await call({ ...fresh, check })).toMatchObject({ json: { code: 0 }, isStale: true });
  });

  it("a foreseen status is never kept", async () => {
    const { base } = await loopback(script(says('{"crumb":"old"}', 401), says('{"crumb":"new"}')));
    const call = world().callFor(at(base));
    const foreseen = { ...fresh, otherStatuses: [401] };
    expect([(await call(foreseen)).status, (await call(foreseen)).status]).toEqual([401, 200]);
  });
});

describe("answers on disk", () => {
  const service = (base: string) => at(base, { name: "coingecko" });

  it("spare the service a restart", async () => {
    const { base, requests } = await loopback(counting().listener);
    const folder = await emptyFolder();
    await world({ folder }).callFor(service(base))(fresh);
    const { receivedAt, json, isStale } = await world({ folder }).callFor(service(base))(fresh);
    expect([requests.length, receivedAt, json, isStale]).toEqual([1, start, { answer: 1 }, false]);
  });

  it("are named by nothing that tells what was asked, and are for nobody else's eyes", async () => {
    const { base } = await loopback(says("{}", 200, { "set-cookie": "A3=very-secret-cookie" }));
    const folder = await emptyFolder();
    await world({ folder }).callFor(service(base))({ ...fresh, query: { symbols: "AAPL" } });
    const [name, ...others] = await readdir(join(folder, "coingecko"));
    const path = join(folder, "coingecko", name ?? "");
    expect([name, others]).toEqual([expect.stringMatching(/^[0-9a-f]{40}\.json$/), []]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, "utf8");
    expect(["AAPL", "127.0.0.1", "secret-cookie"].filter((part) => text.includes(part))).toEqual([]);
  });

  it.each(["", "{", "null", "[]", '{"receivedAt":"now","text":1}', '{"__proto__":{"receivedAt":1}}'])(
    "that cannot be read are not there: %j",
    async (broken) => {
      const { base } = await loopback(counting().listener);
      const folder = await emptyFolder();
      await world({ folder }).callFor(service(base))(fresh);
      const [name = ""] = await readdir(join(folder, "coingecko"));
      await writeFile(join(folder, "coingecko", name), broken);
      expect((await world({ folder }).callFor(service(base))(fresh)).json).toEqual({ answer: 2 });
    },
  );

  it("that cannot be written are done without", async () => {
    const { base } = await loopback(counting().listener);
    const folder = join(await emptyFolder(), "a-file");
    await writeFile(folder, "");
    const call = world({ folder }).callFor(at(base, { budget: { perDay: 9 } }));
    expect([(await call(fresh)).json, (await call(fresh)).json]).toEqual([{ answer: 1 }, { answer: 1 }]);
  });

  it("go when they are a month old, and the oldest where there is too much", async () => {
    const { base } = await loopback(counting().listener);
    const folder = await emptyFolder();
    const own = join(folder, "coingecko");
    await mkdir(own);
    const place = async (letter: string, days: number, bytes = 10) => {
      const path = join(own, `${letter.repeat(40)}.json`);
      await writeFile(path, Buffer.alloc(bytes));
      await utimes(path, new Date(start), new Date(start - days * 24 * 60 * minute));
    };
    await Promise.all([place("a", 32), place("b", 3, 30e6), place("c", 2, 30e6), place("d", 1, 30e6)]);
    await writeFile(join(own, "calls.json"), "[]");
    await world({ folder }).callFor(service(base))(fresh);
    const left = (await readdir(own)).filter((name) => !/^[0-9a-f]*[0-9][0-9a-f]*\.json$/.test(name));
    expect(left.toSorted()).toEqual(["calls.json", `${"c".repeat(40)}.json`, `${"d".repeat(40)}.json`]);
  });

  it("of another service are not seen", async () => {
    const [one, other] = [await loopback(counting().listener), await loopback(says('{"other":1}'))];
    const folder = await emptyFolder();
    const asked = (name: string, base: string) =>
      world({ folder }).callFor(at("https://api.example.com", { name, at: { base } }))(fresh);
    expect([(await asked("one", one.base)).json, (await asked("other", other.base)).json]).toEqual([
      { answer: 1 },
      { other: 1 },
    ]);
  });
});
