/** One place on a platform. */
export interface Destination {
  /** Workspace, guild or bot the channel belongs to. */
  readonly account: string;
  readonly channel: string;
  readonly thread?: string;
}

/** A destination on one of the platforms. */
export interface Place extends Destination {
  readonly platform: string;
}
