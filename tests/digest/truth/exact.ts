/** Plain decimal arithmetic on whole numbers of 10^-12, written apart from the program's own. */
const places = 12;

export function exact(digits: string): bigint {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(digits);
  if (match === null) throw new Error(`Not a plain decimal number: ${JSON.stringify(digits)}`);
  const size = BigInt((match[2] ?? "") + (match[3] ?? "").padEnd(places, "0"));
  return match[1] === "-" ? -size : size;
}

export function total(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => all + value, 0n);
}

export function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function signOf(value: bigint): -1 | 0 | 1 {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** Half a unit of the last printed place. */
export function half(digits: string): bigint {
  return 5n * 10n ** BigInt(places - 1 - (digits.split(".")[1]?.length ?? 0));
}

/** Digits of a whole number of units of the last of `decimals` places. */
export function printed(units: number, decimals: number): string {
  return decimals === 0 ? String(units) : (units / 10 ** decimals).toFixed(decimals);
}
