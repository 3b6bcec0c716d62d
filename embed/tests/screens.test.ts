/** Are the hint, the colours, the calendar file and the keys right? */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey } from "../src/api";
import { calendarFile } from "../src/calendar-file";
import { contrast, rgbOf, textOn } from "../src/colour";
import { curtainHint } from "../src/curtain";

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

test("text on the accent can be read on dark, middling and light grounds", () => {
  assert.equal(textOn([138, 28, 43]), "#fff");
  assert.equal(textOn([227, 176, 75]), "#111");
  for (const ground of [[0, 0, 0], [255, 255, 255], [119, 119, 119], [230, 60, 60]] as const) {
    const text = textOn(ground) === "#fff" ? ([255, 255, 255] as const) : ([17, 17, 17] as const);
    assert.ok(contrast(ground, text) >= 4.4, String(ground));
  }
});

test("a computed colour gives its bytes", () => {
  assert.deepEqual(rgbOf("rgb(138, 28, 43)"), [138, 28, 43]);
  assert.deepEqual(rgbOf("rgba(1, 2, 3, 0.5)"), [1, 2, 3]);
});

test("a calendar file is in UTC, escaped, and folded", () => {
  const address = "12 Alder Street,\nLondon SE1 9PP, on the first floor of the theatre";
  const booked = {
    code: "K7QM4R2X",
    status: "confirmed",
    starts_at: "2026-06-04T18:00:00+01:00",
    ends_at: "2026-06-04T19:30:00+01:00",
    party_size: 2,
    restaurant: { name: "The Alder Room", address },
  };
  const lines = calendarFile(booked, "Table for 2; The Alder Room", "Booking code K7QM4R2X", 0).split("\r\n");
  assert.ok(lines.includes("DTSTART:20260604T170000Z"));
  assert.ok(lines.includes("DTEND:20260604T183000Z"));
  assert.ok(lines.includes("SUMMARY:Table for 2\\; The Alder Room"));
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  const whole = lines.join("\n").replaceAll("\n ", "");
  const place = "The Alder Room\\, 12 Alder Street\\,\\nLondon SE1 9PP\\, on the first floor of the theatre";
  assert.ok(whole.includes(`LOCATION:${place}`));
});

test("every key is a new UUID", () => {
  const keys = Array.from({ length: 50 }, newKey);
  assert.equal(new Set(keys).size, 50);
  assert.match(keys[0]!, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
