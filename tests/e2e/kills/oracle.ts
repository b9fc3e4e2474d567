import { deliveryKey, type Entry, markOf } from "../../../src/delivery/ledger.ts";
import { type Board, namesOf, type Stood } from "./platforms.ts";
import type { Ledger } from "./state.ts";

/** What the platform shows against what the ledger says, channel by channel; empty where all is as promised. */
export function wrongsOn(board: Board, ledger: Ledger): string[] {
  const shown = new Map<string, Stood[]>();
  for (const one of board.truth())
    if (one.channel !== board.direct) shown.set(one.channel, [...(shown.get(one.channel) ?? []), one]);
  const written = new Map<string, [string, Entry][]>();
  for (const [key, entry] of ledger.entries) {
    if (entry.place.platform !== board.name) continue;
    const { channel } = entry.place;
    written.set(channel, [...(written.get(channel) ?? []), [key, entry]]);
  }
  const strange = [...shown.keys(), ...written.keys()].filter((channel) => !board.channels.includes(channel));
  return [
    ...strange.map((channel) => `${board.name} ${channel}: nobody subscribed there`),
    ...board.channels.flatMap((channel) =>
      wrongsIn(board, ledger, shown.get(channel) ?? [], written.get(channel) ?? []).map(
        (wrong) => `${board.name} ${channel}: ${wrong}`,
      ),
    ),
  ];
}

function wrongsIn(
  board: Board,
  ledger: Ledger,
  shown: readonly Stood[],
  written: readonly (readonly [string, Entry])[],
): string[] {
  const [first] = written;
  if (first === undefined || written.length > 1) return [`${written.length} digests in the ledger`];
  const [key, entry] = first;
  const of = entry.parts ?? 0;
  const wanted = namesOf(board, key, ledger, (part) => markOf(deliveryKey(key, entry, part, of)));
  const row = (part: number) => ledger.deliveries.get(deliveryKey(key, entry, part, of));
  const rows = wanted.map((_, index) => row(index + 1));
  const parts = shown.map(({ name }) => wanted.indexOf(name) + 1);
  const strange = shown.filter((_, at) => parts[at] === 0);
  const firsts = shown.flatMap(({ id }, at) => {
    const part = parts[at] ?? 0;
    return part > 0 && parts.indexOf(part) === at ? [{ id, part, known: row(part) }] : [];
  });
  const doubled = parts.filter((part, at) => part > 0 && parts.indexOf(part) < at);
  const missing = rows.flatMap((one, index) =>
    one?.state === "sent" && !parts.includes(index + 1) ? [index + 1] : [],
  );
  const known = parts.filter((part) => part > 0);
  return [
    ...(wanted.length === 0 ? ["lost: it was never made"] : []),
    ...doubled.map((part) => `duplicate of message ${part}`),
    ...strange.map(({ name }) => `a message that was not made: ${name.slice(0, 80)}`),
    ...missing.map((part) => `lost: message ${part} is said to be sent`),
    ...firsts.flatMap(({ id, known: said }) =>
      said?.state === "sent" && said.messageId !== id ? [`message ${id} is known as ${said.messageId}`] : [],
    ),
    ...(known.every((part, at) => at === 0 || part >= (known[at - 1] as number)) ? [] : ["out of order"]),
    ...wrongStates(board, entry, rows),
  ];
}

type Row = ReturnType<Ledger["deliveries"]["get"]>;

/** A digest is out whole, or, where nobody can look, held at one message with nothing after it. */
function wrongStates({ isBlind }: Board, { state, reason }: Entry, rows: readonly Row[]): string[] {
  const states = rows.map((row) => row?.state ?? "missing");
  if (state === "sent")
    return states.every((one) => one === "sent") ? [] : [`sent, with messages ${states.join(", ")}`];
  const at = states.findIndex((one) => one !== "sent");
  const isHeld = state === "held" && states[at] === "held" && states.slice(at + 1).every((one) => one === "planned");
  if (isHeld && isBlind) return [];
  return [`lost: ${state} (${reason ?? "no reason"}), with messages ${states.join(", ")}`];
}
