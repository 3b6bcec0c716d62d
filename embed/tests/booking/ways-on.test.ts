/** Every refusal of the API has its sentence and its way on, so that none is a dead end. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WAYS_ON, wayOn } from "../../src/booking/ways-on";
import en from "../../src/languages/en";

/** The codes of the API's document, as the shapes written from it list them. */
function codesOfTheDocument(): string[] {
  const shapes = readFileSync(new URL("../../src/api/shapes.ts", import.meta.url), "utf8");
  const [, refusal] = shapes.split("export interface RefusalOut {");
  return [...refusal!.split("message: string")[0]!.matchAll(/\| "(\w+)"/g)].map(([, code]) => code!);
}

test("D24: every code of the document has a sentence and a way on", () => {
  const codes = codesOfTheDocument();
  assert.ok(codes.includes("closed") && codes.length > 15, String(codes));
  assert.deepEqual(Object.keys(WAYS_ON).sort(), [...codes].sort());
  for (const code of codes) assert.match(String((en as Record<string, unknown>)[`refusal.${code}`]), /\w.*\.$/);
});

test("a start that cannot be had leads to the times, wrong fields to the fields, all else to the button or the phone", () => {
  assert.deepEqual(["closed", "service_needed", "slot_gone"].map(wayOn), ["times", "times", "times"]);
  assert.deepEqual(["invalid", "too_many", "unavailable"].map(wayOn), ["fields", "again", "again"]);
  assert.deepEqual(["too_large", "unknown_widget"].map(wayOn), ["call", "call"]);
  assert.equal(wayOn("a_code_of_next_year"), "again");
});

test("every state of a date in the document has its words in the calendar and its sentence where there are no times", () => {
  const shapes = readFileSync(new URL("../../src/api/shapes.ts", import.meta.url), "utf8");
  const [, listed = ""] = /interface OffersOut \{[^}]*?state: ([^;]*);/.exec(shapes) ?? [];
  const states = [...listed.matchAll(/"(\w+)"/g)].map(([, state]) => state!);
  assert.ok(states.includes("no_table_for_party") && states.length > 6, String(states));
  const texts = en as Record<string, unknown>;
  for (const state of states) {
    assert.equal(typeof texts[`dayState.${state}`], "string");
    assert.match(String(texts[`noTable.${state}`]), /\{date\}.*\.$/);
  }
});
