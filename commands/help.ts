import * as z from "zod";
import { list, paragraph, table, title } from "../src/document/build.ts";
import type { Document } from "../src/document/node.ts";
import { join, literal, message, type Value } from "../src/i18n/value.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { unknownCommand } from "../src/platform/dispatch.ts";
import { isVerb, namesOf, textOf } from "../src/platform/naming.ts";
import { allowedValues } from "../src/platform/parse.ts";
import type { Services } from "./services.ts";

type AnyCommand = Command<Services>;

/** `/help`, made from the registry: it cannot tell of an option that is not there. */
export function createHelp(registry: () => readonly AnyCommand[]): Command<Services, { command?: string | undefined }> {
  return {
    name: "help",
    aliases: ["帮助", "?"],
    options: [{ name: "command", zh: "命令", kind: "words" }],
    schema: z.preprocess(
      (values) => ({ command: (values as { command?: string[] }).command?.slice(0, 2).join(" ") }),
      z.object({ command: z.string().optional() }),
    ) as unknown as z.ZodType<{ command?: string | undefined }>,
    personal: true,
    examples: ["/help", "/help movers", "/help digest subscribe"],
    async run({ command }) {
      const wanted = command?.replace(/^[/!]/, "").toLowerCase();
      const found = registry().find((one) => namesOf(one, registry()).some((name) => name.toLowerCase() === wanted));
      if (wanted !== undefined && found === undefined) throw unknownCommand(wanted, registry());
      return { document: found === undefined ? overview(registry()) : detail(found) };
    },
    messages: {
      en: {
        "command.help": "What can be asked, and how",
        "command.help.command": "one command in detail",
        "help.heading": "What you can ask",
        "help.command": "Command",
        "help.does": "Answers",
        "help.more":
          "“/help movers” tells one command in full. Chinese words work as well: /涨跌 加密, /资金流 比特币.",
        "help.option": "{allowed}: {about}",
        "help.aliases": "Also: {aliases}",
        "help.examples": "Examples: {examples}",
      },
      zh: {
        "command.help": "可以问什么、怎么问",
        "command.help.command": "某一命令的详细说明",
        "help.heading": "可用命令",
        "help.command": "命令",
        "help.does": "用途",
        "help.more": "“/help movers”查看单个命令的完整用法；中文同样可用：/涨跌 加密、/资金流 比特币。",
        "help.option": "{allowed}：{about}",
        "help.aliases": "别名：{aliases}",
        "help.examples": "示例：{examples}",
      },
    },
  };
}

function overview(commands: readonly AnyCommand[]): Document {
  return {
    nodes: [
      title(message("help.heading"), 1),
      table(commands.filter(isAskedFor), [
        {
          key: "command",
          label: message("help.command"),
          cell: (command) => literal(briefUsage(command)),
          priority: 1,
        },
        {
          key: "does",
          label: message("help.does"),
          cell: (command) => message(textOf(command)),
          align: "start",
          priority: 1,
        },
      ]),
      paragraph(message("help.more")),
    ],
  };
}

function detail(command: AnyCommand): Document {
  const about = (option: Option): Value =>
    message("help.option", {
      allowed: allowedValues(option),
      about: message(textOf(command, option)),
    });
  return {
    nodes: [
      title(literal(usage(command)), 1),
      paragraph(message(textOf(command))),
      ...(command.options.length === 0 ? [] : [list(command.options.map(about))]),
      paragraph(message("help.aliases", { aliases: join(command.aliases.map(literal), "list") })),
      paragraph(message("help.examples", { examples: join(command.examples.map(literal), "list") })),
    ],
  };
}

/** Verbs that taps lead to are told where the taps are. */
const tapped: ReadonlySet<string> = new Set(["digest confirm", "digest resend"]);

function isAskedFor({ name }: AnyCommand): boolean {
  return !tapped.has(name);
}

/** A verb with its options would fill a line of its own. */
function briefUsage(command: AnyCommand): string {
  if (!isVerb(command)) return usage(command);
  return command.options.length === 0 ? `/${command.name}` : `/${command.name} …`;
}

function usage(command: AnyCommand): string {
  const options = command.options.map((option) => (option.required === true ? `<${option.name}>` : `[${option.name}]`));
  return [`/${command.name}`, ...options].join(" ");
}
