import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AdapterName } from "../adapters/index.ts";
import { adapters } from "../adapters/index.ts";
import { words as actionWords, commands } from "../commands/index.ts";
import type { Services } from "../commands/services.ts";
import { toJson } from "./cli/output.ts";
import type { Asked, Doorway } from "./cli/program.ts";
import { words as cliWords } from "./cli/words.ts";
import type { Config } from "./config/index.ts";
import { digests } from "./digest/digests.ts";
import { createEngine, type Gather } from "./digest/engine.ts";
import { sections } from "./digest/sections/index.ts";
import { words as editionWords } from "./digest/words.ts";
import { renderHtml } from "./document/html.ts";
import { createMessageBook } from "./i18n/catalog.ts";
import type { Language } from "./i18n/locale.ts";
import { createSpeaker, type Speaker } from "./i18n/speaker.ts";
import { words as sharedWords } from "./i18n/words.ts";
import { Reference } from "./market/reference.ts";
import { datasets, type Snapshot } from "./market/snapshot.ts";
import type { Answer } from "./platform/command.ts";
import { createDispatcher } from "./platform/dispatch.ts";
import { CommandError } from "./platform/parse.ts";
import { words as usageWords } from "./platform/words.ts";
import { importMarket } from "./providers/files/import.ts";
import { gather } from "./providers/gather.ts";
import { demoProviders, folderProviders, type MarketFolders } from "./providers/markets.ts";
import { createNameBook } from "./providers/names.ts";
import { ConfigError, MarketError, UsageError } from "./support/errors.ts";
import { nearest } from "./support/nearest.ts";

export interface World {
  readonly config: Config;
  readonly output: NodeJS.WriteStream;
  readonly input: NodeJS.ReadStream;
  readonly errors: NodeJS.WriteStream;
  /** Language of a reader who asks for none. */
  readonly language: Language;
}

