import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Entry } from "../../../src/delivery/ledger.ts";
import { type Distance, type Heard, openDistance } from "./distance.ts";
import { begin, type Life } from "./life.ts";
import { type Board, openBoard, type PlatformName } from "./platforms.ts";
import { follow, prepare, type Tail } from "./state.ts";

export interface SceneOptions {
  readonly platforms: readonly PlatformName[];
  /** Channels on each of them, with one subscription in each. */
  readonly channels: number;
  readonly random: () => number;
  /** The program that is started (default: the one that was built). */
  readonly program?: string;
  /** The bot may not read back what it posted, on any platform. */
  readonly blind?: boolean;
  /** One in so many channels gets a digest of several messages (default: 5). */
  readonly longEvery?: number;
}

/** A state folder full of posts that are due, the platforms they go to, and lives of the program between them. */
export interface Scene {
  readonly boards: readonly Board[];
  readonly folder: string;
  begin(): Life;
  /** The longest way of a call from now on, there or back (at first: 300 ms). */
  longestWayMs: number;
  /** Calls that post something, as they arrived. */
  readonly posts: readonly { readonly platform: PlatformName; readonly at: number }[];
  /** Calls that arrived although nothing on the disk said that they may. */
  readonly unannounced: readonly string[];
  readonly tail: Tail;
  /** Nothing is planned or on its way any more, and nothing is missing. */
  isSettled(): boolean;
  /** Waits for that; false when the time is over. */
  settled(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export async function openScene(options: SceneOptions): Promise<Scene> {
  const { platforms, channels, random, program, blind = false, longEvery = 5 } = options;
  const folder = await mkdtemp(join(tmpdir(), "kills-"));
  const boards = await Promise.all(platforms.map((name) => openBoard(name, { count: channels, blind })));
  const wanted = boards.flatMap((board) =>
    board.channels.map((channel, index) => ({
      place: { platform: board.name, account: board.account, channel },
      what: index % longEvery === 0 ? ["digest", "daily"] : ["movers", "crypto"],
      owner: board.owner,
    })),
  );
  await prepare(folder, wanted, random);
  const tail = follow(folder);
  const posts: { platform: PlatformName; at: number }[] = [];
  const unannounced: string[] = [];
  const heardBy = (board: Board) => (heard: Heard) => {
    const channel = board.postsTo(heard) ?? "";
    posts.push({ platform: board.name, at: performance.now() });
    if (tail.sendingTo(board.name, channel).length === 0) unannounced.push(`${board.name} ${channel}`);
  };
  const ways: Distance[] = await Promise.all(
    boards.map((board) =>
      openDistance({
        to: board.origin,
        isFar: (heard) => board.channels.includes(board.postsTo(heard) ?? ""),
        heard: heardBy(board),
        wayMs: () => 2 + random() * (scene.longestWayMs - 2),
        isLost: () => random() < 0.5,
      }),
    ),
  );
  const settings = Object.assign({}, ...boards.map((board, index) => board.settings(ways[index]?.origin ?? "")));
  const scene: Scene = {
    boards,
    folder,
    longestWayMs: 300,
    begin() {
      tail.restart();
      return begin({ folder, settings, ...(program === undefined ? {} : { program }) });
    },
    posts,
    unannounced,
    tail,
    isSettled() {
      const entries = [...tail.look().entries.values()];
      return entries.length === wanted.length && entries.every(isOver);
    },
    settled: (withinMs) => holds(scene.isSettled, withinMs, 200),
    async close() {
      await Promise.all(ways.map((way) => way.close()));
      await Promise.all(boards.map((board) => board.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return scene;
}

function isOver({ state, toldAt }: Entry): boolean {
  return state === "held" ? toldAt !== undefined : state !== "planned" && state !== "rendered";
}

/** Looks again and again; true once it holds, false when the time is over. */
export async function holds(look: () => boolean, withinMs: number, everyMs = 5): Promise<boolean> {
  for (const until = performance.now() + withinMs; performance.now() < until; await pause(everyMs))
    if (look()) return true;
  return look();
}
