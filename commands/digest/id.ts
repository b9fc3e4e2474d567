import * as z from "zod";
import type { Option } from "../../src/platform/command.ts";

/** Which subscription; may be left out where there is only one. */
export const idOption: Option = { name: "id", zh: "编号", kind: "words", completes: "subscription" };
export const idSchema = z.object({ id: z.array(z.string()).optional() });
export type IdValues = z.infer<typeof idSchema>;
