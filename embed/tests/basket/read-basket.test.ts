/** How does reading the basket go over the wire? Only `fetch` is played here. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { readBasket } from "../../src/basket/read-basket";

const NOON = Date.parse("2026-12-01T12:00:00Z");
const ADDRESS = "https://tickets.theatre.example/alder/api/v3";
const realFetch = globalThis.fetch;
const realInfo = console.info;
let calls: { url: string; init: RequestInit | undefined }[];
let diagnoses: string[];

const reply = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const answering = (replies: Record<string, () => Response>) => {
  globalThis.fetch = async (input, init) => {
    calls.push({ url: String(input), init });
    const found = replies[String(input).slice(ADDRESS.length)];
    if (!found) throw new TypeError("Failed to fetch");
    return found();
  };
};
const BASKET = "/basket?$expand=tickets/event,tickets/instance";
const shown = { id: "A", start: "2026-12-04T19:30:00", startUtc: "2026-12-04T19:30:00", cancelled: false };
const performance = { date: "2026-12-04", startsAtMs: Date.parse("2026-12-04T19:30:00Z") };

beforeEach(() => {
  calls = [];
  diagnoses = [];
  console.info = (...words: unknown[]) => void diagnoses.push(words.join(" "));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  console.info = realInfo;
});

test("R2: one expanded read, with credentials and no header of ours", async () => {
  answering({ [BASKET]: () => reply(200, { id: "B-1", customer: { id: "C-1" }, tickets: [{ instance: shown }] }) });
  const expected = { id: "B-1", customerId: "C-1", performances: [performance] };
  assert.deepEqual(await readBasket(`${ADDRESS}/`, NOON), expected);
  assert.deepEqual(calls.map((call) => call.url), [ADDRESS + BASKET]);
  assert.equal(calls[0]?.init?.credentials, "include");
  assert.equal(calls[0]?.init?.headers, undefined);
});

test("R2: where nothing was expanded, each distinct instance is asked, and one that fails is left out", async () => {
  const tickets = ["A", "A", "gone"].map((id) => ({ instance: { id } }));
  answering({
    [BASKET]: () => reply(200, { id: "B-1", customer: null, tickets }),
    "/instances/A": () => reply(200, shown),
    "/instances/gone": () => reply(500, {}),
  });
  assert.deepEqual((await readBasket(ADDRESS, NOON))?.performances, [performance]);
  assert.equal(calls.length, 3);
});

test("D13: no answer, an error, no JSON and 404 are all as no basket, with one line for the console", async () => {
  const cases: Record<string, () => Response>[] = [
    {},
    { [BASKET]: () => reply(500, {}) },
    { [BASKET]: () => new Response("<html>") },
    { [BASKET]: () => reply(404, {}) },
  ];
  for (const replies of cases) {
    diagnoses = [];
    answering(replies);
    assert.equal(await readBasket(ADDRESS, NOON), null);
    assert.equal(diagnoses.length, 1);
  }
});
