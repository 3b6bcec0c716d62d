/** One slot is held at a time, in order, and a hold that fails costs nothing. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Api, ApiRefusal } from "../../src/api/client";
import { SlotHold } from "../../src/booking/slot-hold";

const SIX = { starts_at: "2026-12-04T18:00:00+00:00", party_size: 2, service_key: "k3v8m2qz7d5n4x6b" };
const WORD = "a-visitors-word";
const HELD = { hold: "k3v8m2qz7d5n4x6b", expires_at: "2026-12-03T12:05:00+00:00", seconds: 300 };
const wire = globalThis.fetch;
afterEach(() => void (globalThis.fetch = wire));

const made = (): Response => Response.json(HELD, { status: 201 });
const gone = (): Response => new Response(null, { status: 204 });
const refused = (status: number, code: string): Response => Response.json({ code }, { status });

interface Asked {
  call: string;
  body: { starts_at: string; party_size: number; visitor: string } | null;
}

/** Answer on the wire, one after the other; what was asked is noted as it is asked. */
function answering(...answers: (() => Response | Promise<Response>)[]): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (url, init) => {
    const path = String(url).replace("https://book.example/api/widget/v1/", "");
    asked.push({ call: `${init?.method} ${path}`, body: init?.body ? JSON.parse(String(init.body)) : null });
    return answers[asked.length - 1]!();
  };
  return asked;
}

const slotHoldOf = (minutes = 5): SlotHold => new SlotHold(new Api("https://book.example/api/widget/v1/", "abc"), minutes, WORD);

test("a hold is asked for by the visitor's word, and answered with its end", async () => {
  const asked = answering(made);
  const slotHold = slotHoldOf();
  assert.deepEqual(await slotHold.take(SIX), HELD);
  assert.deepEqual(asked, [
    { call: "POST abc/holds", body: { ...SIX, visitor: WORD } },
  ]);
});

test("a restaurant without holds is asked nothing", async () => {
  const asked = answering();
  const slotHold = slotHoldOf(0);
  assert.equal(await slotHold.take(SIX), null);
  await slotHold.release();
  await slotHold.use();
  assert.deepEqual(asked, []);
});

test("a slot that has gone is said; every other failure is as no hold", async () => {
  answering(() => refused(409, "slot_gone"));
  await assert.rejects(slotHoldOf().take(SIX), (error) => error instanceof ApiRefusal && error.code === "slot_gone");
  for (const failure of [
    () => refused(409, "not_held"),
    () => refused(409, "no_holds"),
    () => refused(422, "off_grid"),
    () => refused(429, "too_many"),
    () => refused(503, "unavailable"),
    () => new Response("<html>", { status: 502 }),
    () => Promise.reject(new TypeError("no network")),
  ]) {
    answering(failure);
    assert.equal(await slotHoldOf().take(SIX), null);
  }
});

test("giving up waits for the hold that is on its way, and nothing is given up twice", async () => {
  let answer = (_: Response): void => undefined;
  const asked = answering(() => new Promise<Response>((resolve) => (answer = resolve)), gone);
  const slotHold = slotHoldOf();
  const taken = slotHold.take(SIX);
  const released = slotHold.release();
  await Promise.resolve();
  assert.equal(asked.length, 1);
  answer(made());
  await Promise.all([taken, released, slotHold.release()]);
  assert.deepEqual(
    asked.map((each) => each.call),
    ["POST abc/holds", `POST abc/holds/${HELD.hold}/release`],
  );
});

test("a hold that cannot be given up is left to end by itself", async () => {
  answering(made, () => refused(503, "unavailable"), made);
  const slotHold = slotHoldOf();
  await slotHold.take(SIX);
  await slotHold.release();
  assert.deepEqual(await slotHold.take(SIX), HELD);
});

test("a booked table's hold is given up only where its answer had not come", async () => {
  const asked = answering(made);
  const slotHold = slotHoldOf();
  await slotHold.take(SIX);
  await slotHold.use();
  await slotHold.release();
  assert.equal(asked.length, 1);

  const later = answering(made, gone);
  const hurried = slotHoldOf();
  const taken = hurried.take(SIX);
  await hurried.use();
  await taken;
  assert.deepEqual(
    later.map((each) => each.call),
    ["POST abc/holds", `POST abc/holds/${HELD.hold}/release`],
  );
});

test("a page that is left gives its hold up at once, by the hold's key and without a header of its own", async () => {
  const sent: RequestInit[] = [];
  const asked = answering(made, gone);
  const slotHold = slotHoldOf();
  await slotHold.take(SIX);
  const answer = globalThis.fetch;
  globalThis.fetch = (url, init) => (sent.push(init!), answer(url, init));
  await slotHold.leave();
  await slotHold.leave();
  assert.deepEqual(
    asked.map((each) => each.call),
    ["POST abc/holds", `POST abc/holds/${HELD.hold}/release`],
  );
  const { method, keepalive, headers, body } = sent[0]!;
  assert.deepEqual({ method, keepalive, headers, body }, { method: "POST", keepalive: true, headers: undefined, body: undefined });
});

test("a hold is kept once more, and no answer is not the end of it", async () => {
  const asked = answering(made, () => Response.json(HELD), () => refused(503, "unavailable"), () => refused(409, "hold_ended"));
  const slotHold = slotHoldOf();
  await slotHold.take(SIX);
  assert.deepEqual(await slotHold.prolong(), HELD);
  assert.equal(asked[1]!.call, `POST abc/holds/${HELD.hold}/prolong`);
  assert.equal(await slotHold.prolong(), null);
  await assert.rejects(slotHold.prolong(), (error) => error instanceof ApiRefusal && error.code === "hold_ended");
});

test("offers see through one's own hold by its key, never by the visitor's word", async () => {
  const answers: string[] = [];
  const api = new Api("https://book.example/api/widget/v1/", "abc");
  const slotHold = new SlotHold(api, 5, WORD);
  globalThis.fetch = async (url) => (answers.push(String(url)), made());
  await api.offers("2026-12-04", 2);
  await slotHold.take(SIX);
  await api.offers("2026-12-04", 2);
  await slotHold.use();
  await api.offers("2026-12-04", 2);
  const asked = answers.filter((url) => url.includes("offers?")).map((url) => url.split("party_size=2")[1]);
  assert.deepEqual(asked, ["", `&hold=${HELD.hold}`, ""]);
  assert.ok(answers.every((url) => !url.includes(slotHold.visitor)));
});
