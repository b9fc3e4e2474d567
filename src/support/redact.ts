import { inspect } from "node:util";
import { ClosingBellError } from "./errors.ts";

/** Shapes of the tokens chat platforms hand out, for one that nobody told us of. */
const shapes = [
  /(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}/g,
  /\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}/g,
  /\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g,
  /(\/(?:webhooks|interactions)\/\d+\/)[A-Za-z0-9_.~-]{20,}/g,
  /(https?:\/\/hooks\.[^/\s]+\/)[^\s"')]+/g,
];

/** Takes secrets out of text: the given ones in plain, URL, and Base64 form, and whatever looks like a token. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret).toString("base64url"),
    ])
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, "[secret]");
    for (const shape of shapes)
      clean = clean.replace(shape, (_whole, kept) => `${typeof kept === "string" ? kept : ""}[secret]`);
    return clean;
  };
}

/** What went wrong, for a log: the whole of an unknown error, the message of one made for readers. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error, { depth: 3 });
  return error instanceof ClosingBellError ? error.message : (error.stack ?? error.message);
}
