/** What a slot says of the curtain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { curtainHint } from "../../src/basket/curtain-hint";

const evening = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T19:30:00Z") };
const matinee = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T14:00:00Z") };
const hint = (time: string, performances = [evening]) =>
  curtainHint(`2026-12-04T${time}:00+00:00`, "2026-12-04", performances);

test("D17: a slot says how long before curtain up it is", () => {
  assert.deepEqual(hint("17:30"), { when: "before", minutes: 120 });
  assert.deepEqual(hint("19:30"), { when: "at", minutes: 0 });
  assert.deepEqual(hint("21:45"), { when: "after", minutes: 135 });
});

test("D17: between two performances the next curtain counts", () => {
  assert.deepEqual(hint("12:30", [evening, matinee]), { when: "before", minutes: 90 });
  assert.deepEqual(hint("17:00", [evening, matinee]), { when: "before", minutes: 150 });
});

test("D17: another date, or a lunch long before the curtain, has no hint", () => {
  assert.equal(hint("12:00"), null);
  assert.equal(curtainHint("2026-12-05T18:00:00Z", "2026-12-05", [evening]), null);
});
