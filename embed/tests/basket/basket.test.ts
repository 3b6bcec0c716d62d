/** What does the widget take from a basket's JSON? */
import assert from "node:assert/strict";
import { test } from "node:test";
import { basketOf, performanceOf, upcoming, utcInstant } from "../../src/basket/basket";

const NOON = Date.parse("2026-12-01T12:00:00Z");

const instance = (id: string, start: string, startUtc: string | undefined, more: object = {}) => ({
  id,
  start,
  ...(startUtc === undefined ? {} : { startUtc }),
  ...more,
});
const basket = (instances: object[], more: object = {}) => ({
  id: "I-9QR3-2LTM",
  basketId: "I-9QR3-2LTM",
  basketId_Comment: "deprecated: see id",
  customer: null,
  tickets: instances.map((each, index) => ({ id: `T-${index}`, instance: each })),
  merchandiseItems: [],
  ...more,
});
const datesOf = (json: unknown) => upcoming(basketOf(json)?.performances ?? [], NOON).map((each) => each.date);

test("R2: the earliest performance comes first, whatever the order of the tickets", () => {
  const later = instance("B", "2026-12-05T19:30:00", "2026-12-05T19:30:00Z");
  const sooner = instance("A", "2026-12-04T14:00:00", "2026-12-04T14:00:00Z");
  assert.deepEqual(datesOf(basket([later, sooner])), ["2026-12-04", "2026-12-05"]);
});

test("R2: the basket id, the customer id and the starts are all that is taken", () => {
  const customer = { id: "I-7K21-4WPD", firstName: "Ana", email: "ana.riley@example.org" };
  const shown = instance("A", "2026-12-04T19:30:00", "2026-12-04T19:30:00Z");
  assert.deepEqual(basketOf(basket([shown], { customer, promoCode: "X" })), {
    id: "I-9QR3-2LTM",
    customerId: "I-7K21-4WPD",
    performances: [{ date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T19:30:00Z") }],
    unread: [],
  });
});

test("R2: a customer may be an object, an id alone, a text, a number or null", () => {
  const shown = instance("A", "2026-12-04T19:30:00", "2026-12-04T19:30:00Z");
  const seen = [{ id: "C-1", name: "Ana" }, { id: "C-1" }, "C-1", 71, null, undefined, {}, "", []].map(
    (customer) => basketOf(basket([shown], { customer }))?.customerId,
  );
  assert.deepEqual(seen, ["C-1", "C-1", "C-1", "71", null, null, null, null, null]);
});

test("R2: keys in another casing are read all the same", () => {
  const json = {
    Id: "B-1",
    Customer: { Id: "C-1" },
    Tickets: [{ Instance: { Id: "A", Start: "2026-12-04T19:30:00", StartUtc: "2026-12-04T19:30:00" } }],
  };
  assert.equal(basketOf(json)?.id, "B-1");
  assert.equal(basketOf(json)?.customerId, "C-1");
  assert.deepEqual(datesOf(json), ["2026-12-04"]);
});

test("D12: a time in UTC without a suffix is UTC", () => {
  const moment = Date.parse("2026-12-04T19:30:00Z");
  for (const suffix of ["", "Z", ".0000000", "+00:00"])
    assert.equal(utcInstant(`2026-12-04T19:30:00${suffix}`), moment, suffix);
  assert.ok(Number.isNaN(utcInstant("soon")));
  assert.ok(Number.isNaN(utcInstant(null)));
});

test("D12: the date is the date part of start as written, though it is the next day in UTC", () => {
  assert.deepEqual(datesOf(basket([instance("A", "2026-12-04T19:30:00", "2026-12-05T01:30:00")])), ["2026-12-04"]);
});

test("D12: performances that are past by startUtc or cancelled are skipped", () => {
  const past = instance("A", "2026-12-01T11:00:00", "2026-12-01T11:59:59Z");
  const cancelled = instance("B", "2026-12-02T19:30:00", "2026-12-02T19:30:00Z", { cancelled: true });
  const toCome = instance("C", "2026-12-03T19:30:00", "2026-12-03T19:30:00Z", { cancelled: false });
  assert.deepEqual(datesOf(basket([past, cancelled, toCome])), ["2026-12-03"]);
  assert.deepEqual(datesOf(basket([past, cancelled])), []);
});

test("D12: a basket with something other than tickets has an id and no date", () => {
  const json = basket([], { merchandiseItems: [{ id: "M-1" }], customer: "C-1" });
  assert.equal(basketOf(json)?.id, "I-9QR3-2LTM");
  assert.deepEqual(datesOf(json), []);
});

test("D13: what is empty or makes no sense is no basket", () => {
  for (const json of [null, undefined, "", "text", 7, [], {}, { id: "B-1" }, { tickets: [{}] }, basket([])])
    assert.equal(basketOf(json), null);
});

test("R2: instances that came as a bare id are asked once each", () => {
  const json = basket([{ id: "A" }, { id: "A" }, { id: "B" }]);
  assert.deepEqual(basketOf(json)?.unread, ["A", "B"]);
  assert.deepEqual(basketOf({ id: "B-1", tickets: [{ instance: "A" }, { instance: null }, {}] })?.unread, ["A"]);
});

test("R2: an instance without a readable start is no performance", () => {
  const unreadable = { start: "2026-12-04T19:30:00", startUtc: "soon" };
  for (const json of [null, {}, { start: "" }, { start: "soon" }, { start: 7 }, unreadable])
    assert.equal(performanceOf(json), null);
});

test("two tickets for one performance are one performance", () => {
  const shown = instance("A", "2026-12-04T19:30:00", "2026-12-04T19:30:00Z");
  assert.deepEqual(datesOf(basket([shown, shown])), ["2026-12-04"]);
});
