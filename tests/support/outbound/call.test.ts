import { describe, expect, it } from "vitest";
import { at, failureOf, loopback, quick, says, script, world } from "./world.ts";

describe("a call to a service", () => {
  it("asks below its base, says who asks, and hands back text, JSON and headers", async () => {
    const { base, requests } = await loopback(says('{"a":[1.50]}', 200, { "set-cookie": "A3=x; Path=/" }));
    const call = world().callFor(at(`${base}/api/v3/`));
    const answer = await call({
      ...quick,
      path: "/coins?page=1",
      query: { ids: "a,b", none: undefined },
      keys: { k: "1" },
    });
    expect(answer).toMatchObject({ status: 200, text: '{"a":[1.50]}', json: { a: [1.5] }, isStale: false });
    expect(answer.headers["set-cookie"]).toBe("A3=x; Path=/");
    expect([requests[0]?.url, requests[0]?.headers["user-agent"]]).toEqual([
      "/api/v3/coins?page=1&ids=a%2Cb&k=1",
      "Mozilla/5.0 (compatible; closing-bell/1.2.3)",
    ]);
  });

  it("posts JSON", async () => {
    const { base } = await loopback(async (request, response) => {
      let body = "";
      for await (const part of request) body += part;
      response.end(JSON.stringify([request.method, request.headers["content-type"], body]));
    });
    const { json } = await world().callFor(at(base))({ ...quick, method: "POST", body: { type: "us-btc-spot" } });
    expect(json).toEqual(["POST", "application/json", '{"type":"us-btc-spot"}']);
  });

  it("goes to another of its hosts by name or by address, wherever the operator put it", async () => {
    const { base, requests } = await loopback(says("{}"));
    const hosts = { query1: "https://query1.example.com", feeds: "https://feeds.example.com/rss" };
    const call = world().callFor(
      at("https://query2.example.com", { hosts, at: { base, hosts: { query1: `${base}/one`, feeds: `${base}/two` } } }),
    );
    await call({ ...quick, path: "query1:/v1/test" });
    await call({ ...quick, path: "https://feeds.example.com/rss/2.0?s=A" });
    await call({ ...quick, path: "https://query2.example.com/v7" });
    expect(requests.map(({ url }) => url)).toEqual(["/one/v1/test", "/two/2.0?s=A", "/v7"]);
    await expect(call({ ...quick, path: "https://query1.example.com.evil.example/" })).rejects.toThrow("Name the host");
    await expect(call({ ...quick, path: "https://elsewhere.example.com/" })).rejects.toThrow("Name the host");
  });

  it("reads text that is not UTF-8", async () => {
    const { base } = await loopback((_request, response) => response.end(Buffer.from('v="\xbb\xa6"', "latin1")));
    const { text } = await world().callFor(at(base))({ ...quick, expects: "text", charset: "gbk" });
    expect(text).toBe('v="沪"');
  });
});

describe("a service that refuses", () => {
  it.each([
    [429, "rate-limited"],
    [418, "rate-limited"],
    [401, "auth"],
    [402, "plan"],
    [403, "blocked"],
    [451, "blocked"],
    [404, "not-found"],
    [400, "bad-payload"],
    [500, "upstream"],
    [522, "upstream"],
  ])("with status %i: %s", async (status, trouble) => {
    const { base } = await loopback(says("{}", status));
    expect((await failureOf(world().callFor(at(base))(quick))).trouble).toBe(trouble);
  });

  it("is told better by the source, whatever the status says", async () => {
    const { OutboundError } = await import("../../../src/support/outbound/call.ts");
    const { base, requests } = await loopback(script(says('{"code":10005}', 401), says('{"Information":"25 a day"}')));
    const call = world().callFor(at(base));
    const refuse = (trouble: "plan" | "rate-limited") => () => {
      throw new OutboundError("sample", trouble, "it said so", 5000);
    };
    expect((await failureOf(call({ ...quick, path: "/a", check: refuse("plan") }))).trouble).toBe("plan");
    expect((await failureOf(call({ ...quick, path: "/b", check: refuse("rate-limited") }))).trouble).toBe(
      "rate-limited",
    );
    // Both opened the circuit: of one path, and of everything.
    expect((await failureOf(call({ ...quick, path: "/c" }))).trouble).toBe("rate-limited");
    expect(requests.length).toBe(2);
  });

  it("gives an answer all the same where its status was foreseen", async () => {
    const { base } = await loopback((_request, response) => {
      response
        .writeHead(404, [
          ["set-cookie", "A1=a, b"],
          ["set-cookie", "A3=c"],
        ] as unknown as string[])
        .end();
    });
    const answer = await world().callFor(at(base))({ ...quick, expects: "text", otherStatuses: [404] });
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([404, "A1=a, b\nA3=c"]);
  });
});

describe("an answer that is something else", () => {
  const page = "<!doctype html><html><body>Welcome</body></html>";
  const denied = "<html><head><title>Just a moment...</title></head></html>";
  it.each([
    ["a page where JSON was due", "json", page, "bad-payload"],
    ["a page for machines to go away", "json", denied, "blocked"],
    ["a page where rows were due", "csv", page, "bad-payload"],
    ["a page for machines where a page was due", "html", denied, "blocked"],
    ["a page where a feed was due", "xml", page, "bad-payload"],
    ["a page where text was due", "text", page, "bad-payload"],
    ["nothing", "json", "", "bad-payload"],
    ["half of it", "json", '{"a": [1, 2', "bad-payload"],
    ["JSON where rows were due", "csv", '{"Information": "no"}', "bad-payload"],
    ["a feed where JSON was due", "json", "<?xml version='1.0'?><rss/>", "bad-payload"],
    ["a key that reaches into every object", "json", '{"a":[{"__pr\\u006fto__":{"polluted":1}}]}', "bad-payload"],
    ["nested too deep", "json", "[".repeat(100_000) + "]".repeat(100_000), "bad-payload"],
  ] as const)("is told apart: %s", async (_what, expects, text, trouble) => {
    const { base, requests } = await loopback(says(text));
    expect((await failureOf(world().callFor(at(base))({ ...quick, expects }))).trouble).toBe(trouble);
    expect(requests.length).toBe(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("is no page for a mere mention of one", async () => {
    const { base } = await loopback(says('{"title":"<html> Just a moment, captcha"}'));
    expect((await world().callFor(at(base))(quick)).status).toBe(200);
    const flows =
      "<html><title>Flows</title><script src=/cdn-cgi/challenge-platform/x.js></script><table></table></html>";
    const pages = await loopback(says(flows));
    expect((await world().callFor(at(pages.base))({ ...quick, expects: "html" })).text).toBe(flows);
  });
});
