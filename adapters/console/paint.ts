import { styleText } from "node:util";
import type { Tone } from "../../src/document/pen.ts";

type Paint = (text: string, tone: Tone) => string;

export const plainPaint: Paint = (text) => text;

/** Terminal colours by tone, for an output already known to show them; `redUp` follows the Chinese convention. */
export function colourPaint(redUp: boolean): Paint {
  const [up, down] = redUp ? (["red", "green"] as const) : (["green", "red"] as const);
  const styles: Record<Tone, Parameters<typeof styleText>[0]> = {
    title: ["bold", "cyan"],
    heading: ["bold", "cyan"],
    lead: "bold",
    strong: "bold",
    dim: "dim",
    warn: "yellow",
    up,
    down,
  };
  return (text, tone) => styleText(styles[tone], text, { validateStream: false });
}
