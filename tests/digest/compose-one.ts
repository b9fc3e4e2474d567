import type { EditionSection } from "../../src/digest/edition.ts";
import type { SectionOptions } from "../../src/digest/section.ts";
import type { Snapshot } from "../../src/market/snapshot.ts";
import { snapshotEngine } from "../fixtures/editions.ts";
import { chinese, text } from "../fixtures/snapshot.ts";

/** One section through the engine, with what an English reader sees of it; the Chinese text is made as well. */
export async function composeOne(
  section: string,
  snapshot: Snapshot,
  options: SectionOptions = {},
): Promise<EditionSection & { readonly said: string }> {
  const digest = { name: "custom", span: "window", sections: [{ section, options }] } as const;
  const [only] = (await snapshotEngine(snapshot).compose({ digest })).sections;
  if (only === undefined) throw new Error(`No section ${section}`);
  if (!/[\u4e00-\u9fff]/.test(text(only.nodes, chinese))) throw new Error(`${section} has no Chinese text`);
  return { ...only, said: text(only.nodes).trim() };
}
