import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";

/**
 * What commands often hold, the most usual last. Buttons already sent are read with it: a change needs a new mark, and the
 * old pair of mark and words has to stay.
 */
const often = Buffer.from(
  "America/New_York Europe/London Europe/Berlin Asia/Taipei Asia/Tokyo Asia/Singapore Asia/Hong_Kong Asia/Shanghai UTC " +
    "monthly last session of week every hours before open after close cron skip holidays us hk cn tw " +
    "indices,watchlist,mega-caps,crypto-market,sentiment,rates-fx,fundamentals,funds,news,etf-flows,earnings,movers " +
    "crypto watchlist web3 week month ytd 24h 7d 1d top: instrument: class: window: subject: language: section: sections: " +
    "/settings /watchlist add remove /market /earnings /flows btc eth /movers name: zone: tz: day: at: when: schedule: " +
    "history status now resume pause edit list remove mon,tue,wed,thu,fri,sat,sun weekdays 16:30 08:00 daily weekly " +
    "/digest subscribe lang:both lang:en lang:zh",
);
const mark = "~1";
/** No command is longer; what pretends to be is no command. */
const longest = 4096;

/**
 * What a button carries so that a tap on it stands for a command: the command itself, or one too long for that pressed
 * together. Nothing is kept here, so that a button works as long as its message stands, whatever restarts there were.
 * Undefined where it does not fit.
 */
export function dataOf(command: string): string | undefined {
  const line = cleanText(command);
  if (line === "") return undefined;
  if (Buffer.byteLength(line) <= limits.callbackBytes) return line;
  if (line.length > longest) return undefined;
  const data = mark + deflateRawSync(line, { dictionary: often, level: 9 }).toString("base64url");
  return data.length <= limits.callbackBytes ? data : undefined;
}

/** The command a tap stands for; undefined where the button is none of this version. */
export function commandIn(data: string): string | undefined {
  if (data.startsWith("/")) return data;
  if (!data.startsWith(mark)) return undefined;
  try {
    const pressed = Buffer.from(data.slice(mark.length), "base64url");
    const line = inflateRawSync(pressed, { dictionary: often, maxOutputLength: longest }).toString();
    return line.startsWith("/") ? line : undefined;
  } catch {
    return undefined;
  }
}
