import { flowsObserved } from "../flows.ts";
import type { Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { DayRow, Days } from "./schema.ts";

const names = { en: "TFTC", zh: "TFTC" };
const about: Reading = { service: names.en, topic: "etf-btc" };
const hourMs = 60 * 60_000;

/** Flows of bitcoin funds under CC BY 4.0, which asks for the source to be named. */
export const tftc: Source = {
  facts: {
    name: "tftc",
    names,
    base: "https://www.tftc.io",
    terms: "attribution",
    attribution: {
      en: "Source: TFTC (https://www.tftc.io/bitcoin-etf-flows), CC BY 4.0",
      zh: "来源：TFTC（https://www.tftc.io/bitcoin-etf-flows），CC BY 4.0",
    },
    // An answer is used for an hour; one that failed may be asked for twice more.
    budget: { perHour: 3 },
    delay: "daily",
  },
  topics: () => ({
    async "etf-btc"(ask, call) {
      const question = { path: "/bitcoin-etf-flows/data.json", freshMs: hourMs, staleMs: 72 * hourMs };
      const answer = await askFor(call, question, (json) => {
        const { rows: days, faults } = readRows(about, readAnswer(about, json, Days).days, DayRow);
        return { asset: "BTC", days, faults, unit: "dollars" } as const;
      });
      return flowsObserved(about, answer, ask);
    },
  }),
};
