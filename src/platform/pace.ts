/** How fast one token may send. Figures are the platform's own; a lane goes no faster, so that nothing is refused. */
export interface Pace {
  /** Messages a second over all channels. */
  readonly perSecond: number;
  /** Messages that may go at once after a rest (default 1). */
  readonly burst?: number;
  /** Least time between two messages of one channel. */
  readonly channelMs: number;
  /** At most so many messages within a time, where a channel has such a limit. Its name ends with its id, as in a destination. */
  channelMost?(channel: string): ChannelMost | undefined;
  /** Calls under way at a time: more only adds doubt when the program dies. */
  readonly inFlight: number;
}

export interface ChannelMost {
  readonly messages: number;
  readonly withinMs: number;
}
