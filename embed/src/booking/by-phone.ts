/** Sentences that lead to the restaurant, by its phone where it has one. */
import { linked } from "../page/phone";
import type { ScreenContext } from "./screen-context";

type Sentence = "nothingOnline" | "anyQuestion" | "largerParty" | "sizeNotOnline";

/** A sentence that stands in a language twice: with the phone, to press, and without. */
export function byPhone({ say, settings: { restaurant } }: ScreenContext, sentence: Sentence, count = 0): (Node | string)[] {
  const { phone } = restaurant;
  const key = (phone ? `${sentence}.call` : sentence) as "largerParty.call";
  return linked(say(key, { largest: count, phone }), restaurant);
}
