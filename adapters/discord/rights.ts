/** https://docs.discord.com/developers/topics/permissions */
const bits = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  thread: 1n << 38n,
} as const;

export type Right = "view" | "send" | "embed" | "thread";

/** All the bot asks for. */
const wanted: readonly Right[] = ["view", "send", "embed", "thread"];

/** Those of them a set of permissions, as Discord writes it, does not hold. */
export function lacking(permissions: string, rights: readonly Right[] = wanted): Right[] {
  const held = BigInt(permissions);
  return (held & bits.administrator) !== 0n ? [] : rights.filter((right) => (held & bits[right]) === 0n);
}

/** Discord's idea of an admin: may change the server. */
export function manages(permissions: string): boolean {
  return (BigInt(permissions) & (bits.administrator | bits.manageGuild)) !== 0n;
}

/** Brings the bot into a server with the rights it needs and no others. */
export function inviteLink(applicationId: string): string {
  const permissions = wanted.reduce((sum, right) => sum | bits[right], 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}
