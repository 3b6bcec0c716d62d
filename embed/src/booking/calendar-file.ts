/** A booking as a calendar file (RFC 5545). */
import type { BookedOut } from "../api/shapes";
import { button, h } from "../page/elements";
import type { ScreenContext } from "./screen-context";

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

export function calendarFile(booked: BookedOut, { title, note }: Words, nowMs: number): string {
  const { code, restaurant } = booked;
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

/** What leads on from the card: to the booking's own page, and into the guest's calendar. */
export function waysFromCard({ say }: ScreenContext, booked: BookedOut): HTMLElement {
  const { code, party_size: size, restaurant, link } = booked;
  const words = {
    title: say("calendarTitle", { size, restaurant: restaurant.name }),
    note: say("calendarNote", { code }),
  };
  const save = () => {
    const text = calendarFile(booked, words, Date.now());
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    h("a", { href: url, download: `${code}.ics` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h(
    "div",
    { class: "stack" },
    // no referrer: the page around the form is nobody's business there
    h("a", { class: "plain", part: "button", href: link, target: "_blank", rel: "noopener noreferrer" }, say("ownPage")),
    button(say("addToCalendar"), { class: "plain", part: "button", onclick: save }),
  );
}
