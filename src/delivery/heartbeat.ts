import * as z from "zod";
import { ConnectionFailed, createHttp } from "../support/http.ts";

/** The setting that turns the heartbeat on, in the form the configuration takes. */
export const settings = {
  fields: {
    HEARTBEAT_URL: {
      schema: z.url({ protocol: /^https?$/, error: "an http or https address" }),
      remedy: "Set it to the address a dead-man service gave you, or unset it.",
      // Whoever knows it could keep the alarm from going off.
      secret: true,
    },
  },
} as const;

/**
 * Calls an address outside while posts go out as they should: when the calls stop, somebody else notices that this program
 * is down or silent.
 */
export function createHeartbeat(url: string | undefined, failed: (what: string, error: unknown) => void) {
  const http = createHttp();
  return async (healthy: boolean): Promise<void> => {
    if (url === undefined || !healthy) return;
    try {
      const { status } = await http({ url, method: "GET" });
      if (status >= 400) failed("the heartbeat", new Error(`The address of HEARTBEAT_URL answered ${status}.`));
    } catch (error) {
      const reason = error instanceof ConnectionFailed ? error.reason : "unknown";
      failed("the heartbeat", new Error(`The address of HEARTBEAT_URL was not reached: ${reason}.`));
    }
  };
}
