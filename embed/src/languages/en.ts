/** The widget's sentences in English. In braces stand the values that the code fills in. */
import type { DayOut, RefusalOut } from "../api/shapes";
import { early } from "../sentences/early";

const notOffered = "That time cannot be booked any more. Choose another.";
const notNow = "The booking could not be taken just now. What you typed is kept; try again in a moment.";

/** What the widget says to each refusal of the API, by its code. */
const refusals = {
  "refusal.closed": notNow,
  "refusal.invalid": "Something needs another look.",
  "refusal.key_reused": notNow,
  "refusal.malformed": notNow,
  "refusal.no_holds": notNow,
  "refusal.not_held": notNow,
  "refusal.off_grid": notOffered,
  "refusal.origin_not_allowed": notNow,
  "refusal.party_too_large": notOffered,
  "refusal.service_needed": "More than one service starts then. Choose the one that you want.",
  "refusal.slot_gone": "{time} has just gone. Here are the times that are left.",
  "refusal.too_far": notOffered,
  "refusal.too_large": notNow,
  "refusal.too_many": "Too many tries for now. Wait a few seconds, then try again.",
  "refusal.too_soon": notOffered,
  "refusal.unavailable": notNow,
  "refusal.unknown_call": notNow,
  "refusal.unknown_widget": notNow,
} as const satisfies Record<`refusal.${RefusalOut["code"]}`, string>;

const dayStates = {
  "dayState.open": "",
  "dayState.few_left": "few left",
  "dayState.full": "full",
  "dayState.closed": "closed",
  "dayState.too_soon": "too late to book online",
  "dayState.too_far": "too far ahead",
} as const satisfies Record<`dayState.${DayOut["state"]}`, string>;

const noTable = {
  "noTable.open": "No table for {size} is left on {date}.",
  "noTable.few_left": "No table for {size} is left on {date}.",
  "noTable.full": "No table for {size} is left on {date}.",
  "noTable.closed": "The restaurant is closed on {date}.",
  "noTable.too_soon": "It is too late to book {date} online.",
  "noTable.too_far": "{date} is too far ahead: bookings are not open yet.",
} as const satisfies Record<`noTable.${DayOut["state"]}`, string>;

export default {
  ...early,
  ...refusals,
  ...dayStates,
  ...noTable,
  title: "Book a table at {restaurant}",
  nothingOnline: "Tables cannot be booked online just now.",
  "nothingOnline.call": "Tables cannot be booked online just now. Call {phone}.",

  people: { one: "1 person", other: "{count} people" },
  party: "Party size",
  largerParty: "More than {largest}? Ask the restaurant.",
  "largerParty.call": "More than {largest}? Call {phone}.",

  date: "Date",
  chooseDate: "Choose a date",
  pickedForShow: "We picked the date of your show.",
  otherShows: "Your other shows",
  previousMonth: "Previous month",
  nextMonth: "Next month",
  daysNotLoaded: "The dates could not be checked. You can pick one all the same.",
  legend: "Outlined dates have tables, dashed ones few. Struck through means full.",
  today: "today",

  chooseTime: "Choose a time",
  pickDateFirst: "Choose a date to see the times.",
  lookingForTimes: "Looking for tables…",
  timesNotLoaded: "The times could not be loaded. Check your connection, then try again.",
  timesFound: { one: "1 time for {people} on {date}.", other: "{count} times for {people} on {date}." },
  openingHours: "Opening hours",
  nearest: "Nearest dates with a table",
  "curtain.up": "Curtain up at {times}.",
  "curtain.and": "{earlier} and {later}",
  "curtain.before": "{span} before",
  "curtain.at": "curtain up",
  "curtain.after": "after curtain up",
  "span.minutes": "{minutes} min",
  "span.hours": "{hours} h",
  "span.both": "{hours} h {minutes}",

  details: "Your details",
  summary: "{people}, {date},\u00a0{time}",
  change: "Change",
  changeWhat: "Change party, date or time",
  heldUntil: "Held for you until {time}.",
  holdEnded: "The hold has ended; the table may still be free.",
  "field.first_name": "First name",
  "field.last_name": "Last name",
  "field.email": "E-mail",
  "field.phone": "Phone",
  "field.requests": "Requests (optional)",
  "hint.requests": "Allergies, a high chair, step-free access…",
  "missing.first_name": "Write your first name.",
  "missing.last_name": "Write your last name.",
  "missing.email": "Write your e-mail address.",
  "missing.phone": "Write a phone number for the evening.",
  "unfit.email": "Write an e-mail address, such as ana@example.org.",
  "unfit.phone": "Write a phone number with its area code.",
  book: "Book a table for {size}, {date}, {time}",
  booking: "Booking your table…",
  waitMinutes: "Too many tries for now. Wait {minutes} minutes, then try again.",
  waitSeconds: "Too many tries for now. Wait {seconds} seconds, then try again.",
  noAnswer: "No answer came. Check your connection and try again: you will not be booked twice.",

  "booked.confirmed": "Your table is booked",
  "booked.pending": "Your request is in",
  "booked.pending_payment": "Your table is held",
  "next.confirmed": "We look forward to seeing you.",
  "next.pending": "The restaurant will confirm it soon.",
  "next.pending_payment": "The restaurant will be in touch about the deposit.",
  code: "Booking code",
  addToCalendar: "Add to calendar",
  changeOrCancel: "To change or cancel, contact the restaurant and quote the code.",
  "changeOrCancel.call": "To change or cancel, call {phone} and quote the code.",
  calendarTitle: "Table for {size} at {restaurant}",
  calendarNote: "Booking code {code}",
} as const;
