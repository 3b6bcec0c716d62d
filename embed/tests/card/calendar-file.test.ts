/** The calendar file of a booking. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarFile } from "../../src/card/calendar-file";

test("a calendar file is in UTC, escaped, and folded", () => {
  const address = "12 Alder Street,\nLondon SE1 9PP, on the first floor of the theatre";
  const booked = {
    code: "K7QM4R2X",
    status: "confirmed" as const,
    starts_at: "2026-06-04T18:00:00+01:00",
    ends_at: "2026-06-04T19:30:00+01:00",
    party_size: 2,
    link: "",
    note: "",
  };
  const restaurant = {
    name: "The Alder Room",
    address,
    phone: "", phone_link: "tel:+44-117-496-0123",
    time_zone: "Europe/London",
    locale: "en-GB",
    currency: "GBP",
    opening_hours: "",
  };
  const lines = calendarFile(booked, restaurant, { title: "Table for 2; The Alder Room", note: "Booking code K7QM4R2X" }, 0).split("\r\n");
  assert.ok(lines.includes("DTSTART:20260604T170000Z"));
  assert.ok(lines.includes("DTEND:20260604T183000Z"));
  assert.ok(lines.includes("SUMMARY:Table for 2\\; The Alder Room"));
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  const whole = lines.join("\n").replaceAll("\n ", "");
  const place = "The Alder Room\\, 12 Alder Street\\,\\nLondon SE1 9PP\\, on the first floor of the theatre";
  assert.ok(whole.includes(`LOCATION:${place}`));
});
