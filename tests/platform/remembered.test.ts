import { expect, it } from "vitest";
import { remembered } from "../../src/platform/remembered.ts";
import { speakers } from "../document/world.ts";
import { saying } from "../fixtures/desk.ts";

it("a document is worked on once for each reader, and another one anew", () => {
  const worked: string[] = [];
  const make = remembered((document, speaker) => {
    worked.push(speaker.language);
    return { document };
  });
  const [one, same] = [saying("One."), saying("One.")];
  const parts = [make(one, speakers.en), make(one, speakers.en), make(one, speakers.zh), make(same, speakers.en)];
  expect([worked, parts[0] === parts[1], parts[0] === parts[2], parts[3]?.document === same]).toEqual([
    ["en", "zh", "en"],
    true,
    false,
    true,
  ]);
});
