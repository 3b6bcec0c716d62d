/** The text colour on the accent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, rgbOf, textOn } from "../../src/page/colour";

test("text on the accent can be read on dark, middling and light grounds", () => {
  assert.equal(textOn([138, 28, 43]), "#fff");
  assert.equal(textOn([227, 176, 75]), "#111");
  for (const ground of [[0, 0, 0], [255, 255, 255], [119, 119, 119], [230, 60, 60]] as const) {
    const text = textOn(ground) === "#fff" ? ([255, 255, 255] as const) : ([17, 17, 17] as const);
    assert.ok(contrast(ground, text) >= 4.4, String(ground));
  }
});

test("a computed colour gives its bytes", () => {
  assert.deepEqual(rgbOf("rgb(138, 28, 43)"), [138, 28, 43]);
  assert.deepEqual(rgbOf("rgba(1, 2, 3, 0.5)"), [1, 2, 3]);
});
