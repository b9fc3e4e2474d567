import type { DigestSpec } from "../src/digest/digests.ts";
import type { Edition } from "../src/digest/edition.ts";
import type { ComposeRequest } from "../src/digest/engine.ts";
import type { Lookup } from "../src/market/lookup.ts";
import type { Snapshot } from "../src/market/snapshot.ts";

/** What commands may ask of the program; handed in, so that a command imports no service. */
export interface Services {
  compose(request: ComposeRequest): Promise<Edition>;
  readonly digests: readonly DigestSpec[];
  /** Names of all sections, in the usual order. */
  readonly sections: readonly string[];
  /** The snapshot as it stands, for `/status`. */
  snapshot(window: { readonly from: string; readonly to: string } | undefined): Promise<Snapshot>;
  /** The chat platforms in use, and which of them hear. */
  platforms(): readonly { readonly name: string; readonly connected: boolean }[];
  /** Instruments of the market by what people type. */
  lookup(): Promise<Lookup>;
}
