import { rules } from "./rules.ts";
import { applicationId, change, type Exchange, keep, type ModalBody, type Posted, type World } from "./world.ts";

/** What the API answers: a status and a body, or none for 204. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (world: World, parts: readonly string[], body: unknown, query: URLSearchParams) => Answer;

const refuse = (status: number, code: number, message: string, errors?: unknown): Answer => ({
  status,
  body: { code, message, ...(errors === undefined ? {} : { errors }) },
});

const unknownInteraction = () => refuse(404, 10062, "Unknown interaction");

function invalid(problems: readonly string[]): Answer {
  const codes = problems.map((problem) => ({ code: /[A-Z_]{8,}/.exec(problem)?.[0] ?? "INVALID", message: problem }));
  return refuse(400, 50035, `Invalid Form Body: ${problems.join("; ")}`, { body: { _errors: codes } });
}

/** Method and path, with what stands for ids; the bot must be known except where the address is the secret. */
export const routes: readonly { readonly on: RegExp; readonly open?: true; readonly handle: Handler }[] = [
  { on: /^GET \/users\/@me$/, handle: () => ({ status: 200, body: bot }) },
  {
    on: /^GET \/applications\/@me$/,
    handle: () => ({ status: 200, body: { id: applicationId, name: bot.username, bot_public: true } }),
  },
  { on: /^GET \/users\/@me\/guilds$/, handle: ({ servers }) => ({ status: 200, body: servers }) },
  { on: /^GET \/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/, handle: readCommands },
  { on: /^PUT \/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/, handle: writeCommands },
  { on: /^POST \/channels\/(\d+)\/messages$/, handle: createMessage },
  { on: /^GET \/channels\/(\d+)\/messages$/, handle: readMessages },
  { on: /^GET \/channels\/(\d+)$/, handle: readChannel },
  {
    on: /^GET \/guilds\/(\d+)\/roles$/,
    handle: ({ roles }, [id = ""]) => ({ status: 200, body: roles.get(id) ?? [] }),
  },
  {
    on: /^GET \/guilds\/(\d+)\/members\/(\d+)$/,
    handle: ({ botRoles }) => ({ status: 200, body: { roles: botRoles } }),
  },
  { on: /^POST \/users\/@me\/channels$/, handle: openDirect },
  { on: /^POST \/interactions\/(\d+)\/([^/]+)\/callback$/, open: true, handle: firstAnswer },
  { on: /^POST \/webhooks\/\d+\/([^/]+)$/, open: true, handle: followUp },
  { on: /^PATCH \/webhooks\/\d+\/([^/]+)\/messages\/@original$/, open: true, handle: editOriginal },
  { on: /^DELETE \/webhooks\/\d+\/([^/]+)\/messages\/@original$/, open: true, handle: removeOriginal },
];

export const bot = { id: applicationId, username: "Closing Bell", discriminator: "0001", bot: true, avatar: null };

function readCommands(world: World, [server = "global"]: readonly string[]): Answer {
  if (server !== "global" && !world.servers.some(({ id }) => id === server))
    return refuse(403, 50001, "Missing Access");
  // Discord adds fields of its own and says nothing of what is false.
  const known = (world.commands.get(server) ?? []).map((command, index) => ({
    ...command,
    id: String(900 + index),
    application_id: applicationId,
    version: "1",
    default_member_permissions: null,
    nsfw: false,
    options: command.options?.map(({ required, ...option }) => (required === true ? { ...option, required } : option)),
  }));
  return { status: 200, body: known.reverse() };
}

const creationsADay = 200;

function writeCommands(world: World, [server = "global"]: readonly string[], body: unknown): Answer {
  if (server !== "global" && !world.servers.some(({ id }) => id === server))
    return refuse(403, 50001, "Missing Access");
  const problems = rules.commands(body);
  if (problems.length > 0) return invalid(problems);
  const wanted = body as { name: string }[];
  const before = new Set((world.commands.get(server) ?? []).map(({ name }) => name));
  const made = (world.created.get(server) ?? 0) + wanted.filter(({ name }) => !before.has(name)).length;
  if (made > creationsADay)
    return refuse(400, 30034, "Max number of daily application command creates has been reached");
  world.created.set(server, made);
  world.commands.set(server, wanted);
  world.changes.emit("change");
  return { status: 200, body: wanted };
}

