/** Do plain dates move and read as they should, whatever the browser's zone? */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, calendarOf, daysIntoWeek, localeFor } from "../../src/calendar/dates";
import { timeIn, wallDate, wallTime, weekdayOf, weeksOf } from "../../src/calendar/dates";

test("days are added over months, years and clock changes", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2027-03-28", 1), "2027-03-29");
  assert.equal(addDays("2026-10-25", -1), "2026-10-24");
});

test("a month on from the 31st is the last of a shorter month", () => {
  assert.equal(addMonths("2027-01-31", 1), "2027-02-28");
  assert.equal(addMonths("2026-12-04", 1), "2027-01-04");
  assert.equal(addMonths("2027-01-04", -1), "2026-12-04");
  assert.equal(addMonths("2028-02-29", -12), "2027-02-28");
});

test("a month's weeks begin on the locale's first day", () => {
  const monday = weeksOf("2026-12", 0);
  assert.deepEqual(monday[0]?.slice(0, 3), [null, "2026-12-01", "2026-12-02"]);
  assert.equal(monday[0]?.[6], "2026-12-06");
  assert.equal(monday.length, 5);
  assert.deepEqual(weeksOf("2026-12", 6)[0]?.slice(0, 3), [null, null, "2026-12-01"]);
  assert.deepEqual(weeksOf("2027-02", 0).at(-1)?.[6], "2027-02-28");
});

test("weekdays count from Monday", () => {
  assert.equal(weekdayOf("2026-11-30"), 0);
  assert.equal(weekdayOf("2026-12-06"), 6);
  assert.equal(daysIntoWeek("2026-12-06", 6), 0);
});

test("the wall time is read as written, in whatever offset", () => {
  for (const text of ["2026-12-04T18:00:00+00:00", "2026-12-04T18:00:00Z", "2026-12-04T18:00:00-05:00"]) {
    assert.equal(wallDate(text), "2026-12-04");
    assert.equal(wallTime(text), "18:00");
  }
});

test("dates read as `Fri 4 Dec` in British English", () => {
  const calendar = calendarOf("en-GB");
  assert.equal(calendar.short("2026-12-04"), "Fri 4 Dec");
  assert.equal(calendar.long("2026-12-04"), "Friday 4 December 2026");
  assert.equal(calendar.month("2026-12"), "December 2026");
  assert.deepEqual(calendar.weekdays()[0], { long: "Monday", short: "Mon" });
});

test("an instant reads as the wall time of the restaurant's zone", () => {
  assert.equal(timeIn("Europe/London", Date.parse("2026-07-04T18:30:00Z")), "19:30");
  assert.equal(timeIn("Asia/Tokyo", Date.parse("2026-12-04T15:05:00Z")), "00:05");
});

test("a locale of another language, or none at all, gives way to the widget's language", () => {
  assert.equal(localeFor("en_GB", "en"), "en-GB");
  assert.equal(localeFor("de-DE", "en"), "en-DE");
  assert.equal(localeFor("de", "en"), "en-DE");
  assert.equal(localeFor("fr_CA", "en"), "en-CA");
  assert.equal(localeFor("zh-Hant-TW", "ar"), "ar-TW");
  assert.equal(localeFor("", "en"), "en");
  assert.equal(localeFor("en-GB; x", "en"), "en");
});

test("a German restaurant's English week starts on Monday, and its dates read as in Europe", () => {
  const calendar = calendarOf(localeFor("de-DE", "en"));
  assert.equal(calendar.firstWeekday, 0);
  assert.equal(calendar.weekdays()[0]!.long, "Monday");
  assert.equal(calendar.short("2026-12-04"), "Fri 4 Dec");
  assert.equal(calendarOf(localeFor("en-US", "en")).firstWeekday, 6);
});
