import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";

/**
 * What commands often hold, the most usual last. Buttons already sent are read with it: a change needs a new mark, and the
 * old pair of mark and words has to stay.
 */
const often = Buffer.from(
  "America/Argentina/Buenos_Aires America/Mexico_City America/Sao_Paulo America/Denver America/Toronto America/Chicago " +
    "America/Los_Angeles Pacific/Auckland Australia/Sydney Africa/Johannesburg Africa/Cairo Asia/Jerusalem Asia/Riyadh " +
    "Asia/Dubai Asia/Kolkata Asia/Bangkok Asia/Jakarta Asia/Manila Asia/Kuala_Lumpur Asia/Ho_Chi_Minh Asia/Seoul " +
    "Europe/Moscow Europe/Istanbul Europe/Madrid Europe/Amsterdam Europe/Zurich Europe/Paris Europe/Berlin Etc/UTC UTC " +
    "Europe/London America/New_York Asia/Tokyo Asia/Taipei Asia/Singapore Asia/Hong_Kong Asia/Shanghai " +
    "sections indices watchlist mega-caps crypto-market sentiment rates-fx fundamentals funds news etf-flows earnings " +
    "today tomorrow next market gainers losers both etf web3 ai 1h 24h 30d ytd month quarter 7d 1d top:20 top:10 " +
    "/settings /snippet /quote /watchlist add remove /earnings /flows btc eth week /market /movers cn tw hk us crypto " +
    "history status now resume pause remove list cron every 4h monthly skip holidays 15m before open " +
    "monthly last last session of week 30m after cn close 30m after hk close 30m after us close missed none missed all " +
    "everyday mon tue wed thu fri sat sun weekdays 07:00 12:00 20:00 09:00 16:30 18:00 17:00 08:30 08:00 " +
    "/digest earnings /digest crypto /digest monthly /digest daily /digest edit /digest subscribe weekly missed latest " +
    " tz Asia/ tz Europe/ tz America/ lang both lang en lang zh lang:both lang:en lang:zh",
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
