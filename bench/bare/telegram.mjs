// The least a bot of this library can do: hears an update over a webhook and says one word.
import { createServer } from "node:http";
import { Bot, webhookCallback } from "grammy";

const { TELEGRAM_TOKEN, TELEGRAM_API_URL, TELEGRAM_WEBHOOK_URL, TELEGRAM_WEBHOOK_SECRET, PORT } = process.env;
const bot = new Bot(TELEGRAM_TOKEN, { client: { apiRoot: TELEGRAM_API_URL } });
bot.on("message:text", (context) => context.reply("echo"));
await bot.init();
const handle = webhookCallback(bot, "http", { secretToken: TELEGRAM_WEBHOOK_SECRET });
createServer(handle).listen(Number(PORT), "127.0.0.1", async () => {
  await bot.api.setWebhook(TELEGRAM_WEBHOOK_URL, { secret_token: TELEGRAM_WEBHOOK_SECRET });
  process.stdout.write("ready\n");
});