/** Everything that has words; the book of all messages is made from these. */
export const catalogs = [
  sharedWords,
  editionWords,
  usageWords,
  cliWords,
  actionWords,
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
  const root = await projectRoot();
  const data = join(root, "data");
  const reference = Reference.parse({
    ...(await readJson(join(data, "reference.json"))),
    exchanges: await readJson(join(data, "calendars", "exchanges.json")),
  });
  const folders: MarketFolders = {
    data,
    reference,
    names: await createNameBook(join(data, "demo", "instruments.csv"), reference),
  };
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const book = createMessageBook(catalogs);
  const speakers = new Map<Language, Speaker>();
  const speaker = (language: Language): Speaker => {
    const found = speakers.get(language) ?? createSpeaker(book, language);
    speakers.set(language, found);
    return found;
  };
  const dispatcher = createDispatcher(commands);
  const markets = join(world.config.STATE_DIR, "markets");

  const servicesFor = (market: string): Services => {
    const bring: Gather = async (needs, wanted) =>
      gather(await providersOf(market, markets, folders, wanted.window), needs, wanted);
    const failed = (section: string, error: unknown) =>
      world.errors.write(`The section ${section} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    const engine = createEngine({ sections, reference, gather: bring, onFailure: failed });
    return {
      compose: engine.compose,
      digests,
      sections: sections.map((section) => section.name),
      snapshot: (window): Promise<Snapshot> => bring(new Set(datasets), { window }),
    };
  };

  const ask = async (line: readonly string[], asked: Asked): Promise<Answer> => {
    const services = withSections(servicesFor(asked.flags.market ?? world.config.MARKET), asked.flags.sections);
    const language = asked.flags.lang ?? world.language;
    const [name = "help", ...words] = line;
    return dispatcher.dispatch([name, ...words.map(quoted)].join(" "), {
      services,
      language,
      ...(asked.window === undefined ? {} : { window: asked.window }),
    });
  };

  const terminal = async (flags: Partial<Asked["flags"]>, name: AdapterName = "console") =>
    (await adapters[name]())({
      output: world.output,
      input: world.input,
      ...(flags.width === undefined ? {} : { width: flags.width }),
      ...(flags.details === undefined ? {} : { openDetails: flags.details }),
    });

  const print: Doorway["print"] = async (answer, { flags }) => {
    const reader = speaker(flags.lang ?? world.language);
    if (flags.as === "json") return write(world.output, toJson(answer, reader));
    if (flags.as === "html") return write(world.output, renderHtml(answer.document, { speaker: reader }));
    const adapter = await terminal(flags);
    for (const part of adapter.render(answer.document, reader)) await adapter.send(here, part);
  };

  return {
    version,
    language: world.language,
    commands: dispatcher.commands,
    speaker,
    describe: (id, language) => book.text(id, {}, language === "zh" ? "zh" : "en"),
    ask,
    print,
    out: (text) => void world.output.write(text),
    err: (text) => void world.errors.write(text),
    importMarket: (folder, options) => importMarket({ folder, markets, ...options }),
    async start() {
      const nothing: Asked = { words: [], flags: { as: "text" }, window: undefined };
      await print(await ask(["digest", "weekly"], nothing), nothing);
      const adapter = await terminal({});
      const reader = speaker(world.language);
      const reply = async (answer: Answer) => {
        for (const part of adapter.render(answer.document, reader)) await adapter.send(here, part);
      };
      if (world.input.isTTY)
        await reply({
          document: { nodes: [{ node: "paragraph", text: { is: "message", id: "console.hint", args: {} } }] },
        });
      await adapter.listen?.(async ({ text }) => {
        try {
          const services = servicesFor(world.config.MARKET);
          await reply(await dispatcher.dispatch(text, { services, language: world.language }));
        } catch (error) {
          // Somebody is still typing: a mistake is told and the next line heard.
          if (error instanceof CommandError) await reply({ document: { nodes: [{ node: "gap", text: error.said }] } });
          else world.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
        }
      });
    },
  };
}

const here = { account: "terminal", channel: "terminal" };

/** `demo`, a folder, or the name of an imported market. */
async function providersOf(
  market: string,
  markets: string,
  folders: MarketFolders,
  window: Parameters<typeof demoProviders>[1],
) {
  if (market === "demo") return demoProviders(folders, window);
  if (market === "live") {
    throw new ConfigError([
      "MARKET is live, but this version has no live sources yet. Use demo, a folder, or an imported market.",
    ]);
  }
  const imported = join(markets, market);
  const known =
    /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(market) &&
    (await stat(imported).then(
      (about) => about.isDirectory(),
      () => false,
    ));
  return folderProviders(folders, known ? imported : market, window);
}

/** `--sections a,b` chooses and orders the sections of whatever is composed. */
function withSections(services: Services, list: string | undefined): Services {
  if (list === undefined) return services;
  const names = [...new Set(list.split(",").map((name) => name.trim()))].filter(Boolean);
  for (const name of names) {
    if (services.sections.includes(name)) continue;
    const suggestion = nearest(name, services.sections);
    throw new UsageError(
      `--sections: there is no section ${JSON.stringify(name)}.${suggestion === undefined ? "" : ` Did you mean ${suggestion}?`} Sections: ${services.sections.join(", ")}.`,
    );
  }
  if (names.length === 0) throw new UsageError(`--sections names none. Sections: ${services.sections.join(", ")}.`);
  return {
    ...services,
    compose: (request) => {
      const own = new Map(request.digest.sections.map((choice) => [choice.section, choice]));
      return services.compose({
        ...request,
        digest: { ...request.digest, sections: names.map((section) => own.get(section) ?? { section }) },
      });
    },
  };
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, "utf8"));
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word.replaceAll('"', "")}"` : word;
}

function write(output: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => output.write(text, (error) => (error ? reject(error) : resolve())));
}
