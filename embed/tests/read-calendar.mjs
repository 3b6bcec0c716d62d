// Prints what ical.js reads in the calendar file that comes by standard input, for the tests of letters.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const component = calendar.getFirstSubcomponent("vevent");
const event = new ICAL.Event(component);
const instant = (time) => new Date(time.toUnixTime() * 1000).toISOString();
const alarm = component.getFirstSubcomponent("valarm");

console.log(
  JSON.stringify({
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    starts_at: instant(event.startDate),
    ends_at: instant(event.endDate),
    summary: event.summary,
    location: event.location,
    description: event.description,
    organizer: event.organizer,
    attendees: event.attendees.map((each) => [each.getFirstValue(), each.getParameter("rsvp") ?? null]),
    alarm: alarm && alarm.getFirstPropertyValue("trigger").toString(),
  }),
);
