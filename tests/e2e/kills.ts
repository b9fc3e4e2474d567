import { parseArgs } from "node:util";
import { chanceOf } from "../store/chance.ts";
import { killedFanOut } from "./kills/fan-out.ts";
import { type PlatformName, platformNames } from "./kills/platforms.ts";
import { openScene } from "./kills/scene.ts";

/**
 * Kills the built program by hand, many times: `npx tsx tests/e2e/kills.ts --rounds 10 --seed 1`. `--on slack` takes one
 * platform alone, `--channels` how many there are on each, `--lives` how many are cut short in a round, `--stand` how long one
 * may stand still; `--blind` keeps the bot from reading back what it posted.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    on: { type: "string", multiple: true, default: [...platformNames] },
    channels: { type: "string", default: "500" },
    lives: { type: "string", default: "12" },
    stand: { type: "string", default: "5000" },
    longest: { type: "string", default: "1500" },
    program: { type: "string" },
    blind: { type: "boolean", default: false },
    loud: { type: "boolean", default: false },
  },
});

const say = (line: string) => void process.stdout.write(`${line}\n`);
const platforms = platformNames.filter((name): name is PlatformName => values.on.includes(name));
let [kills, wrong] = [0, 0];

for (let round = 0; round < Number(values.rounds); round++) {
  const seed = Number(values.seed) + round;
  const random = chanceOf(seed);
  const scene = await openScene({
    platforms,
    channels: Number(values.channels),
    random,
    blind: values.blind,
    ...(values.program === undefined ? {} : { program: values.program }),
  });
  const since = performance.now();
  const { wrongs, ...told } = await killedFanOut({
    scene,
    random,
    lives: Number(values.lives),
    longestStandMs: Number(values.stand),
    longestLifeMs: Number(values.longest),
    asked: 0.08,
    frozen: 0.08,
    patienceMs: 240_000 + Number(values.channels) * 600,
    told: (line) => values.loud && say(`  ${line}`),
  }).finally(scene.close);
  kills += told.kills;
  wrong += wrongs.length;
  say(`seed ${seed}, ${((performance.now() - since) / 1000).toFixed(1)} s: ${JSON.stringify(told)}`);
  for (const one of wrongs.slice(0, 20)) say(`  WRONG ${one}`);
}
say(`${kills} kills, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
