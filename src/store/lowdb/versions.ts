import { ClosingBellError } from "../../support/errors.ts";
import type { Tables } from "../rows.ts";
import type { Migration } from "./migrations/index.ts";

/** The state was written by a newer program: start that one, or go back to a copy from before it. */
export class StateTooNew extends ClosingBellError {
  constructor(version: number, known: number) {
    super(
      "state-too-new",
      `The state is of version ${version}, and this closing-bell knows versions up to ${known}. Start the newer closing-bell that wrote it, or put a copy of the state from before the update in its place.`,
    );
  }
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 1;
}

/** Brings rows from one version to another, step by step, in place. */
export function bring(tables: Tables, from: number, to: number, migrations: readonly Migration[]): void {
  const known = newestVersion(migrations);
  if (Math.max(from, to) > known) throw new StateTooNew(Math.max(from, to), known);
  if (to < from) throw new Error(`rows of version ${to} follow rows of version ${from}`);
  for (const { version, migrate } of migrations) if (version > from && version <= to) migrate(tables);
}
