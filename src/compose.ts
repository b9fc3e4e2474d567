import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { words as adapterWords, platforms, terminal } from "../adapters/index.ts";
import { words as actionWords, commands } from "../commands/index.ts";
import { type Chat, openChat } from "./chat.ts";
import { words as doctorWords } from "./cli/doctor.words.ts";
import { toJson } from "./cli/output.ts";
import type { Asked, Doorway } from "./cli/program.ts";
import { withSections } from "./cli/sections.ts";
import { words as cliWords } from "./cli/words.ts";
import type { Config } from "./config/index.ts";
import { words as markingWords } from "./delivery/marking.ts";
import { openRequests } from "./delivery/requests.ts";
import { words as deliveryWords } from "./delivery/words.ts";
import { sections } from "./digest/sections/index.ts";
import { words as editionWords } from "./digest/words.ts";
import { renderHtml } from "./document/html.ts";
import { createMessageBook } from "./i18n/catalog.ts";
import type { Language } from "./i18n/locale.ts";
import { createSpeaker, type Speaker } from "./i18n/speaker.ts";
import { words as sharedWords } from "./i18n/words.ts";
import { openOperations } from "./operate.ts";
import type { Answer } from "./platform/command.ts";
import { createDispatcher } from "./platform/dispatch.ts";
import { createPreferenceBook } from "./platform/preferences.ts";
import { words as platformWords } from "./platform/words.ts";
import { openPosts, type PostRoom } from "./posts.ts";
import { importMarket } from "./providers/files/import.ts";
import { words as scheduleWords } from "./schedule/words.ts";
import { openServices } from "./services.ts";
import { stores } from "./store/index.ts";
import type { Store } from "./store/store.ts";
import { realClock } from "./support/clock.ts";
import { MarketError } from "./support/errors.ts";
import { createLog } from "./support/log.ts";
import { createRedactor, errorText } from "./support/redact.ts";

export interface World {
  readonly config: Config;
  readonly output: NodeJS.WriteStream;
  readonly input: NodeJS.ReadStream;
  readonly errors: NodeJS.WriteStream;
  /** Language of a reader who asks for none. */
  readonly language: Language;
  /** Ends what was started. */
  readonly signal: AbortSignal;
}

/** Everything that has words; the book of all messages is made from these. */
export const catalogs = [
  sharedWords,
  editionWords,
  platformWords,
  scheduleWords,
  markingWords,
  deliveryWords,
  cliWords,
  doctorWords,
  actionWords,
  ...adapterWords,
  ...sections.map((section) => section.messages),
  ...commands.map((command) => command.messages),
];

/** The root of the installed program: sources and compiled files lie at different depths. */
export async function projectRoot(): Promise<string> {
  for (const up of ["..", "../.."]) {
    const root = fileURLToPath(new URL(up, import.meta.url));
    if (
      await stat(join(root, "data", "reference.json")).then(
        () => true,
        () => false,
      )
    )
      return root;
  }
  throw new MarketError(
    "The folder data/ of the program is missing. Install it again, or run it from a complete checkout.",
  );
}

