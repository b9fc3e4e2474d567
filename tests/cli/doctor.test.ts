import type { RequestListener } from "node:http";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Checkup } from "../../src/cli/doctor.ts";
import { runProgram } from "../../src/cli/program.ts";
import { compose } from "../../src/compose.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { sources } from "../../src/providers/index.ts";
import { settingName } from "../../src/providers/live/settings.ts";
import { topics } from "../../src/providers/live/source.ts";
import { demoConfig } from "../fixtures/config.ts";
import { recorded } from "../providers/asked.ts";
import { emptyFolder, loopback } from "../support/outbound/world.ts";

const canary = "canary/Key+0451=";
const disguises = [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString("base64").replace(/=+$/, ""),
  Buffer.from(canary).toString("base64url"),
];

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly words?: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
  readonly language?: Language;
  /** Stands for the sources, where it does not matter how they are asked. */
  readonly found?: Checkup;
}

/** Every source but these off. */
function onlyAt(base: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    sources.flatMap(({ facts }): [string, string][] => {
      if (!names.includes(facts.name)) return [[settingName(facts, "ENABLED"), "false"]];
      const hosts = Object.keys(facts.hosts ?? {}).map((host) => `${host.toUpperCase()}_URL`);
      const prefix = settingName(facts, "URL").slice(0, -"URL".length);
      return ["URL", ...hosts].map((setting) => [prefix + setting, `${base}/${facts.name}`]);
    }),
  );
}

/** Runs `doctor` of the whole program with the demo market. */
async function doctor({ words = [], values = {}, language = "en", found }: Running): Promise<Ran> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const doorway = await compose({
    config: { ...demoConfig(await emptyFolder()), platforms: values, secrets: [canary] },
    output: output as unknown as NodeJS.WriteStream,
    errors: errors as unknown as NodeJS.WriteStream,
    input: new PassThrough() as unknown as NodeJS.ReadStream,
    language,
    signal: new AbortController().signal,
  });
  const code = await runProgram(found === undefined ? doorway : { ...doorway, examine: async () => found }, [
    "doctor",
    ...words,
  ]);
  await doorway.close();
  return { code, out: String(output.read() ?? ""), err: String(errors.read() ?? "") };
}

const treasury: Checkup["sources"][number] = {
  name: "treasury",
  names: { en: "US Treasury", zh: "美国财政部" },
  delay: "daily",
  standing: "asked",
  settings: { key: "TREASURY_API_KEY", isOn: "TREASURY_ENABLED" },
  topics: [{ topic: "us-yields", rows: 2, dropped: 1 }],
  latencyMs: 31,
  asOf: "2026-11-19",
  left: { hour: 3 },
};
const well: Checkup = {
  sources: [treasury],
  topics: topics.map((topic) => ({ topic, answered: ["treasury"], failed: [] })),
};
const sick = (look: Partial<Checkup["sources"][number]>): Checkup => ({ ...well, sources: [{ ...treasury, ...look }] });
const failing = (trouble: string) => [{ topic: "us-yields", trouble, why: "why", rows: 0, dropped: 0 }];

