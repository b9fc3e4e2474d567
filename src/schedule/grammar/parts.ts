import { ScheduleError } from "../mistake.ts";
import type { Token } from "./token.ts";

export type Kind = Token["is"];
export type Of<K extends Kind> = Token & { readonly is: K };

export function all<K extends Kind>(tokens: readonly Token[], kind: K): Of<K>[] {
  return tokens.filter((token): token is Of<K> => token.is === kind);
}

/** The one token of a kind; two of them are a mistake. */
export function only<K extends Kind>(tokens: readonly Token[], kind: K): Of<K> | undefined {
  const [first, second] = all(tokens, kind);
  if (first !== undefined && second !== undefined) {
    throw new ScheduleError("twice", `"${first.text}" and "${second.text}" say the same thing twice.`, {
      first: literal(first.text),
      second: literal(second.text),
    });
  }
  return first;
}

export const literal = (text: string) => ({ is: "literal", text }) as const;
