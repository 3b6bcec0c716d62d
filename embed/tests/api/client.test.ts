/** The keys that the widget makes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey } from "../../src/api/client";

test("every key is a new UUID", () => {
  const keys = Array.from({ length: 50 }, newKey);
  assert.equal(new Set(keys).size, 50);
  assert.match(keys[0]!, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
