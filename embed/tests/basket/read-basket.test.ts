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

test("R2: where the expanded read is refused, the plain basket is asked, also where the refusal cannot be read", async () => {
  const refusals: (() => Response)[] = [
    () => reply(400, { message: "Unknown option" }),
    () => reply(403, {}),
    () => reply(500, {}),
    () => {
      throw new TypeError("Failed to fetch");
    },
  ];
  for (const refused of refusals) {
    calls = [];
    answering({
      [BASKET]: refused,
      "/basket": () => reply(200, { id: "B-1", customer: null, tickets: [{ instance: { id: "A" } }] }),
      "/instances/A": () => reply(200, shown),
    });
    assert.deepEqual((await readBasket(ADDRESS, NOON))?.performances, [performance]);
    assert.equal(calls.length, 3);
  }
});

test("R2: all instances are asked, some at a time, and the earliest is never missed", async () => {
  const ids = Array.from({ length: 40 }, (_, number) => `I${number}`);
  let asking = 0;
  let most = 0;
  const replies: Record<string, () => Response> = {
    [BASKET]: () => reply(200, { id: "B-1", tickets: ids.map((id) => ({ instance: { id } })) }),
  };
  answering(replies);
  const inner = globalThis.fetch;
  ids.forEach((id, number) => {
    const day = String(28 - Math.floor(number / 2)).padStart(2, "0");
    const start = `2026-12-${day}T${number % 2 ? "19" : "14"}:30:00`;
    replies[`/instances/${id}`] = () => reply(200, { id, start, startUtc: start });
  });
  globalThis.fetch = async (input, init) => {
    most = Math.max(most, (asking += 1));
    await new Promise((done) => setTimeout(done, 1));
    return inner(input, init).finally(() => (asking -= 1));
  };
  const read = await readBasket(ADDRESS, NOON);
  assert.equal(read?.performances.length, 40);
  assert.equal(read?.performances[0]?.date, "2026-12-09");
  assert.ok(most <= 6, String(most));
});

test("R2: where the time ends before all were asked, no date is decided, and the ids still go along", async (t) => {
  t.mock.method(AbortSignal, "timeout", () => AbortSignal.abort(new DOMException("Time", "TimeoutError")));
  const tickets = ["A", "B"].map((id) => ({ instance: { id } }));
  answering({
    [BASKET]: () => reply(200, { id: "B-1", customer: { id: "C-1" }, tickets }),
    "/instances/A": () => reply(200, shown),
    "/instances/B": () => reply(200, shown),
  });
  assert.deepEqual(await readBasket(ADDRESS, NOON), { id: "B-1", customerId: "C-1", performances: [] });
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
