import * as z from "zod";
import { Figure } from "./figure.ts";
import { Instrument, Names } from "./instrument.ts";

/** A stretch of time a change is measured over. `24h`, `7d` and `30d` roll; the others follow sessions. */
export const Span = z.enum(["1h", "24h", "7d", "30d", "day", "week", "prev-week", "month", "ytd", "prev-year"]);
export type Span = z.infer<typeof Span>;

export const Changes = z.partialRecord(Span, Figure).readonly();
export type Changes = z.infer<typeof Changes>;

export const Valuation = z.enum(["ps_ttm", "pe_ttm", "pe_2022", "pe_2023", "pe_2024e", "pe_lyr", "ps_lyr"]);
export type Valuation = z.infer<typeof Valuation>;

/** What is known of one instrument at the snapshot's moment. */
export const Quote = z
  .object({
    instrument: Instrument,
    level: Figure.optional(),
    previous: Figure.optional(),
    marketCap: Figure.optional(),
    volume: Figure.optional(),
    changes: Changes,
    /** Own change less the benchmark's, in percentage points, where the source prints it. */
    relative: Figure.optional(),
    valuation: z.partialRecord(Valuation, Figure).readonly().optional(),
  })
  .readonly();
export type Quote = z.infer<typeof Quote>;

/** A declared set of instruments that a top list is drawn from; a list never claims more than its universe. */
export const Universe = z
  .object({
    id: z.string().min(1),
    names: Names,
    quotes: z.array(Quote).readonly(),
    /** True when a publisher chose the members: nothing in it is filtered out. */
    curated: z.boolean(),
    /**
     * True when its source chose the members by criteria of its own, which its names state, most often because they moved most:
     * they are not screened again, and how many of them rose or fell says nothing of the market.
     */
    screened: z.boolean().optional(),
    source: z.string(),
  })
  .readonly();
export type Universe = z.infer<typeof Universe>;

/** A top list as somebody published it; `value` is missing where only the order was printed. */
export const PublishedList = z
  .object({
    universe: z.string(),
    direction: z.enum(["gainers", "losers"]),
    /** The stretch its changes cover: the window of the report it stood in. */
    span: Span,
    size: z.number().int().positive(),
    members: z
      .array(
        z
          .object({
            instrument: Instrument,
            change: Figure.optional(),
            close: Figure.optional(),
            relative: Figure.optional(),
          })
          .readonly(),
      )
      .readonly(),
    source: z.string(),
    asOf: z.string(),
  })
  .readonly();
export type PublishedList = z.infer<typeof PublishedList>;
