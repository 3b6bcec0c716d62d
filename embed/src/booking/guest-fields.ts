/** The fields that the guest types into, under the names that the API gives them. */
import type { BookingWish, GuestDetails } from "../api/shapes";
import type { ChosenSlot } from "./screen-context";

/** What the guest agrees to by a tick of its own. */
export type Agreed = Pick<BookingWish, "news_consent">;
/** What the form says of itself. */
type Spoken = Required<Pick<BookingWish, "language">>;
/** What is typed: all of a wish that is neither chosen on the first screen nor known to the browser. */
export type Typed = Required<
  Omit<BookingWish, keyof ChosenSlot | keyof Agreed | keyof Spoken | "hold" | "basket_id" | "customer_id">
> & Agreed;
export type Sent = Typed & Spoken;
type GuestField = keyof GuestDetails;
type OtherField = Exclude<keyof Typed, "guest" | keyof Agreed>;
export type FieldName = GuestField | OtherField;

interface Field {
  longest: number;
  /** A line of this type; without it, an area of several lines. */
  type?: string;
  autocomplete?: string;
}

// A field that the API adds to its shape does not compile until it stands in one of these two.
const GUEST: Record<GuestField, Field> = {
  first_name: { type: "text", autocomplete: "given-name", longest: 80 },
  last_name: { type: "text", autocomplete: "family-name", longest: 80 },
  email: { type: "email", autocomplete: "email", longest: 254 },
  phone: { type: "tel", autocomplete: "tel", longest: 40 },
};
const OTHERS: Record<OtherField, Field> = { requests: { longest: 1000 } };

export const REQUIRED = Object.keys(GUEST) as GuestField[];
export const FIELDS = Object.entries({ ...GUEST, ...OTHERS }) as [FieldName, Field][];

/** What was typed, as one value in the shape of the API's body. */
export function typedFrom(textOf: (name: FieldName) => string): Typed {
  const texts = <Name extends FieldName>(fields: Record<Name, Field>) =>
    Object.fromEntries(Object.keys(fields).map((name) => [name, textOf(name as Name)])) as Record<Name, string>;
  return { guest: texts(GUEST), ...texts(OTHERS) };
}
