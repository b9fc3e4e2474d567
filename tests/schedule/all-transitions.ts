import { at, minute, type Transition, transitionsOf, zones } from "./clock-oracle.ts";
import { checkFixed, checkIntervals } from "./transition-checks.ts";

/**
 * Every zone of the runtime, every change of its clock from 2000 to 2037, every minute skipped or repeated. Run by hand:
 *
 *     npx tsx tests/schedule/all-transitions.ts
 */
const [from, to] = [at("2000-01-01T00:00Z"), at("2038-01-01T00:00Z")];
const started = process.cpuUsage();
const minutesOf = ({ before, after }: Transition) => Math.abs(after - before) / minute;

const transitions = zones.flatMap((zone) => transitionsOf(zone, from, to));
const gaps = transitions.filter(({ before, after }) => after > before);
const overlaps = transitions.filter(({ before, after }) => after < before);
const problems = transitions.flatMap((one) => [...checkFixed(one), ...checkIntervals(one)]);

const sum = (some: readonly Transition[]) => some.reduce((all, one) => all + minutesOf(one), 0);
const { user, system } = process.cpuUsage(started);
console.log(`${zones.length} zones, time zone data ${process.versions.tz}, Node ${process.version}`);
console.log(`${gaps.length} gaps with ${sum(gaps)} minutes, ${overlaps.length} overlaps with ${sum(overlaps)} minutes`);
console.log(`${problems.length} problems, ${Math.round((user + system) / 1e6)} s of processor time`);
for (const problem of problems.slice(0, 50)) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
