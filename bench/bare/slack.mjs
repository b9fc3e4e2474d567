// The least a bot of this library can do: acknowledges a command and says one word.
import bolt from "@slack/bolt";

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL } = process.env;
const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  appToken: SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: bolt.LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond("echo");
});
await app.start();
process.stdout.write("ready\n");