function createMessage(world: World, [channel = ""]: readonly string[], body: unknown): Answer {
  const refusal = world.refusals.get(channel);
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, "Refused");
  const problems = rules.create(body);
  if (problems.length > 0) return invalid(problems);
  const { nonce, enforce_nonce } = body as { nonce?: string; enforce_nonce?: boolean };
  const known = nonce === undefined ? undefined : world.nonces.get(nonce);
  if (enforce_nonce === true && known !== undefined && world.now() - known.at < world.nonceMs) {
    const there = world.messages.get(known.id);
    if (there === undefined || there.removed) return refuse(404, 10008, "Unknown Message");
    return { status: 200, body: { ...there.body, id: known.id, channel_id: there.channel } };
  }
  const posted = keep(world, { channel, hidden: false, pending: false, body: body as Posted["body"] });
  if (nonce !== undefined) world.nonces.set(nonce, { id: posted.id, at: world.now() });
  return { status: 200, body: { ...posted.body, id: posted.id, channel_id: channel } };
}

/** The oldest ones after an id, told from newest to oldest; nothing where the bot may not read back. */
function readMessages(world: World, [channel = ""]: readonly string[], _: unknown, query: URLSearchParams): Answer {
  const refusal = world.refusals.get(channel);
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, "Refused");
  if (!mayReadBack(world, channel)) return { status: 200, body: [] };
  const after = BigInt(query.get("after") ?? "0");
  const found = Array.from(world.messages.values())
    .filter((one) => one.channel === channel && !one.removed && !one.hidden && BigInt(one.id) > after)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .slice(0, Number(query.get("limit") ?? "50"));
  return { status: 200, body: found.map((one) => readBack(world, one)).reverse() };
}

function readBack(world: World, { id, author = applicationId, answers, edits, body, channel }: Posted) {
  const { nonce, enforce_nonce: _, ...told } = body;
  return {
    ...told,
    id,
    channel_id: channel,
    author: { id: author },
    edited_timestamp: edits > 0 ? "2026-01-01T00:00:00.000Z" : null,
    ...(world.tellsNonces && nonce !== undefined ? { nonce } : {}),
    ...(answers === true ? { interaction_metadata: { id: "1" }, webhook_id: applicationId } : {}),
  };
}

const historyBit = 1n << 16n;

/** Roles, then what the channel denies and allows everybody: as much as these tests need. */
function mayReadBack(world: World, id: string): boolean {
  const asked = world.channels.get(id);
  const ruled = asked?.parent_id === undefined ? asked : world.channels.get(asked.parent_id);
  const guild = asked?.guild_id;
  if (guild === undefined) return true;
  const held = (world.roles.get(guild) ?? []).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  const rule = ruled?.permission_overwrites?.find((one) => one.id === guild);
  return (((held & ~BigInt(rule?.deny ?? 0)) | BigInt(rule?.allow ?? 0)) & historyBit) !== 0n;
}

function readChannel(world: World, [id = ""]: readonly string[]): Answer {
  const refusal = world.refusals.get(id);
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, "Refused");
  const found = world.channels.get(id);
  return found === undefined ? refuse(404, 10003, "Unknown Channel") : { status: 200, body: found };
}

/** The same person has the same private messages, however often they are opened. */
function openDirect(world: World, _: readonly string[], body: unknown): Answer {
  const { recipient_id: person } = body as { recipient_id?: string };
  if (person === undefined || !/^\d+$/.test(person)) return invalid(["recipient_id is no id"]);
  const refusal = world.refusals.get(person);
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, "Refused");
  const id = `9${person}`;
  world.channels.set(id, { id, type: 1 });
  return { status: 200, body: world.channels.get(id) };
}

