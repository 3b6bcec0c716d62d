/** Back and forward walk the screens, and the page's own states stay. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ScreenHistory } from "../../src/booking/screen-history";
import { FakeTab } from "../page";

const NAME = "entracte abc";
let tab: FakeTab;
beforeEach(() => void (tab = new FakeTab().install()));

/** A form that shows what it is walked to. */
function form(isOn = true, name = NAME): { walked: string[]; history: ScreenHistory } {
  const walked: string[] = [];
  const history = new ScreenHistory(name, isOn, (screen) => {
    walked.push(screen);
    history.show(screen);
  });
  return { walked, history };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("the page's own state stands in every entry", () => {
  tab.entries[0] = { page: 3, deep: [1] };
  const { history, walked } = form();
  history.show("guest");
  assert.deepEqual(tab.entries, [
    { page: 3, deep: [1], [NAME]: "slots" },
    { page: 3, deep: [1], [NAME]: "guest" },
  ]);
  tab.go(-1);
  tab.go(1);
  assert.deepEqual(walked, ["slots", "guest"]);
  assert.equal(tab.entries.length, 2);
});

test("a booked table takes the entry of what was typed", () => {
  const { history, walked } = form();
  history.show("guest");
  history.show("booked");
  tab.go(-1);
  tab.go(1);
  assert.deepEqual(walked, ["slots", "booked"]);
  history.show("slots"); // book another
  history.show("guest");
  assert.deepEqual(tab.entries, [{ [NAME]: "slots" }, { [NAME]: "guest" }]);
});

test("who goes back by the form's own button is not walked twice, however fast the next press is", async () => {
  const { history, walked } = form();
  history.show("guest");
  history.show("slots");
  history.show("guest");
  await settled();
  assert.deepEqual([tab.at, walked], [1, []]);
  history.show("slots");
  await settled();
  assert.deepEqual([tab.at, walked], [0, []]);
});

test("a reload on the second screen adds no entry", () => {
  form().history.show("guest");
  tab.install();
  const { history, walked } = form();
  history.show("guest");
  assert.equal(tab.entries.length, 2);
  tab.go(-1);
  assert.deepEqual(walked, ["slots"]);
});

test("the page's own walks, and those of another form, are none of ours", () => {
  const { history, walked } = form();
  const other = form(true, "entracte other");
  history.show("guest");
  tab.entries.push(null); // a link within the page
  tab.go(1);
  tab.go(-1);
  assert.deepEqual(walked, []);
  other.history.show("guest");
  tab.go(-1);
  assert.deepEqual([walked, other.walked], [[], ["slots"]]);
});

for (const state of [7, "words", ["list"], new Date(0)])
  test(`a state that is no plain object stays as it is: ${typeof state} ${String(state)}`, () => {
    tab.entries[0] = state;
    form().history.show("guest");
    assert.deepEqual(tab.entries, [state]);
  });

test("an attribute turns it off", () => {
  const { history, walked } = form(false);
  history.show("guest");
  assert.deepEqual(tab.entries, [null]);
  tab.fire("popstate");
  assert.deepEqual(walked, []);
});

test("a browser that allows no more entries does no harm", () => {
  const { history } = form();
  Object.assign(globalThis.history, {
    pushState: () => {
      throw new DOMException("too many", "SecurityError");
    },
  });
  history.show("guest");
  history.show("slots");
  assert.equal(tab.entries.length, 1);
});
