/** What a slot says of the curtain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { curtainHint } from "../../src/basket/curtain-hint";

const evening = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T19:30:00Z") };
const matinee = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T14:00:00Z") };
const late = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T22:00:00Z") };

/** The hint of a meal from one time to another of the date. */
const hint = (from: string, to: string, performances = [evening]) => {
  const [starts_at, ends_at] = [`2026-12-04T${from}:00+00:00`, `2026-12-04T${to}:00+00:00`];
  return curtainHint({ starts_at, ends_at }, "2026-12-04", performances);
};

test("D17: a slot says how long before curtain up its meal ends", () => {
  assert.deepEqual(hint("16:00", "17:30"), { when: "before", minutes: 120 });
  assert.deepEqual(hint("18:00", "19:15"), { when: "before", minutes: 15 });
  assert.deepEqual(hint("19:30", "21:00"), { when: "at", minutes: 0 });
  assert.deepEqual(hint("21:45", "23:15"), { when: "after", minutes: 135 });
});

test("D17: a meal that goes on until the curtain or past it is too tight", () => {
  assert.deepEqual(hint("21:30", "23:00", [late]), { when: "tight", minutes: 60 });
  assert.deepEqual(hint("18:30", "19:30"), { when: "tight", minutes: 0 });
  assert.deepEqual(hint("19:29", "20:59"), { when: "tight", minutes: 89 });
  const pastMidnight = { starts_at: "2026-12-04T21:30:00+00:00", ends_at: "2026-12-05T00:30:00+00:00" };
  assert.deepEqual(curtainHint(pastMidnight, "2026-12-04", [late]), { when: "tight", minutes: 150 });
});

test("D17: between two performances the next curtain counts", () => {
  assert.deepEqual(hint("12:00", "13:00", [evening, matinee]), { when: "before", minutes: 60 });
  assert.deepEqual(hint("13:00", "14:30", [evening, matinee]), { when: "tight", minutes: 30 });
  assert.deepEqual(hint("15:30", "17:00", [evening, matinee]), { when: "before", minutes: 150 });
});

test("D17: another date, or a lunch that ends long before the curtain, has no hint", () => {
  assert.equal(hint("12:00", "13:30"), null);
  const next = { starts_at: "2026-12-05T18:00:00Z", ends_at: "2026-12-05T19:00:00Z" };
  assert.equal(curtainHint(next, "2026-12-05", [evening]), null);
  assert.equal(curtainHint({ starts_at: "", ends_at: "" }, "2026-12-04", [evening]), null);
});
