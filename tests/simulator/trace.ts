import type { Outcome } from "./simulate.ts";

/** A run in lines, by time. */
export function trace({ seed, scene, machine, known, wrong }: Outcome): string {
  const at = (elapsed: number) =>
    `${String(Math.round(elapsed / 100) / 10).padStart(9)} s ${new Date(known.timeline.wallAt(elapsed)).toISOString().slice(5, 23)}`;
  const lines: [number, string][] = [];
  for (const { from, to, number, end } of machine.lives) {
    lines.push([from, `START life ${number}`]);
    if (to < Infinity) lines.push([to, `END life ${number}: ${end}`]);
  }
  for (const step of machine.world.steps.slice(1)) lines.push([step.at, `CLOCK off by ${step.offset / 60_000} min`]);
  for (const { from, to } of machine.hindered) lines.push([from, `HINDERED until ${to / 1000}`]);
  for (const { from, to } of known.facts.unmade) lines.push([from, `SOURCES DOWN until ${to / 1000}`]);
  for (const call of known.calls) {
    const { leftAt, acceptedAt, answeredAt, channel, mark, body, verdict, replayOf } = call;
    const name = `${channel} ${mark?.slice(0, 6)} ${body.warning ? "WARNING " : ""}${body.what} ${new Date(body.dueAt).toISOString().slice(5, 19)} ${body.part}/${body.of}${body.late ? " late" : ""}`;
    lines.push([
      leftAt,
      `send ${name} -> ${acceptedAt === undefined ? "not taken" : `taken ${(acceptedAt - leftAt) / 1000} s`}${replayOf ? " (replay)" : ""}, ${verdict ?? "no answer"} ${answeredAt === undefined ? "" : `${(answeredAt - leftAt) / 1000} s`}`,
    ]);
  }
  for (const one of known.story.followed) {
    for (const { wish, active, askedAt, sureAt } of one.versions)
      lines.push([
        askedAt,
        `${one.id} ${one.channels} ${active ? "on" : "off"} (sure ${sureAt / 1000}) ${wish.what.join(" ")} ${JSON.stringify(wish.ruled.schedule)} ${wish.missed} ${wish.overlap} ${wish.doubt}`,
      ]);
  }
  for (const { key, askedAt } of known.story.asked) lines.push([askedAt, `ASKED ${key}`]);
  for (const { key, askedAt, is } of known.story.redone) lines.push([askedAt, `${is} ${key}`]);
  for (const text of machine.failures) lines.push([Number(text.split(" ")[0]), `failed ${text.split("\n")[0]}`]);
  const told = lines.toSorted(([a], [b]) => a - b).map(([when, text]) => `${at(when)} ${text}`);
  const faults = Object.entries(scene.dangers)
    .filter(([, is]) => is)
    .map(([name]) => name);
  return [
    `seed ${seed}: ${faults.join(" ")}; ${JSON.stringify(scene.traits)}`,
    ...told,
    ...wrong.map(({ is, key, why }) => `WRONG ${is} ${key}: ${why}`),
  ].join("\n");
}
