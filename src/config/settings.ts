import type * as z from "zod";

export interface Field {
  readonly schema: z.ZodType<string>;
  /** What to do when it is wrong. */
  readonly remedy: string;
  /** Never shown anywhere. */
  readonly secret?: boolean;
}

export type Values = Readonly<Record<string, string>>;

/** The settings of one room by environment name, each with how it is checked and mended. */
export interface SettingsGroup {
  readonly fields: Readonly<Record<string, Field>>;
  /** Mistakes that only show between several settings. */
  problems?(values: Values): readonly string[];
}
