import { describe, expect, it, onTestFinished } from "vitest";
import { chanceOf } from "../store/chance.ts";
import { ended, killedFanOut, standStill } from "./kills/fan-out.ts";
import { wrongsOn } from "./kills/oracle.ts";
import { type PlatformName, platformNames } from "./kills/platforms.ts";
import { holds, openScene, type Scene } from "./kills/scene.ts";
import { ledgerIn } from "./kills/state.ts";

/** Other moments every time: what goes wrong is tried again by hand with `npx tsx tests/e2e/kills.ts --seed`. */
const seed = Date.now() % 100_000;
const random = chanceOf(seed);
const patienceMs = 120_000;

async function scened(channels: number, platforms: readonly PlatformName[] = platformNames): Promise<Scene> {
  const scene = await openScene({ platforms, channels, random, longEvery: 15 });
  onTestFinished(scene.close);
  return scene;
}

/** Once so many posts of this life have arrived. */
async function sending(scene: Scene, posts: number): Promise<void> {
  const before = scene.posts.length;
  expect(await holds(() => scene.posts.length >= before + posts, 30_000), "it posts").toBe(true);
}

async function wrongsIn(scene: Scene): Promise<string[]> {
  const ledger = await ledgerIn(scene.folder);
  return [...scene.unannounced, ...scene.boards.flatMap((board) => wrongsOn(board, ledger))];
}

describe("posts to many channels", { timeout: 180_000 }, () => {
  it("arrive once however often the program is killed, and only what nobody can look up is held", async () => {
    const scene = await scened(40);
    const told = await killedFanOut({ scene, random, lives: 5, longestLifeMs: 700, patienceMs });
    expect([`seed ${seed}`, told.wrongs]).toEqual([`seed ${seed}`, []]);
    expect(told.kills).toBeGreaterThan(2);
    expect(told.hits).toBeGreaterThan(0);
  });

  it("arrive once where it is asked to end on the way, and nothing is left in doubt", async () => {
    const scene = await scened(30);
    const told = await killedFanOut({ scene, random, lives: 3, asked: 1, longestLifeMs: 500, patienceMs });
    expect([told.wrongs, told.caught, told.posts]).toEqual([[], { slack: 0, discord: 0, telegram: 0 }, told.messages]);
    expect(told.asked).toBeGreaterThan(0);
  });

  it("do not keep it from ending within ten seconds where a platform does not answer", async () => {
    const scene = await scened(30, ["telegram"]);
    const life = scene.begin();
    await sending(scene, 5);
    scene.longestWayMs = 60_000;
    await sending(scene, 8);
    expect(await ended(life)).toEqual([]);
    scene.longestWayMs = 300;
    const next = scene.begin();
    expect(await scene.settled(patienceMs)).toBe(true);
    expect(await ended(next)).toEqual([]);
    expect(await wrongsIn(scene)).toEqual([]);
  });

  it("arrive once where it stands still on the way, and a second program is refused meanwhile", async () => {
    const scene = await scened(30);
    const life = scene.begin();
    await sending(scene, 10);
    const second = scene.begin();
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain("Stop it first, or give this one a STATE_DIR of its own.");
    await standStill(life, 2500);
    const third = scene.begin();
    expect(await third.ended).toBe(1);
    expect(await scene.settled(patienceMs)).toBe(true);
    expect(await ended(life)).toEqual([]);
    const { entries } = await ledgerIn(scene.folder);
    expect([await wrongsIn(scene), [...entries.values()].filter(({ state }) => state !== "sent")]).toEqual([[], []]);
  });
});
