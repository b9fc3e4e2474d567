import type { ComposeRequest } from "../digest/engine.ts";
import { UsageError } from "../support/errors.ts";
import { nearest } from "../support/nearest.ts";

interface Composing {
  readonly sections: readonly string[];
  compose(request: ComposeRequest): unknown;
}

/** `--sections a,b` chooses and orders the sections of whatever is composed. */
export function withSections<S extends Composing>(services: S, list: string | undefined): S {
  if (list === undefined) return services;
  const names = [...new Set(list.split(",").map((name) => name.trim()))].filter(Boolean);
  for (const name of names) {
    if (services.sections.includes(name)) continue;
    const suggestion = nearest(name, services.sections);
    throw new UsageError(
      `--sections: there is no section ${JSON.stringify(name)}.${suggestion === undefined ? "" : ` Did you mean ${suggestion}?`} Sections: ${services.sections.join(", ")}.`,
    );
  }
  if (names.length === 0) throw new UsageError(`--sections names none. Sections: ${services.sections.join(", ")}.`);
  return {
    ...services,
    compose: (request: ComposeRequest) => {
      const own = new Map(request.digest.sections.map((choice) => [choice.section, choice]));
      return services.compose({
        ...request,
        digest: { ...request.digest, sections: names.map((section) => own.get(section) ?? { section }) },
      });
    },
  };
}
