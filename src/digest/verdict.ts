import { sign } from "../market/decimal.ts";
import type { Figure, Origin } from "../market/figure.ts";
import { countOf, type Statement, state, type Verdict } from "./statement.ts";

export interface Judged {
  readonly symbol: string;
  readonly change: Figure;
}

export interface GroupVerdict {
  readonly verdict: Extract<Verdict, "all-up" | "all-down" | "mixed">;
  readonly up: number;
  readonly down: number;
  readonly flat: number;
  /** Members printed as exactly zero, on which a claim about "all" or "only" hangs. */
  readonly zeros: readonly string[];
}

/**
 * What can be said of a group from the printed cells. `all-down` means that none rose and at least one fell: a member
 * printed as 0 does not break it, but is named wherever the verdict is worded, because its true change is unknown.
 */
export function judge(members: readonly Judged[]): GroupVerdict {
  const signs = members.map((member) => sign(member.change.digits));
  const up = signs.filter((way) => way > 0).length;
  const down = signs.filter((way) => way < 0).length;
  const zeros = members.filter((_, index) => signs[index] === 0).map((member) => member.symbol);
  const verdict = up > 0 && down === 0 ? "all-up" : down > 0 && up === 0 ? "all-down" : "mixed";
  return { verdict, up, down, flat: zeros.length, zeros };
}

/** Flags a claim about a whole group that hangs on members printed as 0, whose true change is unknown. */
export function zeroDefect(claim: Statement, zeros: readonly string[], origin: Origin): Statement {
  return state("quality.defect", claim.subject, countOf(zeros, origin), {
    metric: "hangs-on-zero",
    ...(claim.window === undefined ? {} : { window: claim.window }),
    members: zeros.map((symbol) => ({ symbol, value: "0" })),
    basis: `${claim.kind} depends on changes printed as 0`,
  });
}
