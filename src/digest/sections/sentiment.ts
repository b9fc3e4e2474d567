import { chart, lead, paragraph } from "../../document/build.ts";
import { day, message, quantity, selector, type Value } from "../../i18n/value.ts";
import { addDays } from "../../market/days.ts";
import type { Sentiment } from "../../market/observations.ts";
import { sourceNote } from "../say.ts";
import type { Section } from "../section.ts";
import { type Statement, state } from "../statement.ts";
import { messages } from "./sentiment.messages.ts";

/** The fear-and-greed index, one scale at a time: value, zone, and the week before (E3). */
export const sentiment: Section = {
  name: "sentiment",
  needs: ["sentiment"],
  messages,
  build(snapshot) {
    const scales = (["cmc", "alternative.me"] as const).flatMap((scale) => {
      const readings = snapshot.sentiment
        .filter((one) => one.scale === scale)
        .toSorted((a, b) => (a.on < b.on ? -1 : 1));
      const latest = readings.at(-1);
      return latest === undefined ? [] : [{ scale, readings, latest }];
    });
    const [main, ...others] = scales;
    if (main === undefined) return { absent: message("sentiment.absent") };
    return {
      statements: scales.flatMap(({ latest }) => statementsOf(latest)),
      nodes: [
        lead(sentence(main.latest, main.readings)),
        ...others.map((one) => paragraph(sentence(one.latest, one.readings))),
        chart({
          form: "gauge",
          title: message("sentiment.title"),
          unit: "index",
          series: [
            {
              name: message("sentiment.title"),
              points: [{ label: day(main.latest.on), digits: main.latest.value.digits }],
            },
          ],
          alt: sentence(main.latest, main.readings),
        }),
        sourceNote(
          snapshot,
          scales.map(({ latest }) => latest.value.origin),
          "daily",
        ),
      ],
    };
  },
};

const zones = ["extreme-fear", "fear", "neutral", "greed", "extreme-greed"] as const;
type Zone = (typeof zones)[number];

/** CoinMarketCap's bands are 20 points each; alternative.me names its own and gives no bands. */
function zoneOf({ scale, value, label }: Sentiment): Zone | undefined {
  if (scale === "cmc") return zones[Math.min(4, Math.floor(value.number / 20))];
  return zones.find((zone) => zone === label?.toLowerCase().replaceAll(" ", "-"));
}

function statementsOf(reading: Sentiment): Statement[] {
  const zone = zoneOf(reading);
  const printed = reading.label?.toLowerCase().replaceAll(" ", "-");
  const fact = state("sentiment.fear-greed", "CRYPTO", reading.value, {
    on: reading.on,
    against: reading.scale,
    ...(zone === undefined ? {} : { zone }),
    basis: reading.scale === "cmc" ? "printed value, 20-point bands" : "printed value and label",
  });
  if (zone === undefined || printed === undefined || printed === zone || reading.scale !== "cmc") return [fact];
  const defect = state("quality.defect", "CRYPTO", reading.value, {
    metric: "zone-differs",
    on: reading.on,
    zone,
    basis: `printed label ${reading.label} is not the band of the value`,
  });
  return [fact, defect];
}

function sentence(reading: Sentiment, readings: readonly Sentiment[]): Value {
  const before = readings.findLast((one) => one.on <= addDays(reading.on, -7) && one.on >= addDays(reading.on, -9));
  return message("sentiment.lead", {
    scale: reading.scale === "cmc" ? "cmc" : "other",
    value: quantity(reading.value, "plain"),
    zone: selector(zoneOf(reading) ?? "none"),
    day: day(reading.on),
    hasBefore: before === undefined ? "no" : "yes",
    before: before === undefined ? "" : quantity(before.value, "plain"),
    beforeDay: before === undefined ? "" : day(before.on, "short"),
  });
}
