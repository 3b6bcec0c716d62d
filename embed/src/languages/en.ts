/** What does the widget say in English? */
import type { DayState } from "../api/shapes";

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

/** Parts that stay whole where a line breaks. */
const unbroken = (...parts: string[]): string => parts.map((part) => part.replaceAll(" ", "\u00a0")).join(", ");

const span = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest}` : `${hours} h`;
};

export const en = {
  title: (restaurant: string) => `Book a table at ${restaurant}`,
  open: "Book a table",
  close: "Close",
  loading: "Getting the booking form…",
  notLoaded: "The booking form could not be loaded. Check your connection, then try again.",
  notThere: "This booking form is not available.",
  nothingOnline: (phone: string) =>
    phone ? `Tables cannot be booked online just now. Call ${phone}.` : "Tables cannot be booked online just now.",
  tryAgain: "Try again",

  people,
  party: "Party size",
  largerParty: (largest: number, phone: string) =>
    `More than ${largest}? ${phone ? `Call ${phone}` : "Ask the restaurant"}.`,

  date: "Date",
  chooseDate: "Choose a date",
  pickedForShow: "We picked the date of your show.",
  otherShows: "Your other shows",
  previousMonth: "Previous month",
  nextMonth: "Next month",
  daysNotLoaded: "The dates could not be checked. You can pick one all the same.",
  legend: "Outlined dates have tables, dashed ones few. Struck through means full.",
  today: "today",
  dayState: {
    open: "",
    few_left: "few left",
    full: "full",
    closed: "closed",
    too_soon: "too late to book online",
    too_far: "too far ahead",
  } satisfies Record<DayState, string>,

  chooseTime: "Choose a time",
  pickDateFirst: "Choose a date to see the times.",
  lookingForTimes: "Looking for tables…",
  timesNotLoaded: "The times could not be loaded. Check your connection, then try again.",
  timesFound: (count: number, size: number, date: string) =>
    `${count === 1 ? "1 time" : `${count} times`} for ${people(size)} on ${date}.`,
  notOpen: (state: DayState, size: number, date: string): string =>
    ({
      open: `No table for ${size} is left on ${date}.`,
      few_left: `No table for ${size} is left on ${date}.`,
      full: `No table for ${size} is left on ${date}.`,
      closed: `The restaurant is closed on ${date}.`,
      too_soon: `It is too late to book ${date} online.`,
      too_far: `${date} is too far ahead: bookings are not open yet.`,
    })[state],
  openingHours: "Opening hours",
  nearest: "Nearest dates with a table",
  curtain: {
    up: (times: readonly string[]) => `Curtain up at ${times.join(" and ")}.`,
    before: (minutes: number) => `${span(minutes)} before`,
    at: "curtain up",
    after: "after curtain up",
  },

  details: "Your details",
  summary: (size: number, date: string, time: string) => unbroken(people(size), `${date}, ${time}`),
  change: "Change",
  changeWhat: "Change party, date or time",
  heldUntil: (time: string) => `Held for you until ${time}.`,
  holdEnded: "The hold has ended; the table may still be free.",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail",
  phone: "Phone",
  requests: "Requests (optional)",
  requestsHint: "Allergies, a high chair, step-free access…",
  missing: {
    first_name: "Write your first name.",
    last_name: "Write your last name.",
    email: "Write your e-mail address.",
    phone: "Write a phone number for the evening.",
  },
  badEmail: "Write an e-mail address, such as ana@example.org.",
  badPhone: "Write a phone number with its area code.",
  book: (size: number, date: string, time: string) => `Book a table for ${size}, ${date}, ${time}`,
  booking: "Booking your table…",

  slotGone: (time: string) => `${time} has just gone. Here are the times that are left.`,
  notOfferedNow: "That time cannot be booked any more. Choose another.",
  lookAgain: "Something needs another look.",
  tooMany: (seconds: number) =>
    seconds > 90
      ? `Too many tries for now. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`
      : `Too many tries for now. Wait ${seconds || "a few"} seconds, then try again.`,
  notSent: "No answer came. Check your connection and try again: you will not be booked twice.",
  outOfOrder: "The booking could not be taken just now. What you typed is kept; try again in a moment.",

  booked: {
    confirmed: "Your table is booked",
    pending: "Your request is in",
    pending_payment: "Your table is held",
  } as Record<string, string>,
  next: {
    confirmed: "We look forward to seeing you.",
    pending: "The restaurant will confirm it soon.",
    pending_payment: "The restaurant will be in touch about the deposit.",
  } as Record<string, string>,
  code: "Booking code",
  addToCalendar: "Add to calendar",
  changeOrCancel: (phone: string) =>
    `To change or cancel, ${phone ? `call ${phone}` : "contact the restaurant"} and quote the code.`,
  calendarTitle: (size: number, restaurant: string) => `Table for ${size} at ${restaurant}`,
  calendarNote: (code: string) => `Booking code ${code}`,
};
