import { describe, expect, it } from "vitest";
import { reasons } from "../../src/delivery/ledger.ts";
import { message } from "../../src/i18n/value.ts";
import type { Adapter } from "../../src/platform/adapter.ts";
import { NotPermitted, OutcomeUnknown, Rejected } from "../../src/support/errors.ts";
import { speakerOf } from "../fixtures/services.ts";
import { ids, openChats } from "./chat.ts";

const [first] = ids;
const hourMs = 3_600_000;

/** A platform whose next sends do as they are told; it takes what comes after that. */
function platform(...faults: (Error | undefined)[]) {
  const sent: string[] = [];
  const adapter: Adapter = {
    name: "chat",
    render: (document) => [{ method: "say", payload: document.nodes.length }],
    async send(_destination, part) {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      sent.push(String(part.payload));
      return { messageId: `m${sent.length}` };
    },
    link: async ({ channel }, id) => `https://chat.example/${channel}/${id}`,
  };
  return { adapter, sent };
}

/** A chat with a weekly digest on Fridays at 17:00, whose posts are sent. */
async function openWith(...faults: (Error | undefined)[]) {
  const { adapter, sent } = platform(...faults);
  const chats = await openChats({ adapters: [adapter] });
  await chats.office.open();
  await chats.chat().ask("/digest subscribe weekly fri 17:00");
  const settled = () => expect.poll(() => chats.office.live, { timeout: 15_000, interval: 5 }).toBe(0);
  /** Friday evening. */
  const due = async () => {
    chats.pass(6 * hourMs + 1000);
    await chats.office.tick();
    await settled();
  };
  return { ...chats, sent, due, settled, end: () => chats.office.close() };
}

describe("a post that went out", () => {
  it("is told with its link by status and history", async () => {
    const { chat, due, sent, end } = await openWith();
    await due();
    expect(sent.length).toBe(1);
    expect(await chat().say("/digest status")).toContain(
      "• Friday 20 Nov, 17:00: posted, https://chat.example/room/m1",
    );
    expect(await chat().say("/digest history")).toContain(
      `• Friday 20 Nov, 17:00 (${first}): posted, https://chat.example/room/m1`,
    );
    expect(await chat({ language: "zh" }).say("/简报 历史")).toContain(
      `• 11月20日（周五）17:00（${first}）：已发送，https://chat.example/room/m1`,
    );
    await end();
  });

  it("can be asked for now; the same tap twice sends it once", async () => {
    const { chat, settled, sent, end } = await openWith();
    const tap = chat({ interaction: "tap-1" });
    expect(await tap.say(`/digest now ${first}`)).toContain(`${first} is being posted now.`);
    await tap.ask(`/digest now ${first}`);
    await settled();
    expect(sent.length).toBe(1);
    expect(await tap.say("/digest history")).toContain("posted (asked for), https://chat.example/room/m1");
    await chat({ interaction: "tap-2" }).ask("/digest now");
    await settled();
    expect(sent.length).toBe(2);
    await end();
  });

  it("asked for twice within a minute where taps have no id is sent once", async () => {
    const { chat, settled, sent, pass, end } = await openWith();
    await chat().ask("/digest now");
    await chat().ask("/digest now");
    await settled();
    expect(sent.length).toBe(1);
    pass(60_000);
    await chat().ask("/digest now");
    await settled();
    expect(sent.length).toBe(2);
    await end();
  });
});

