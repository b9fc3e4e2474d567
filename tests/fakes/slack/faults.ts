import type { ServerResponse } from "node:http";

/** What may go wrong with one call. `accepted` means that Slack did what was asked before it went wrong. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** An answer of Slack's with this code. */
  | { readonly error: string; readonly more?: Readonly<Record<string, unknown>> }
  | { readonly wire: "hang" | "reset" | "half"; readonly accepted?: boolean };

/** Faults waiting for the next calls of a method; `*` is any. */
export function createFaults() {
  const waiting = new Map<string, Fault[]>();
  return {
    add: (method: string, ...faults: readonly Fault[]) =>
      void waiting.set(method, [...(waiting.get(method) ?? []), ...faults]),
    next: (method: string): Fault | undefined => waiting.get(method)?.shift() ?? waiting.get("*")?.shift(),
  };
}

/** Lets a call go wrong. */
export function goWrong(fault: Fault, response: ServerResponse): void {
  if ("error" in fault) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: false, error: fault.error, ...fault.more }));
  } else if ("status" in fault) {
    response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers });
    response.end(fault.body ?? "<html><body>Something is wrong here.</body></html>");
  } else if (fault.wire === "reset") response.socket?.resetAndDestroy();
  else if (fault.wire === "half") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"ok":tr');
    setImmediate(() => response.socket?.destroy());
  }
}
