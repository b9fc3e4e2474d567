interface Limited {
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: unknown };
}

/**
 * The answer to a call too many, in the server's own form, with the longest pause it asks for anywhere. Something between
 * the server and this program may say it in the header alone.
 */
export function limitedAnswer(text: string, header: string | undefined): object {
  const { description, parameters, ...rest } = read(text);
  const said = typeof description === "string" ? description : "Too Many Requests";
  const [, inWords] = /retry after (\d+(?:\.\d+)?)/i.exec(said) ?? [];
  const asked = [parameters?.retry_after, header, inWords].flatMap(secondsIn);
  return {
    ...rest,
    ok: false,
    error_code: 429,
    description: said,
    parameters: { ...parameters, ...(asked.length === 0 ? {} : { retry_after: Math.max(...asked) }) },
  };
}

/** Whole milliseconds, never fewer than asked for; what a fraction leaves behind in binary is not asked for. */
export function pauseMsOf(seconds: number): number {
  return Math.ceil(seconds * 1000 - 1e-6);
}

function secondsIn(value: unknown): number[] {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d+(?:\.\d+)?$/.test(text.trim()) ? [Number(text)] : [];
}

/** What a proxy says in its own form says nothing more. */
function read(text: string): Limited {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null ? data : {};
  } catch {
    return {};
  }
}
