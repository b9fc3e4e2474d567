import * as z from "zod";

/** What a message of ours keeps for us: docs "Message metadata". Nobody sees it in the channel. */
export interface Kept {
  readonly mark: string;
  /** Of the several messages of a fallback, from 1. */
  readonly message?: number | undefined;
  readonly of?: number | undefined;
}

const eventType = "closing_bell_post";

const Metadata = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({
    mark: z.string(),
    message: z.number().int().positive().optional(),
    of: z.number().int().positive().optional(),
  }),
});

/** The mark as an argument of a post. */
export function metadataOf(kept: Kept | undefined): { readonly metadata?: z.infer<typeof Metadata> } {
  return kept === undefined ? {} : { metadata: { event_type: eventType, event_payload: { ...kept } } };
}

/** What a message keeps, if it is one of ours. */
export function keptIn({ metadata }: Readonly<Record<string, unknown>>): Kept | undefined {
  return Metadata.safeParse(metadata).data?.event_payload;
}