const answerWithinMs = 3000;
const tokenMs = 15 * 60_000;

function firstAnswer(world: World, [id, token = ""]: readonly string[], body: unknown): Answer {
  const exchange = world.exchanges.get(token);
  if (exchange === undefined || exchange.id !== id || world.now() - exchange.openedAt > answerWithinMs)
    return unknownInteraction();
  if (exchange.acknowledged !== undefined) return refuse(400, 40060, "Interaction has already been acknowledged.");
  const problems = rules.callback(body);
  if (problems.length > 0) return invalid(problems);
  const { type, data } = body as { type: number; data?: Record<string, unknown> };
  if (type === 9 && exchange.isForm) return invalid(["type BASE_TYPE_CHOICES"]);
  exchange.acknowledged = type;
  if (type === 9) exchange.modal = data as unknown as ModalBody;
  const [original] = exchange.messages;
  if (type === 4 || type === 5) {
    const posted = keep(world, {
      channel: exchange.channel,
      answers: true,
      hidden: isHidden(data),
      pending: type === 5,
      body: data ?? {},
    });
    exchange.messages.unshift(posted.id);
  }
  if (type === 7 && original !== undefined) alter(world, original, data ?? {});
  if (type === 8) exchange.choices = (data as { choices: NonNullable<Exchange["choices"]> }).choices;
  world.changes.emit("change");
  return { status: 204 };
}

function isHidden(data: Record<string, unknown> | undefined): boolean {
  return (Number(data?.["flags"] ?? 0) & 64) !== 0;
}

/** The exchange of a token that was answered once and has not run out. */
function alive(world: World, token: string): Exchange | undefined {
  const exchange = world.exchanges.get(token);
  if (exchange?.acknowledged === undefined || world.now() - exchange.openedAt > tokenMs) return undefined;
  return exchange;
}

function followUp(world: World, [token = ""]: readonly string[], body: unknown): Answer {
  const exchange = alive(world, token);
  if (exchange === undefined) return refuse(401, 50027, "Invalid Webhook Token");
  const problems = rules.followUp(body);
  if (problems.length > 0) return invalid(problems);
  const data = body as Record<string, unknown>;
  // The first message after a placeholder takes its place, and is as hidden as the placeholder was.
  const [original = ""] = exchange.messages;
  const waiting = world.messages.get(original);
  if (exchange.acknowledged === 5 && waiting?.pending === true && !waiting.removed) {
    alter(world, original, data);
    return { status: 200, body: { ...data, id: original } };
  }
  const posted = keep(world, {
    channel: exchange.channel,
    answers: true,
    hidden: isHidden(data),
    pending: false,
    body: data,
  });
  exchange.messages.push(posted.id);
  world.changes.emit("change");
  return { status: 200, body: { ...data, id: posted.id } };
}

function editOriginal(world: World, [token = ""]: readonly string[], body: unknown): Answer {
  const exchange = alive(world, token);
  if (exchange === undefined) return refuse(401, 50027, "Invalid Webhook Token");
  const problems = rules.edit(body);
  if (problems.length > 0) return invalid(problems);
  const [original = ""] = exchange.messages;
  if (world.messages.get(original)?.removed !== false) return refuse(404, 10008, "Unknown Message");
  alter(world, original, body as Record<string, unknown>);
  return { status: 200, body: { ...(body as object), id: original } };
}

function removeOriginal(world: World, [token = ""]: readonly string[]): Answer {
  const exchange = alive(world, token);
  if (exchange === undefined) return refuse(401, 50027, "Invalid Webhook Token");
  change(world, exchange.messages[0] ?? "", { removed: true });
  return { status: 204 };
}

function alter(world: World, id: string, body: Record<string, unknown>): void {
  const found = world.messages.get(id);
  change(world, id, { body: { ...found?.body, ...body }, pending: false, edits: (found?.edits ?? 0) + 1 });
}
