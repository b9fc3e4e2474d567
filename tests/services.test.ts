import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { sources } from "../src/providers/index.ts";
import { settingName } from "../src/providers/live/settings.ts";
import { openServices } from "../src/services.ts";
import { recorded } from "./providers/asked.ts";
import { emptyFolder, loopback } from "./support/outbound/world.ts";

const data = fileURLToPath(new URL("../data", import.meta.url));

/** Every source off but two at one server on this machine. */
async function open() {
  const server = await loopback((request, response) => {
    if (request.url?.startsWith("/treasury/") === true) response.end(recorded("treasury-rates-2026-11-19.csv"));
    else response.writeHead(429, { "retry-after": "600" }).end("{}");
  });
  const off = sources.map(({ facts }) => [settingName(facts, "ENABLED"), "false"]);
  const folder = await emptyFolder();
  const opened = await openServices({
    data,
    markets: join(folder, "markets"),
    state: folder,
    settings: {
      ...Object.fromEntries(off),
      TREASURY_ENABLED: "true",
      TREASURY_URL: `${server.base}/treasury`,
      FRANKFURTER_ENABLED: "true",
      FRANKFURTER_URL: `${server.base}/frankfurter`,
    },
    version: "1.2.3",
    failed: () => undefined,
  });
  onTestFinished(opened.close);
  return { ...opened, server };
}

it("the live market tells from memory how the sources did that were asked, and the demo has none", async () => {
  const { servicesFor, live, server } = await open();
  const { sources: known } = servicesFor("live");
  expect([known?.(), servicesFor("demo").sources, server.hits]).toEqual([[], undefined, 0]);
  const before = Date.now();
  await (await live()).gather(new Set(["rates"]), {});
  const hits = server.hits;
  const found = known?.().map(({ names, answers, resting }) => ({ en: names.en, answers, until: resting?.until }));
  expect(found).toEqual([
    { en: "US Treasury", answers: true, until: undefined },
    { en: "Frankfurter (ECB)", answers: false, until: expect.any(Number) },
  ]);
  expect((found?.[1]?.until ?? 0) - before).toBeGreaterThan(590_000);
  expect(server.hits).toBe(hits);
});