describe("a post in doubt", () => {
  const unknown = new OutcomeUnknown("No answer came.", "timeout");

  it("is told with taps that settle it: it arrived", async () => {
    const { chat, due, sent, end } = await openWith(unknown);
    await due();
    const text = await chat().say("/digest status");
    expect(text).toContain("in doubt: nobody can tell whether it arrived");
    const taps = (await chat().taps("/digest status")).map(({ command }) => command);
    expect(taps).toContain(`/digest confirm ${first} 2026-11-20T17:00`);
    expect(taps).toContain(`/digest resend ${first} 2026-11-20T17:00`);
    expect(await chat().say(`/digest confirm ${first} 2026-11-20T17:00`)).toContain(
      "Noted: the post of 2026-11-20 17:00 arrived.",
    );
    expect(await chat().say("/digest history")).toContain(": posted");
    expect(await chat().say(`/digest confirm ${first} 2026-11-20T17:00`)).toContain(`No post of ${first} is in doubt.`);
    expect(sent).toEqual([]);
    await end();
  });

  it("or is sent again, once, however often it is tapped", async () => {
    const { chat, due, sent, settled, end } = await openWith(unknown);
    await due();
    expect(await chat().say(`/digest resend ${first}`)).toContain("The post of 2026-11-20 17:00 is being sent again.");
    await settled();
    expect(await chat().say(`/digest resend ${first} 2026-11-20T17:00`)).toContain("is to be sent again");
    await settled();
    expect(sent.length).toBe(1);
    await end();
  });

  it("a time that is none is a mistake", async () => {
    const { chat, end } = await openWith();
    expect(await chat().say(`/digest confirm ${first} friday`)).toContain(
      "“friday” is no due time. Write id and time as /digest history prints them",
    );
    await end();
  });

  it("is named in words to type, by the schedule's clock, whatever the reader's is", async () => {
    const { chat, due, end } = await openWith(unknown);
    await due();
    const named = `${first} 2026-11-20T17:00`;
    const berlin = chat({ zone: "Europe/Berlin" });
    expect(await berlin.say("/digest history")).toContain(
      `• Friday 20 Nov, 10:00 (${first}): in doubt: nobody can tell whether it arrived; to settle it, name it “${named}”`,
    );
    expect(await chat({ language: "zh" }).say("/简报 状态")).toContain(`；处理时请写“${named}”`);
    expect(await berlin.say(`/digest confirm ${named}`)).toContain("Noted: the post of 2026-11-20 17:00 arrived.");
    expect(await berlin.say("/digest history")).not.toContain("to settle it");
    await end();
  });

  it.each(["2026-11-20T17:00", "2026-11-20 17:00", "due:2026-11-20T17:00", '"due:2026-11-20 17:00"'])(
    "is found by %s",
    async (told) => {
      const { chat, due, end } = await openWith(unknown);
      await due();
      expect(await chat().say(`/digest confirm ${first} ${told}`)).toContain(
        "Noted: the post of 2026-11-20 17:00 arrived.",
      );
      await end();
    },
  );

  it("is told without taps once its subscription is removed: nothing can settle it then", async () => {
    const { chat, due, end } = await openWith(unknown);
    await due();
    await chat().ask(`/digest remove ${first} yes`);
    for (const line of ["/digest history", `/digest history ${first}`]) {
      expect(await chat().say(line)).toContain("in doubt: nobody can tell whether it arrived");
      expect(await chat().say(line)).not.toContain("to settle it");
      expect(await chat().taps(line)).toEqual([]);
    }
    await end();
  });
});

describe("a post that did not go out", () => {
  it("is told with the reason, and can be sent again", async () => {
    const { chat, due, sent, settled, end } = await openWith(new Rejected("No.", "bad_blocks"));
    await due();
    expect(await chat().say("/digest status")).toContain("given up: refused by the platform (bad_blocks)");
    expect((await chat().taps("/digest history")).map(({ command }) => command)).toEqual([
      `/digest resend ${first} 2026-11-20T17:00`,
    ]);
    await chat().ask(`/digest resend ${first} 2026-11-20T17:00`);
    await settled();
    expect(sent.length).toBe(1);
    await end();
  });

  it("for want of a right says so", async () => {
    const { chat, due, end } = await openWith(new NotPermitted("No.", "missing_access"));
    await due();
    expect(await chat().say("/digest status")).toContain("the bot lacks a right here (missing_access)");
    await end();
  });

  it("of a paused subscription is never made up for", async () => {
    const { chat, due, sent, end } = await openWith();
    await chat().ask("/digest pause");
    await due();
    await chat().ask("/digest resume");
    await due();
    expect(sent).toEqual([]);
    expect(await chat().say("/digest status")).toContain("• Next: Friday 27 Nov, 17:00");
    await end();
  });

  it("by times that were changed before is not sent", async () => {
    const { chat, due, sent, end } = await openWith();
    await chat().ask("/digest edit fri 18:30");
    await due();
    expect(sent).toEqual([]);
    await end();
  });
});

describe("/digest history", () => {
  it("tells the newest first, as many as asked for", async () => {
    const { chat, pass, settled, end } = await openWith();
    for (let time = 0; time < 12; time++) {
      await chat({ interaction: `tap-${time}` }).ask("/digest now");
      await settled();
      pass(60_000);
    }
    const linesOf = async (line: string) => (await chat().say(line)).match(/m\d+$/gm);
    expect(await linesOf("/digest history")).toEqual(["m12", "m11", "m10", "m9", "m8", "m7", "m6", "m5", "m4", "m3"]);
    expect(await linesOf(`/digest history ${first} 2`)).toEqual(["m12", "m11"]);
    expect(await linesOf(`/digest history #${first.toUpperCase()} 1`)).toEqual(["m12"]);
    expect(await linesOf("/digest history count:3")).toEqual(["m12", "m11", "m10"]);
    expect(await chat().say("/digest history 500")).toBe("A history tells 1 to 50 posts, not 500.");
    await end();
  });
});

it.each(["en", "zh"] as const)("every reason has words of its own: %s", (language) => {
  const said = reasons.map((reason) =>
    speakerOf(language).say(message("ledger.reason", { reason: reason.replaceAll("-", "_") })),
  );
  expect(new Set(said).size).toBe(reasons.length);
});
