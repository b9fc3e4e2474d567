import type { ServerResponse } from "node:http";

/** One way for a call to go wrong. */
export type Fault =
  /** An answer in the server's own form. */
  | { readonly status: number; readonly description: string; readonly parameters?: Readonly<Record<string, number>> }
  /** A page of a proxy where JSON was expected. */
  | { readonly page: string; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Nothing goes wrong this time. */
  | "pass"
  /** No answer at all. */
  | "hang"
  /** The connection breaks before the call is looked at. */
  | "reset"
  /** The call is carried out, and the connection breaks before the answer. */
  | "drop-answer"
  /** Half an answer. */
  | "half";

/** Plays a fault; false where the call is carried out first. */
export function play(fault: Fault, response: ServerResponse): boolean {
  if (fault === "hang") return true;
  if (fault === "drop-answer" || fault === "pass") return false;
  if (fault === "reset") response.socket?.resetAndDestroy();
  else if (fault === "half") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"ok":true,"result":{"message_', () => response.destroy());
  } else if ("page" in fault)
    response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers }).end(fault.page);
  else {
    const { status, description, parameters } = fault;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: false, error_code: status, description, ...(parameters && { parameters }) }));
  }
  return true;
}
