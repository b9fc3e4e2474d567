// The least a bot of this library can do: says one word to an interaction.
import { Client, GatewayIntentBits } from "discord.js";

const { DISCORD_TOKEN, DISCORD_API_URL } = process.env;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } });
client.on("interactionCreate", (interaction) => interaction.reply("echo"));
client.once("clientReady", () => process.stdout.write("ready\n"));
await client.login(DISCORD_TOKEN);
