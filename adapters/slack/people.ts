import { soon } from "../../src/support/soon.ts";
import type { Wire } from "./wire.ts";

/** How somebody reads. */
export interface Reader {
  readonly locale?: string;
  /** IANA name of the clock in the person's Slack. */
  readonly zone?: string;
}

export interface Profile extends Reader {
  /** An admin or owner of the workspace; never a guest, never somebody of another workspace. */
  readonly isAdmin: boolean;
}

export interface People {
  /** What Slack tells of somebody soon enough for an answer. */
  reader(user: string): Promise<Reader>;
  /** Rejects where Slack does not tell. */
  isAdmin(user: string): Promise<boolean>;
}

export interface PeopleOptions {
  readonly wire: Pick<Wire, "call">;
  readonly team: string;
  readonly now: () => number;
  readonly failed: (what: string, error: unknown) => void;
}

/** Rights that were withdrawn hold no longer than this. */
const keptMs = 5 * 60_000;
/** The same question is not asked again at once where Slack refused it. */
const refusedMs = 60_000;
/** A person rather reads the usual language than waits longer. */
const patienceMs = 1000;
const mostKept = 5000;

/** What Slack tells of people: `users.info`, asked once in a while. Needs the scope users:read. */
export function createPeople({ wire, team, now, failed }: PeopleOptions): People {
  const known = new Map<string, { readonly until: number; readonly profile: Promise<Profile> }>();
  const profileOf = (user: string): Promise<Profile> => {
    const found = known.get(user);
    if (found !== undefined && found.until > now()) return found.profile;
    const profile = wire
      .call("users.info", { user, include_locale: true })
      .then((answer) => read(answer["user"], team));
    known.delete(user);
    known.set(user, { until: now() + keptMs, profile });
    if (known.size > mostKept) known.delete(known.keys().next().value as string);
    profile.catch((error) => {
      if (known.get(user)?.profile === profile) known.set(user, { until: now() + refusedMs, profile });
      failed("asking Slack who somebody is", error);
    });
    return profile;
  };
  return {
    async reader(user) {
      const profile = profileOf(user).catch(() => undefined);
      const { locale, zone } = (await soon(profile, patienceMs)) ?? {};
      return { ...(locale === undefined ? {} : { locale }), ...(zone === undefined ? {} : { zone }) };
    },
    isAdmin: async (user) => (await profileOf(user)).isAdmin,
  };
}

function read(user: unknown, team: string): Profile {
  const said = (typeof user === "object" && user !== null ? user : {}) as Readonly<Record<string, unknown>>;
  const rank = said["is_admin"] === true || said["is_owner"] === true || said["is_primary_owner"] === true;
  const guest = said["is_restricted"] === true || said["is_ultra_restricted"] === true || said["is_stranger"] === true;
  const elsewhere = typeof said["team_id"] === "string" && said["team_id"] !== team;
  const { locale, tz: zone } = said;
  return {
    ...(typeof locale === "string" && locale !== "" ? { locale } : {}),
    ...(typeof zone === "string" && zone !== "" ? { zone } : {}),
    isAdmin: rank && !guest && !elsewhere && said["deleted"] !== true,
  };
}
