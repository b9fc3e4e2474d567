import { expect, it } from "vitest";
import { emptyFolder } from "../fixtures/folder.ts";
import { chanceOf } from "./chance.ts";
import { buildLoop, killedLife } from "./kills.ts";

/** More of them by hand: `KILLS=200 npx vitest run tests/store/kills.test.ts`. */
const lives = Number(process.env["KILLS"] ?? 30);

it("nothing acknowledged is lost where the program is killed at any moment, again and again", {
  timeout: 60_000 + lives * 1000,
}, async () => {
  const program = await buildLoop(await emptyFolder());
  const folder = await emptyFolder();
  const chance = chanceOf(Date.now());
  const known = new Set<number>();
  const wrong: string[] = [];
  let idle = 0;
  for (let life = 1; life <= lives; life++) {
    const found = await killedLife(program, folder, known, life, chance() ** 2 * 150);
    if (found.acknowledged === 0) idle++;
    wrong.push(...found.wrong.map((one) => `life ${life}: ${one}`));
  }
  expect([wrong, idle, known.size > lives * 10]).toEqual([[], 0, true]);
});
