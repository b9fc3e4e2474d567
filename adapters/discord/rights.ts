/** https://docs.discord.com/developers/topics/permissions */
const bits = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  history: 1n << 16n,
  thread: 1n << 38n,
} as const;

export type Right = "view" | "send" | "embed" | "thread" | "history";

/** Without these nothing can be posted. */
export const needed: readonly Right[] = ["view", "send", "embed", "thread"];

/** All the bot asks for; `history` lets it look whether a post arrived whose answer was lost. */
const wanted: readonly Right[] = [...needed, "history"];

/** Those of them a set of permissions, as Discord writes it, does not hold. */
export function lacking(permissions: string, rights: readonly Right[] = needed): Right[] {
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

/** What a channel allows or denies to a role or to one member. */
export interface Overwrite {
  readonly id: string;
  readonly allow: string;
  readonly deny: string;
}

export interface Membership {
  readonly guild: string;
  readonly user: string;
  /** Roles of the user, besides the one everybody has. */
  readonly roles: readonly string[];
}

/**
 * What somebody may do in a channel: the rights of all roles, changed by the channel for everybody, then for the roles, then
 * for the one member. https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsIn(
  { guild, user, roles }: Membership,
  known: readonly { readonly id: string; readonly permissions: string }[],
  overwrites: readonly Overwrite[],
): string {
  const own = new Set([guild, ...roles]);
  const base = known.filter(({ id }) => own.has(id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if ((base & bits.administrator) !== 0n) return String(base);
  const steps = [
    overwrites.filter(({ id }) => id === guild),
    overwrites.filter(({ id }) => roles.includes(id)),
    overwrites.filter(({ id }) => id === user),
  ];
  return String(steps.reduce(overwritten, base));
}

/** Of several roles, what one allows outweighs what another denies. */
function overwritten(held: bigint, step: readonly Overwrite[]): bigint {
  const sum = (of: "allow" | "deny") => step.reduce((all, one) => all | BigInt(one[of]), 0n);
  return (held & ~sum("deny")) | sum("allow");
}
