/** A start of the next calendar day says so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OfferOut, OffersOut } from "../../src/api/shapes";
import type { ScreenContext } from "../../src/booking/screen-context";
import en from "../../src/languages/en";
import { sentencesOf } from "../../src/sentences/sentences";
import { slotsOf } from "../../src/slots/slot-list";
import { FakeElement, installPage } from "../page";

installPage();

function remarksAt(...starts: string[]): number[] {
  const offers = starts.map((starts_at) => ({ starts_at, service: "Supper", service_key: "s" }) as OfferOut);
  const answer = { date: "2026-12-04", state: "open", offers, nearest: [], party_size: 2 } as unknown as OffersOut;
  const context = { ...sentencesOf("en", en) } as unknown as ScreenContext;
  const choices = { chosen: null, partySize: 2, curtains: [], onSlot: () => undefined, onDate: () => undefined };
  const list = slotsOf(context, answer, choices) as unknown as FakeElement;
  const slots = list.all().filter((each) => each.attributes.get("class") === "slot");
  return slots.map((slot) => slot.all().filter((each) => each.tag === "small").length);
}

test("a start after midnight has a remark, and one of the evening has none", () => {
  assert.deepEqual(remarksAt("2026-12-04T23:30:00+00:00", "2026-12-05T00:00:00+00:00", "2026-12-05T00:30:00+00:00"), [0, 1, 1]);
});

test("the remark is in words", () => {
  assert.equal(sentencesOf("en", en).say("afterMidnight"), "after midnight");
});
