import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import { cursors, table } from "../../src/subscription/book.ts";
import { credentials, openSlack } from "../fakes/slack/index.ts";
import { type Somebody, somebodies } from "./posts/people.ts";
import { type Running, start } from "./program.ts";

const minuteMs = 60_000;

async function emptyState(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "posts-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function started(somebody: Somebody, folder: string): Promise<Running> {
  const program = await start({ ...somebody.settings, STATE_DIR: folder });
  onTestFinished(async () => void (await program.stop()));
  await program.said(somebody.greeting);
  return program;
}

/** As if the program had been down since before the last due time. */
async function turnBack(folder: string, ms: number): Promise<void> {
  const store = await openLowdbStore({ folder: join(folder, "state") });
  const changes = Array.from(store.entries(table), ([key]) => ({ table: cursors, key, value: Date.now() - ms }));
  await store.commit(() => changes);
  await store.close();
}

const soon = { timeout: 10_000, interval: 50 };

it.each(["slack", "discord", "telegram"] as const)(
  "%s: subscribed by a command, posted when it is due, listed with its address; told in private when the channel is shut, and resumed by a tap",
  { timeout: 60_000 },
  async (platform) => {
    const somebody = await somebodies[platform]();
    onTestFinished(somebody.close);
    const folder = await emptyState();
    const program = await started(somebody, folder);
    const due = new Date(Date.now() - 10 * minuteMs).toISOString().slice(11, 16);
    const saved = await somebody.subscribe("movers crypto", `daily ${due} tz UTC`);
    expect(saved).toContain(due);
    const [, id = ""] = /pause ([a-z2-9]{5})/.exec(saved) ?? [];
    expect([await program.stop(), somebody.posts()]).toEqual([0, []]);

    await turnBack(folder, 20 * minuteMs);
    await started(somebody, folder);
    await expect.poll(somebody.posts, soon).toEqual([expect.stringMatching(/Top movers[\s\S]*Jito/)]);
    expect(somebody.posts()[0]).toContain(`${due} (UTC); sent later`);
    await expect.poll(() => somebody.ask("status"), soon).toContain(somebody.address());

    const notices = () => somebody.told().filter((text) => text.includes("The subscription is paused"));
    somebody.shut();
    await somebody.askNow(id);
    await expect.poll(notices, soon).toEqual([expect.stringMatching(/movers crypto[\s\S]*takes no messages any more/)]);
    somebody.unshut();
    expect(await somebody.ask("list")).toContain("Resume");
    await somebody.taps("Resume");
    await expect.poll(() => somebody.ask("list"), soon).toContain("Pause");

    await somebody.askNow(id);
    await expect.poll(() => somebody.posts().length, soon).toBe(2);
    expect(await somebody.ask("history")).toContain("takes no messages any more");
  },
);

it("ends within ten seconds although neither a post nor an answer comes to an end", { timeout: 60_000 }, async () => {
  const slack = await openSlack();
  onTestFinished(slack.close);
  const program = await start({
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_APP_TOKEN: credentials.appToken,
    SLACK_API_URL: slack.apiUrl,
  });
  await program.said("/invite @closing-bell");
  await slack.deliver(slack.command("/digest subscribe movers crypto weekdays 08:00"));
  await slack.written(1);
  slack.fault("chat.postMessage", { wire: "hang" });
  await slack.deliver(slack.command("/digest now"));
  await expect.poll(() => slack.callsOf("chat.postMessage").length, soon).toBe(1);
  const answers = slack.callsOf("response_url").length;
  slack.fault("response_url", { wire: "hang" });
  await slack.deliver(slack.command("/market"));
  await expect.poll(() => slack.callsOf("response_url").length, soon).toBeGreaterThan(answers);
  const since = performance.now();
  expect(await program.stop()).toBe(0);
  expect(performance.now() - since).toBeLessThan(10_000);
});
