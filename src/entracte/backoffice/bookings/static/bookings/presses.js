// Lets a press rest: what comes under the same finger is not pressed too, and the last presses can be undone.

import { focusAgain } from "../house/focus.js";

const REST_MS = 1500;
const FINGER_PIXELS = 48;
const BARS = 3;

let last = { action: "", x: 0, y: 0, until: 0 };

function isUnderFinger(button) {
  if (!last.x && !last.y) return false; // pressed by a key: no place to come under
  const box = button.getBoundingClientRect();
  const aside = Math.max(box.left - last.x, last.x - box.right, 0);
  const below = Math.max(box.top - last.y, last.y - box.bottom, 0);
  return Math.hypot(aside, below) < FINGER_PIXELS;
}

function rests(button) {
  if (performance.now() >= last.until) return false;
  return button.form.action === last.action || isUnderFinger(button);
}

function showRest() {
  for (const button of document.querySelectorAll("[data-rests] button[name=to]")) {
    if (rests(button)) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function press(event) {
  const button = event.target.closest("[data-rests] button[name=to]");
  if (!button) return;
  if (rests(button)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  last = {
    action: button.form.action,
    x: event.clientX,
    y: event.clientY,
    until: performance.now() + REST_MS,
  };
  setTimeout(showRest, REST_MS + 20);
}

function drop(bar) {
  const hadFocus = bar.contains(document.activeElement);
  bar.remove();
  if (hadFocus) focusAgain(null, document.getElementById("beside"));
}

function keepBars() {
  const bars = [...document.querySelectorAll("#bars .bar")];
  for (const bar of bars.slice(BARS)) drop(bar);
  // an earlier press on the same booking is undone from where the booking stands now
  const newest = new Map();
  for (const bar of bars) {
    const { steps, version } = bar.dataset;
    if (!newest.has(steps)) newest.set(steps, version);
    const input = bar.querySelector("[name=version]");
    if (input) input.value = newest.get(steps);
  }
}

document.addEventListener("click", press, { capture: true });
function endRest() {
  last.until = 0; // nothing was changed, so the same press may be tried at once
  showRest();
}

document.addEventListener("htmx:responseError", endRest);
document.addEventListener("htmx:sendError", endRest);
document.addEventListener("htmx:afterSwap", showRest);
document.addEventListener("htmx:oobAfterSwap", showRest);
document.addEventListener("htmx:afterSettle", () => {
  showRest();
  keepBars();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("[data-undoes]");
  if (form && event.detail.successful) drop(form.closest(".bar"));
});
document.addEventListener("animationend", (event) => {
  if (event.target.matches("#bars .bar")) drop(event.target);
});
