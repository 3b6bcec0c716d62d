/** One attempt has one key whatever is typed, and another one first asks what became of it. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Api, ApiRefusal } from "../../src/api/client";
import { Attempt } from "../../src/booking/attempt";
import { Memory } from "../../src/booking/memory";
import { FakeTab } from "../page";

const ANA = { first_name: "Ana", last_name: "Riley", email: "ana@example.org", phone: "07700 900101" };
const TYPED = { guest: ANA, requests: "", language: "en" };
const SIX = { starts_at: "2026-12-04T18:00:00+00:00", party_size: 2, service_key: "k3v8m2qz7d5n4x6b" };
const BOOKED = { code: "7QK2M9PX" };
const wire = globalThis.fetch;

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => {
  mock.timers.reset();
  globalThis.fetch = wire;
});

type Answers = (() => Response | Promise<Response>)[];
const booked = () => Response.json(BOOKED, { status: 201 });
const lost = () => Promise.reject(new TypeError("no network"));
const refused = (status: number) => () => Response.json({ code: "slot_gone" }, { status });
const was = (standing: object | null) => () => Response.json({ booked: standing });

/** Answer on the wire, one after the other; each call is noted with its key. */
function answering(...answers: Answers): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (url, init) => {
    const key = new Headers(init?.headers).get("Idempotency-Key");
    asked.push(`${String(url).split("/").at(-1)} ${key}`);
    return answers[asked.length - 1]!();
  };
  return asked;
}

/** A visitor's attempts, in a tab of their own. */
function attempts(): { memory: Memory; send(changes?: object, typed?: object): Promise<object> } {
  new FakeTab().install();
  const memory = new Memory("entracte abc", () => undefined);
  const attempt = new Attempt(new Api("https://book.example/api/widget/v1/", "abc"), memory);
  const send = (changes = {}, typed = {}) => attempt.send({ ...SIX, ...changes }, { ...TYPED, ...typed }, null);
  return { memory, send };
}

test("D23: the key stays while what is typed changes", async () => {
  const asked = answering(lost, refused(503), booked);
  const { send } = attempts();
  await assert.rejects(send());
  await assert.rejects(send({ party_size: 4 }, { requests: "A high chair" }));
  assert.deepEqual(await send({}, { guest: { ...ANA, phone: "020 7946 0102" } }), { booked: BOOKED, isEarlier: false });
  assert.equal(asked.length, 3);
  assert.equal(new Set(asked).size, 1);
});

test("D23: the key is of the visitor, the service and the start, and short", async () => {
  const asked = answering(booked, booked, booked, booked, booked);
  const one = attempts();
  await one.send();
  one.memory.keep({ sent: undefined });
  for (const change of [{ service_key: "m7q2k3v8z7d5n4x6" }, { starts_at: "2026-12-04T18:15:00+00:00" }]) {
    await one.send(change);
    one.memory.keep({ sent: undefined });
  }
  await one.send({ starts_at: "2026-12-04T19:00:00+01:00" });
  await attempts().send();
  assert.equal(asked[3], asked[0]);
  assert.equal(new Set(asked).size, 4);
  for (const each of asked) assert.match(each, /^bookings [!-~]{40,80}$/);
});

test("D23: another start first asks what became of the one without an answer", async () => {
  const asked = answering(lost, was(BOOKED));
  const { send } = attempts();
  await assert.rejects(send());
  assert.deepEqual(await send({ starts_at: "2026-12-04T18:15:00+00:00" }), { booked: BOOKED, isEarlier: true });
  assert.equal(asked[1], asked[0]!.replace("bookings", "attempt"));
  assert.equal(asked.length, 2);
});

test("an attempt that booked nothing leaves the way free", async () => {
  const asked = answering(lost, was(null), booked);
  const { send } = attempts();
  await assert.rejects(send());
  assert.deepEqual(await send({ service_key: "m7q2k3v8z7d5n4x6" }), { booked: BOOKED, isEarlier: false });
  assert.equal(new Set(asked.map((each) => each.split(" ")[1])).size, 2);
});

test("where nobody can say what became of it, no other is begun", async () => {
  const asked = answering(lost, lost, refused(503), was(BOOKED));
  const { send } = attempts();
  await assert.rejects(send());
  for (const _ of [1, 2]) await assert.rejects(send({ service_key: "m7q2k3v8z7d5n4x6" }), ApiRefusal);
  assert.deepEqual(await send({ service_key: "m7q2k3v8z7d5n4x6" }), { booked: BOOKED, isEarlier: true });
  assert.deepEqual(asked.map((each) => each.split(" ")[0]), ["bookings", "attempt", "attempt", "attempt"]);
});

test("a first try that was refused is over; a refused second try says nothing about the first", async () => {
  const over = answering(refused(409), booked);
  const first = attempts();
  await assert.rejects(first.send());
  await first.send({ service_key: "m7q2k3v8z7d5n4x6" });
  assert.equal(over.length, 2);

  const asked = answering(lost, refused(422), refused(429), was(BOOKED));
  const { send } = attempts();
  for (const _ of [1, 2, 3]) await assert.rejects(send());
  assert.deepEqual(await send({ service_key: "m7q2k3v8z7d5n4x6" }), { booked: BOOKED, isEarlier: true });
  assert.equal(asked.length, 4);
});
