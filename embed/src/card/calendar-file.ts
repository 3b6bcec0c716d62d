/** A booking as a calendar file (RFC 5545). */
import type { RestaurantOut } from "../api/shapes";
import type { BookedTable } from "../booking/memory";

const utc = (instant: string | number): string =>
  new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "");

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (each) => `\\${each}`).replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes, as the format asks; a line goes on after a space. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let written = "";
  let length = 0;
  for (const letter of line) {
    const bytes = encoder.encode(letter).length;
    if (length + bytes > 74) {
      written += "\r\n ";
      length = 1;
    }
    written += letter;
    length += bytes;
  }
  return written;
}

interface Words {
  title: string;
  note: string;
}

export function calendarFile(booked: BookedTable, restaurant: RestaurantOut, { title, note }: Words, nowMs: number): string {
  const { code } = booked;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Entracte//Widget//EN",
    "BEGIN:VEVENT",
    `UID:${code}@entracte`,
    `DTSTAMP:${utc(nowMs)}`,
    `DTSTART:${utc(booked.starts_at)}`,
    `DTEND:${utc(booked.ends_at)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped([restaurant.name, restaurant.address].filter(Boolean).join(", "))}`,
    `DESCRIPTION:${escaped(note)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
