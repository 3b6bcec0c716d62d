/** What the others of a party get, and how it is handed on. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { BookedTable } from "../../src/booking/memory";
import type { ScreenContext } from "../../src/booking/screen-context";
import { calendarOf } from "../../src/calendar/dates";
import { handOn, textForOthers } from "../../src/card/for-others";
import english from "../../src/languages/en";
import { sentencesOf } from "../../src/sentences/sentences";

const BOOKED: BookedTable = {
  code: "K7QM4R2X",
  status: "confirmed",
  starts_at: "2026-12-04T18:00:00+00:00",
  ends_at: "2026-12-04T19:30:00+00:00",
  party_size: 2,
  link: "https://book.example/b/secret",
  note: "",
};
const restaurant = { name: "The Alder Room", address: "12 Alder Street\nLondon SE1 9PP", phone: "020 7946 0000" };
const context = {
  ...sentencesOf("en", english),
  calendar: calendarOf("en-GB"),
  settings: { restaurant },
} as unknown as ScreenContext;

/** A browser with these ways of handing a text on. */
function browser(ways: object): void {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: ways });
}
const { navigator } = globalThis;
afterEach(() => browser(navigator));

const failing = (name: string) => () => Promise.reject(new DOMException("no", name));

test("D39: the others get date, time and address, never the booking's link or code", () => {
  const lines = textForOthers(context, BOOKED).split("\n");
  assert.deepEqual(lines, ["The Alder Room", "Friday 4 December 2026, 18:00", "12 Alder Street", "London SE1 9PP"]);
});

test("who tells others of a table that may still fall through, says so", () => {
  for (const status of ["pending", "pending_payment"] as const)
    assert.match(textForOthers(context, { ...BOOKED, status }), /\nNot confirmed yet\.$/);
});

test("a text is shared where the browser can", async () => {
  const shared: object[] = [];
  browser({ share: async (data: object) => void shared.push(data) });
  assert.equal(await handOn("Friday"), "shared");
  assert.deepEqual(shared, [{ text: "Friday" }]);
});

test("who thinks better of sharing, gets nothing copied", async () => {
  browser({ share: failing("AbortError"), clipboard: { writeText: () => assert.fail() } });
  assert.equal(await handOn("Friday"), undefined);
});

test("where a text cannot be shared it is copied, and else it is for the guest to copy", async () => {
  const copied: string[] = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  for (const ways of [{ clipboard }, { share: failing("NotAllowedError"), clipboard }]) {
    browser(ways);
    assert.equal(await handOn("Friday"), "copied");
  }
  assert.deepEqual(copied, ["Friday", "Friday"]);
  for (const ways of [{}, { clipboard: { writeText: failing("NotAllowedError") } }]) {
    browser(ways);
    assert.equal(await handOn("Friday"), "byHand");
  }
});
