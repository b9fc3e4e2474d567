import { describe, expect, it } from "vitest";
import type { Figure } from "../../src/market/figure.ts";
import { type Fault, Snapshot, type Snapshot as SnapshotType } from "../../src/market/snapshot.ts";
import type { Provider } from "../../src/providers/provider.ts";

export interface ProviderCase {
  readonly name: string;
  /** Makes or names the folder the provider reads. */
  readonly folder: () => string | Promise<string>;
  /** Everything that must be reported, and nothing else. */
  readonly faults: readonly Fault[];
  /** Figures the source left out: each must be undefined, never zero. */
  readonly missing?: (snapshot: SnapshotType) => readonly unknown[];
  /** Symbols or names of what stays, in order. */
  readonly kept?: { readonly of: (snapshot: SnapshotType) => readonly string[]; readonly are: readonly string[] };
}

export interface ProviderDescriptor {
  readonly name: string;
  create(folder: string): Provider;
  readonly cases: readonly ProviderCase[];
}

/** What every provider keeps to, whatever it reads. */
export function providerContract({ name, create, cases }: ProviderDescriptor): void {
  describe.each(cases)(`the ${name} provider, reading $name`, ({ folder, faults, missing, kept }) => {
    const fetched = async () => create(await folder()).fetch({});

    it("answers with a snapshot that keeps to its schema", async () => {
      expect(Snapshot.safeParse(await fetched()).error?.issues ?? []).toEqual([]);
    });

    it("gives every figure a source, an as-of and a finite number equal to its digits", async () => {
      const odd = figuresOf(await fetched()).filter(
        ({ figure: { digits, number, origin } }) =>
          origin.source === "" ||
          !/^\d{4}-\d{2}-\d{2}/.test(origin.asOf) ||
          !Number.isFinite(number) ||
          number !== Number(digits),
      );
      expect(odd).toEqual([]);
    });

    it("holds nothing observed after the day it was seen", async () => {
      const snapshot = await fetched();
      const late = figuresOf(snapshot).filter(({ figure }) => figure.origin.asOf.slice(0, 10) > snapshot.seenOn);
      expect(late).toEqual([]);
      expect(snapshot.events.filter((event) => event.seenOn > snapshot.seenOn)).toEqual([]);
    });

    it("reports exactly what it could not use", async () => {
      expect((await fetched()).faults).toEqual(faults);
    });

    it("answers the same when asked twice", async () => {
      const provider = create(await folder());
      expect(await provider.fetch({})).toEqual(await provider.fetch({}));
    });

    it("names itself and says whom to credit", async () => {
      const provider = create(await folder());
      expect([provider.name, provider.attribution].filter((text) => text.trim() === "")).toEqual([]);
    });

    if (missing !== undefined) {
      it("leaves what is missing absent, never zero", async () => {
        const found = missing(await fetched());
        expect(found).toEqual(found.map(() => undefined));
      });
    }

    if (kept !== undefined) {
      it("keeps the rows that can stand", async () => {
        expect(kept.of(await fetched())).toEqual(kept.are);
      });
    }
  });
}

/** Every figure of a value with the path it stands at. */
export function figuresOf(value: unknown, path = ""): { path: string; figure: Figure }[] {
  if (typeof value !== "object" || value === null) return [];
  if ("digits" in value && "origin" in value) return [{ path, figure: value as Figure }];
  return Object.entries(value).flatMap(([key, part]) => figuresOf(part, `${path}.${key}`));
}
