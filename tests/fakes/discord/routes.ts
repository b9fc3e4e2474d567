import { rules } from "./rules.ts";
import { applicationId, change, type Exchange, keep, type Posted, type World } from "./world.ts";

/** What the API answers: a status and a body, or none for 204. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

type Handler = (world: World, parts: readonly string[], body: unknown) => Answer;

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

const nonceMs = 5 * 60_000;

function createMessage(world: World, [channel = ""]: readonly string[], body: unknown): Answer {
  const refusal = world.refusals.get(channel);
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, "Refused");
  const problems = rules.create(body);
  if (problems.length > 0) return invalid(problems);
  const { nonce, enforce_nonce } = body as { nonce?: string; enforce_nonce?: boolean };
  const key = `${channel} ${nonce}`;
  const known = world.nonces.get(key);
  if (enforce_nonce === true && known !== undefined && world.now() - known.at < nonceMs)
    return { status: 200, body: { ...world.messages.get(known.id)?.body, id: known.id, channel_id: channel } };
  const posted = keep(world, { channel, hidden: false, pending: false, body: body as Posted["body"] });
  if (nonce !== undefined) world.nonces.set(key, { id: posted.id, at: world.now() });
  return { status: 200, body: { ...posted.body, id: posted.id, channel_id: channel } };
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
  exchange.acknowledged = type;
  const [original] = exchange.messages;
  if (type === 4 || type === 5) {
    const posted = keep(world, { channel: "", hidden: isHidden(data), pending: type === 5, body: data ?? {} });
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
  const posted = keep(world, { channel: "", hidden: isHidden(data), pending: false, body: data });
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