/** Joins the rooms: the one place that knows them all. */
export async function compose(world: World): Promise<Doorway> {
  const { config, output, input } = world;
  const root = await projectRoot();
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const book = createMessageBook(catalogs);
  const speakers = new Map<Language, Speaker>();
  const speaker = (language: Language): Speaker => {
    const found = speakers.get(language) ?? createSpeaker(book, language);
    speakers.set(language, found);
    return found;
  };
  const redact = createRedactor(config.secrets);
  const log = createLog({
    write: (line) => void world.errors.write(line),
    redact,
    level: config.LOG_LEVEL,
    now: Date.now,
  });
  const failed = (what: string, error: unknown) => log.error(what, { error: errorText(error) });
  const markets = join(config.STATE_DIR, "markets");
  const {
    servicesFor: marketServices,
    calendars,
    examine,
    close: closeMarkets,
  } = await openServices({
    data: join(root, "data"),
    markets,
    state: config.STATE_DIR,
    settings: config.platforms,
    version,
    failed,
  });

  const requests = openRequests(join(config.STATE_DIR, "requests"), failed);
  const dispatcher = createDispatcher(commands);
  let opened: Promise<Store> | undefined;
  const state = () => {
    opened ??= stores.lowdb().then((open) => open({ folder: join(config.STATE_DIR, "state"), failed }));
    return opened;
  };
  const preferences = async () => createPreferenceBook(await state());
  let room: Promise<PostRoom> | undefined;
  const postRoom = () => {
    room ??= state().then((store) => {
      const opened: PostRoom = openPosts({
        store,
        dispatcher,
        services: () => ({ ...marketServices(config.MARKET), posts: opened.posts }),
        preferences: createPreferenceBook(store),
        calendars,
        speaker,
        language: world.language,
        zone: config.DEFAULT_TZ,
        clock: realClock,
        random: Math.random,
        failed,
      });
      return opened;
    });
    return room;
  };
  const servicesFor = async (market: string) => ({ ...marketServices(market), posts: (await postRoom()).posts });

  /** Whoever sits at the terminal, and what they chose there. */
  const own = "person terminal terminal";
  const languageOf = async (flags: Asked["flags"]) =>
    flags.lang ?? (await preferences()).of(own).language ?? world.language;

  const ask = async (line: readonly string[], asked: Asked): Promise<Answer> => {
    const services = withSections(await servicesFor(asked.flags.market ?? config.MARKET), asked.flags.sections);
    const chosen = await preferences();
    return dispatcher.understand(line).ask({
      services,
      language: await languageOf(asked.flags),
      conversation: {
        place: { platform: "console", account: "terminal", channel: "terminal" },
        person: "terminal",
        zone: chosen.of(own).zone ?? config.DEFAULT_TZ,
        alone: true,
        chosen: chosen.of(own),
        choose: (change) => chosen.choose(own, change),
        mayManage: async () => true,
      },
      ...(asked.window === undefined ? {} : { window: asked.window }),
    });
  };

  const console = async (flags: Partial<Asked["flags"]>) =>
    (await terminal())({
      output,
      input,
      ...(flags.width === undefined ? {} : { width: flags.width }),
      ...(flags.details === undefined ? {} : { openDetails: flags.details }),
    });

  const print: Doorway["print"] = async (answer, { flags }) => {
    const reader = speaker(await languageOf(flags));
    const platform = platforms[flags.as];
    if (platform !== undefined) {
      const parts = (await platform.render())(answer.document, reader);
      return write(output, `${JSON.stringify(parts, null, 2)}\n`);
    }
    if (flags.as === "json") return write(output, toJson(answer, reader));
    if (flags.as === "html") return write(output, renderHtml(answer.document, { speaker: reader }));
    const adapter = await console(flags);
    for (const part of adapter.render(answer.document, reader))
      await adapter.send({ account: "terminal", channel: "terminal" }, part);
  };

  const chat = async (): Promise<Chat> => {
    const { staff, events } = await postRoom();
    return openChat({
      config,
      dispatcher,
      services: await servicesFor(config.MARKET),
      staff,
      events,
      requests,
      clock: realClock,
      preferences: await preferences(),
      speaker,
      language: world.language,
      log,
      failed,
      notice: (text) => void output.write(`${redact(speaker(world.language).sentences(text).join("\n"))}\n`),
      signal: world.signal,
    });
  };

  return {
    version,
    language: world.language,
    forms: ["text", "json", "html", ...Object.keys(platforms)],
    commands: dispatcher.commands,
    speaker,
    describe: (id, language, args = {}) => book.text(id, args, language === "zh" ? "zh" : "en"),
    operations: async () => openOperations(await state(), requests),
    ask,
    print,
    out: (text) => void output.write(text),
    err: (text) => void world.errors.write(redact(text)),
    failed,
    importMarket: (folder, options) => importMarket({ folder, markets, ...options }),
    check: async () => (await chat()).check(),
    examine,
    async close() {
      await closeMarkets();
      await (await opened)?.close();
    },
    async start() {
      const bot = await chat();
      if (bot.configured) {
        // A commit of nothing: from here on no other program writes to this state.
        await (await state()).commit(() => []);
        return bot.start();
      }
      const nothing: Asked = { words: [], flags: { as: "text" }, window: undefined };
      await (await state()).commit(() => []);
      await print(await ask(["digest", "weekly"], nothing), nothing);
      return bot.startHere(await console({}), input.isTTY);
    },
  };
}

function write(output: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => output.write(text, (error) => (error ? reject(error) : resolve())));
}
