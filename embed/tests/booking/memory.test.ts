/** A tab remembers its visitor's word, choice and details for half an hour, and then a booked table for half of it. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Memory } from "../../src/booking/memory";
import { FakeTab } from "../page";

const MINUTE = 60_000;
const SIX = { starts_at: "2026-12-04T18:00:00+00:00", party_size: 2, service_key: "k3v8m2qz7d5n4x6b" };
const ANA = { first_name: "Ana", last_name: "Riley", email: "ana@example.org", phone: "07700 900101" };
const BOOKED = {
  code: "K7QM4R2X",
  status: "pending" as const,
  starts_at: SIX.starts_at,
  ends_at: "2026-12-04T19:30:00+00:00",
  party_size: 2,
  link: "https://book.example/b/abc",
  note: "",
};
let tab: FakeTab;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 11, 1) });
  tab = new FakeTab().install();
});
afterEach(() => mock.timers.reset());

const opened = (onIdle = () => undefined): Memory => new Memory("entracte abc", onIdle);

/** The page is loaded again in the same tab. */
function reloaded(): Memory {
  tab.install();
  return opened();
}

test("nothing is stored before the visitor did something", () => {
  assert.match(opened().kept.word, /^[\da-f-]{36}$/);
  assert.deepEqual([...tab.stored], []);
});

test("what was kept is there after a reload, and nothing else is stored", () => {
  const memory = opened();
  memory.keep({ date: "2026-12-04" });
  memory.keep({ slot: SIX, typed: ANA, party: 2 });
  assert.deepEqual(reloaded().kept, { word: memory.kept.word, date: "2026-12-04", slot: SIX, typed: ANA, party: 2 });
  memory.keep({ slot: undefined });
  assert.equal(reloaded().kept.slot, undefined);
});

test("after a booking, or on starting again, another visitor is there", () => {
  const memory = opened();
  const { word } = memory.kept;
  memory.keep({ slot: SIX, typed: ANA });
  memory.forget();
  assert.notEqual(memory.kept.word, word);
  assert.deepEqual([Object.keys(memory.kept), [...tab.stored]], [["word"], []]);
});

/** A table is booked, as the form does it. */
function booked(onIdle = () => undefined): Memory {
  const memory = opened(onIdle);
  memory.keep({ slot: SIX, typed: ANA, party: 2 });
  memory.forget();
  memory.keep({ card: BOOKED });
  return memory;
}

test("a booked table outlives a reload, whatever its status, and nothing typed is stored with it", () => {
  const { word } = booked().kept;
  assert.deepEqual(JSON.parse(tab.stored.get("entracte abc")!), { word, card: BOOKED, at: Date.now() });
  assert.deepEqual(reloaded().kept, { word, card: BOOKED });
});

test("a quarter of an hour counts from the booking, whatever is touched or reloaded", () => {
  let idle = 0;
  const memory = booked(() => void idle++ as undefined);
  mock.timers.tick(14 * MINUTE);
  memory.keep();
  assert.deepEqual(reloaded().kept.card, BOOKED);
  assert.equal(idle, 0);
  mock.timers.tick(MINUTE);
  assert.equal(idle, 1);
  assert.equal(reloaded().kept.card, undefined);
  assert.deepEqual([...tab.stored], []);
});

test("a page that was reloaded forgets the table when the quarter of an hour is over", () => {
  booked();
  mock.timers.tick(10 * MINUTE);
  tab.install();
  let idle = 0;
  opened(() => void idle++ as undefined);
  mock.timers.tick(5 * MINUTE - 1);
  assert.equal(idle, 0);
  mock.timers.tick(1);
  assert.equal(idle, 1);
});

test("what is done with forgets the table, and another choice takes its place for half an hour", () => {
  booked().forget();
  assert.deepEqual([...tab.stored], []);
  const memory = booked();
  mock.timers.tick(14 * MINUTE);
  memory.keep({ slot: SIX, card: undefined });
  mock.timers.tick(29 * MINUTE);
  assert.deepEqual([reloaded().kept.slot, reloaded().kept.card], [SIX, undefined]);
});

test("another widget of the page, of this restaurant or another, knows nothing of the table", () => {
  booked();
  assert.equal(new Memory("entracte other", () => undefined).kept.card, undefined);
});

test("half an hour counts from the last touch", () => {
  let idle = 0;
  const memory = opened(() => void idle++ as undefined);
  memory.keep({ typed: ANA });
  mock.timers.tick(29 * MINUTE);
  memory.keep();
  mock.timers.tick(29 * MINUTE);
  assert.equal(idle, 0);
  assert.deepEqual(reloaded().kept.typed, ANA);
  mock.timers.tick(MINUTE);
  assert.equal(idle, 1);
});

test("a page that is loaded after half an hour knows nothing of the last visitor", () => {
  const memory = opened();
  memory.keep({ typed: ANA });
  mock.timers.setTime(Date.now() + 30 * MINUTE);
  const next = reloaded();
  assert.notEqual(next.kept.word, memory.kept.word);
  assert.equal(next.kept.typed, undefined);
  assert.deepEqual([...tab.stored], []);
});

test("a computer that slept looks when the page is there again", () => {
  for (const event of ["pageshow", "focus"]) {
    let idle = 0;
    tab = new FakeTab().install();
    opened(() => void idle++ as undefined).keep({ typed: ANA });
    tab.fire(event);
    assert.equal(idle, 0);
    mock.timers.setTime(Date.now() + 31 * MINUTE);
    idle = 0;
    tab.fire(event);
    assert.equal(idle, 1);
  }
});

test("a page that nobody touched is not begun again and again", () => {
  let idle = 0;
  const memory = opened(() => {
    idle++;
    memory.forget();
    return undefined;
  });
  memory.keep({ typed: ANA });
  mock.timers.tick(300 * MINUTE);
  tab.fire("focus");
  assert.equal(idle, 1);
});

test("where the browser stores nothing, the page itself remembers", () => {
  for (const broken of ["blocked", "full"]) {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    const full = { getItem: () => null, setItem: refuse, removeItem: refuse };
    Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get: broken === "full" ? () => full : refuse });
    const memory = opened();
    memory.keep({ slot: SIX });
    assert.deepEqual(memory.kept.slot, SIX);
    memory.forget();
    assert.equal(memory.kept.slot, undefined);
    memory.keep({ card: BOOKED });
    assert.deepEqual(memory.kept.card, BOOKED);
    Reflect.deleteProperty(globalThis, "sessionStorage");
  }
});

test("what is stored and makes no sense is as nothing", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"word":""}', '{"word":"abc"}', '{"word":"abc","at":"x"}']) {
    tab.stored.set("entracte abc", text);
    const { kept } = reloaded();
    assert.match(kept.word, /^[\da-f-]{36}$/, text);
    assert.deepEqual(Object.keys(kept), ["word"]);
  }
});
