import { createRedactor } from "../redact.ts";
import { BodyRefused } from "./body.ts";
import { type OutboundCall, OutboundError } from "./call.ts";
import { RedirectRefused } from "./exchange.ts";
import { AddressRefused } from "./guard.ts";
import { type ServiceAccess, secretsOf } from "./service.ts";

/** Whatever went wrong, in words of our own: the originals hold addresses, and these may hold keys. */
export function asOutbound(access: ServiceAccess, call: OutboundCall, error: unknown): OutboundError {
  const { name } = access;
  if (error instanceof OutboundError) {
    const redact = createRedactor(secretsOf(access, call));
    return new OutboundError(name, error.trouble, redact(error.message), error.retryAfterMs);
  }
  if (error instanceof AddressRefused)
    return new OutboundError(
      name,
      "blocked",
      `${name} leads to an address of no public server, which was not connected to.`,
    );
  if (error instanceof BodyRefused || error instanceof RedirectRefused)
    return new OutboundError(name, "bad-payload", `The answer of ${name} cannot be used: ${error.message}.`);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code.startsWith("Z_") || code.startsWith("ERR_BROTLI") || code.startsWith("ERR__ERROR_"))
    return new OutboundError(name, "bad-payload", `The answer of ${name} cannot be unpacked.`);
  const reason = (error as Error).message === "no answer in time" ? "no answer in time" : reasonOf(code);
  return new OutboundError(name, "network", `${name} was not reached: ${reason}.`);
}

/** The system's own code, which names no address and no secret. */
const reasonOf = (code: string) => (/^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : "the connection broke");
