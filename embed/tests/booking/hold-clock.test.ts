/** A hold is counted down in minutes, whatever the restaurant's clock or the browser's zone says. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { HoldClock } from "../../src/booking/hold-clock";

function counting(seconds: number): number[] {
  const shown: number[] = [];
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_700_000_000_000 });
  new HoldClock((minutes) => shown.push(minutes)).start(seconds);
  for (let passed = 0; passed <= seconds + 120; passed += 1) mock.timers.tick(1000);
  mock.timers.reset();
  return shown;
}

test("each minute is said once, the last one before the end, and the end", () => {
  assert.deepEqual(counting(300), [5, 4, 3, 2, 1, 0]);
  assert.deepEqual(counting(299), [5, 4, 3, 2, 1, 0]);
  assert.deepEqual(counting(61), [2, 1, 0]);
  assert.deepEqual(counting(30), [1, 0]);
  assert.deepEqual(counting(0), [0]);
});

test("a clock that is stopped or begun again says nothing of what it counted before", () => {
  const shown: number[] = [];
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const clock = new HoldClock((minutes) => shown.push(minutes));
  clock.start(120);
  mock.timers.tick(60_000);
  clock.start(180);
  mock.timers.tick(60_000);
  clock.stop();
  mock.timers.tick(600_000);
  mock.timers.reset();
  assert.deepEqual(shown, [2, 1, 3, 2]);
});

test("a page that slept past the end says the end, not each minute", () => {
  const shown: number[] = [];
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: 0 });
  new HoldClock((minutes) => shown.push(minutes)).start(300);
  mock.timers.setTime(1_000_000);
  mock.timers.tick(1);
  mock.timers.reset();
  assert.equal(shown.at(-1), 0);
});
