/** One place on a platform. */
export interface Destination {
  /** Workspace, guild or bot the channel belongs to. */
  readonly account: string;
  readonly channel: string;
  readonly thread?: string;
}
