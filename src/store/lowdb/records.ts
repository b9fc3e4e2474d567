import * as z from "zod";

/** The first line of a journal file: the version its rows are of. Files from before it was written have version 1. */
export const JournalHeader = z.object({ version: z.int().positive() }).readonly();

/** One commit as the journal keeps it. */
export const JournalRecord = z
  .object({
    /** Commits are numbered from 1, without a gap. */
    number: z.int().positive(),
    /** Records of one batch are made durable together; a batch begins once the one before it is durable. */
    batch: z.int().positive(),
    changes: z.array(z.object({ table: z.string(), key: z.string(), value: z.unknown().optional() })),
  })
  .readonly();
export type JournalRecord = z.infer<typeof JournalRecord>;
