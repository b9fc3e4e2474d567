import type { ServerResponse } from "node:http";

/** What may go wrong with one answer. Before `drop`, `half` and `resetAfter` the request is carried out. */
export type Fault =
  | { readonly is: "status"; readonly status: number; readonly code?: number; readonly errors?: unknown }
  | { readonly is: "limited"; readonly retryAfter: number; readonly scope?: "user" | "global" | "shared" }
  | { readonly is: "html"; readonly status: number; readonly after?: string }
  | { readonly is: "garbage" | "hang" | "reset" | "drop" | "half" };

export interface Planned {
  readonly on: RegExp;
  readonly fault: Fault;
  left: number;
}

/** Faults that strike after the request was carried out. */
export function isLateFault({ is }: Fault): boolean {
  return is === "drop" || is === "half";
}

/** Answers as the fault says. Everything it writes holds the echo, as a careless proxy would. */
export function strike(fault: Fault, response: ServerResponse, echo: string): void {
  const json = (status: number, body: unknown, headers = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  switch (fault.is) {
    case "status":
      json(fault.status, { message: `Refused ${echo}`, code: fault.code ?? 0, errors: fault.errors });
      return;
    case "limited": {
      const { retryAfter, scope = "user" } = fault;
      const global = scope === "global";
      json(
        429,
        { message: "You are being rate limited.", retry_after: retryAfter, global },
        {
          "retry-after": String(Math.ceil(retryAfter)),
          "x-ratelimit-scope": scope,
          ...(global ? { "x-ratelimit-global": "true" } : {}),
        },
      );
      return;
    }
    case "html":
      response.writeHead(fault.status, {
        "content-type": "text/html",
        ...(fault.after === undefined ? {} : { "retry-after": fault.after }),
      });
      response.end(`<html><h1>error ${echo}</h1></html>`);
      return;
    case "garbage":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"id": ${echo}`);
      return;
    case "hang":
      return;
    case "half":
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"id":"1', () => response.socket?.destroy());
      return;
    case "reset":
    case "drop":
      response.socket?.resetAndDestroy();
  }
}
