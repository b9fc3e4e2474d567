import type { Made, Order, Workshop } from "../../src/delivery/freeze.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Body } from "./calls.ts";
import type { Chance } from "./chance.ts";
import type { Life, World } from "./world.ts";

export interface SimulatedWorkshop {
  for(life: Life): Omit<Workshop, "has">;
  /** What goes wrong with the next post that is made. */
  fault: () => "fails" | "hangs" | undefined;
  /** Asked in the middle of making; true: the program dies. */
  trap: () => boolean;
}

/** `p3` is a post of three messages, those after the first under it where the number is even. */
export function partsOf(what: string): number {
  return Number(/ p(\d)/.exec(what)?.[1] ?? 1);
}

/** Makes posts that tell what they are, with a price that is another one every second. */
export function createWorkshop(world: World, chance: Chance): SimulatedWorkshop {
  const made = (order: Order, gap?: true): Made => {
    const what = order.what.join(" ");
    const of = partsOf(what);
    const figure = Math.floor(world.elapsed() / 1000);
    const body = (part: number): Body => ({
      what,
      dueAt: order.dueAt,
      part,
      of,
      figure,
      ...(order.late === undefined ? {} : { late: `${order.late.wall} ${order.late.zone}` }),
      ...(gap === undefined ? {} : { gap }),
      ...(order.mayRepeat === undefined ? {} : { mayRepeat: true }),
    });
    const partOf = (payload: Body): Part => ({
      method: "post",
      payload,
      ...(payload.part > 1 && of % 2 === 0 ? { under: "first" as const } : {}),
    });
    return {
      parts: Array.from({ length: of }, (_, index) => partOf(body(index + 1))),
      ...(order.mayRepeat === true ? { warning: [partOf({ ...body(1), warning: true })] } : {}),
    };
  };
  const workshop: SimulatedWorkshop = {
    fault: () => undefined,
    trap: () => false,
    for: (life) => ({
      order: ({ place, dueAt, wall, zone, late }, { what, language = "en", doubt }) => ({
        platform: place.platform,
        what,
        language,
        dueAt,
        ...(late === undefined ? {} : { late: { wall, zone } }),
        ...(doubt === "hold" ? {} : { mayRepeat: true as const }),
      }),
      async make(order) {
        const fault = workshop.fault();
        if (workshop.trap()) return new Promise(() => undefined);
        if (fault === "hangs") return new Promise(() => undefined);
        return life.call(chance.int(0, 400), () => {
          if (fault === "fails") throw new Error("the source is down");
          return made(order);
        });
      },
      makeGap: async (order) => made(order, true),
    }),
  };
  return workshop;
}