describe("closing-bell doctor", () => {
  it("says of a source what it told, how fast, how new, how late and how often it may still be asked", async () => {
    expect(await doctor({ found: well })).toEqual({
      code: 0,
      err: "",
      out: [
        "✓ US Treasury (treasury): 1 of 1 topic answered; 2 rows read, 1 dropped as not of the expected shape; 31 ms; newest figure of 2026-11-19; daily; 3 calls left this hour",
        "",
        "✓ Every topic has a source that answers.",
        "",
      ].join("\n"),
    });
  });

  it("says it in Chinese too", async () => {
    const { out } = await doctor({ found: well, words: ["--lang", "zh"] });
    expect(out.split("\n")).toEqual([
      "✓ 美国财政部（treasury）：1项中1项有应答；读取2行，因格式不符剔除1行；31毫秒；最新数据为2026-11-19；每日；本小时还可调用3次",
      "",
      "✓ 每一项都有数据源应答。",
      "",
    ]);
  });

  it("is 1 where a topic has no source that answers, and names it with those that were asked", async () => {
    const [first, ...others] = well.topics;
    const found = {
      ...well,
      topics: [{ topic: first?.topic ?? "", answered: [], failed: ["yahoo", "twse"] }, ...others],
    };
    const { code, out } = await doctor({ found });
    expect([code, out.split("\n").at(-2)]).toEqual([1, "✗ No answer for quotes (asked: yahoo, twse)."]);
  });

  it("is 0 where one source fails and another answers", async () => {
    const { code, out } = await doctor({ found: sick({ topics: failing("upstream") }) });
    expect([code, out.startsWith("✗ US Treasury (treasury): 0 of 1 topic answered")]).toEqual([0, true]);
  });

  it.each([
    ["rate-limited", { againAt: Date.parse("2026-11-20T12:30:00Z") }, "Wait until 2026-11-20 12:30 UTC"],
    ["rate-limited", { hasKey: false }, "set TREASURY_API_KEY"],
    ["auth", { hasKey: true }, "Check TREASURY_API_KEY"],
    ["auth", { hasKey: false }, "Get a key from it and set TREASURY_API_KEY"],
    ["auth", {}, "Set TREASURY_ENABLED=false"],
    ["plan", { hasKey: true }, "Change the plan of the key in TREASURY_API_KEY"],
    ["blocked", {}, "Run from another network, or set TREASURY_ENABLED=false"],
    ["bad-payload", {}, "Its interface may have changed"],
    ["not-found", {}, "Its interface may have changed"],
    ["upstream", {}, "Try again later"],
    ["empty", {}, "Try again later"],
    ["network", {}, "Check the network"],
    ["error", {}, "look for a newer version"],
  ])("tells what to do about %s with %j: %s", async (trouble, more, said) => {
    const { out } = await doctor({ found: sick({ ...more, topics: failing(trouble) }) });
    expect(out.split("\n").filter((line) => line.startsWith("    → ") && line.includes(said))).toHaveLength(1);
  });

  it.each([
    ["no-key", "not asked, as it wants a key; TREASURY_API_KEY takes it"],
    ["off", "off unless turned on; TREASURY_ENABLED=true turns it on"],
    ["turned-off", "turned off by TREASURY_ENABLED=false"],
  ] as const)("lists a source that is %s without asking it", async (standing, said) => {
    const { out } = await doctor({ found: sick({ standing, topics: [] }) });
    expect(out.split("\n")[0]).toBe(`– US Treasury (treasury): ${said}`);
  });

  it("says until when a source is left alone, and when that is for good", async () => {
    const until = Date.parse("2026-11-20T12:30:00Z");
    const texts = await Promise.all(
      [{ trouble: "upstream", until }, { trouble: "auth" }].map(
        async (open) => (await doctor({ found: sick({ open }) })).out,
      ),
    );
    expect(texts.map((out) => out.split("\n")[0]?.split("; ").at(-1))).toEqual([
      "left alone until 2026-11-20 12:30 UTC",
      "not asked again before the next start",
    ]);
  });

  it("says where kept answers were read instead of asking", async () => {
    const { out } = await doctor({
      found: sick({ topics: [{ topic: "us-yields", rows: 2, dropped: 0, isKept: true }] }),
    });
    expect(out).toContain("none dropped; in part from kept answers, as the calls allowed for now are used up; 31 ms");
  });

  it.each(["0", "-1", "soon", "121"])("--timeout %s is wrong usage", async (timeout) => {
    const { code, err } = await doctor({ found: well, words: ["--timeout", timeout] });
    expect([code, err.includes("is no time to wait")]).toEqual([2, true]);
  });

  it("asks the live sources although the market is the demo, and prints it as JSON", async () => {
    const { base } = await loopback((request, response) => {
      if (request.url?.startsWith("/treasury/") === true) response.end(recorded("treasury-rates-2026-11-19.csv"));
    });
    const words = ["--json", "--timeout", "0.3"];
    const { code, out } = await doctor({ words, values: onlyAt(base, ["treasury", "chinamoney"]) });
    const checkup = JSON.parse(out) as Checkup;
    const asked = checkup.sources.filter(({ standing }) => standing === "asked");
    expect([code, asked.map(({ name, topics: [look] }) => [name, look?.trouble ?? look?.rows])]).toEqual([
      1,
      [
        ["treasury", 2],
        ["chinamoney", "network"],
      ],
    ]);
  });

  const echo =
    (status: number): RequestListener =>
    (request, response) =>
      response
        .writeHead(status, { "content-type": "application/json", location: `http://10.0.0.1/${request.url}` })
        .end(JSON.stringify({ error_message: request.url, Information: request.url, headers: request.headers }));

  it.each([200, 302, 400, 401, 403, 429, 500])(
    "shows no key, in no form, although a service says it back with status %i",
    async (status) => {
      const { base } = await loopback(echo(status));
      // Alpha Vantage wants twelve seconds between two calls, which a redirect does not end.
      const slow = status === 302 ? [] : ["alphavantage"];
      const keyed = ["fred", "fmp", "finnhub", "coinglass", "sosovalue", ...slow];
      const keys = Object.fromEntries(keyed.map((name) => [`${name.toUpperCase()}_API_KEY`, canary]));
      const values = { ...onlyAt(base, keyed), ...keys };
      const ran = [await doctor({ values }), await doctor({ values, words: ["--json"] })];
      expect(ran.map(({ code }) => code)).toEqual([1, 1]);
      const said = ran.map(({ out, err }) => out + err).join("");
      expect(said).toContain("fred");
      expect(disguises.filter((secret) => said.includes(secret))).toEqual([]);
    },
  );
});
