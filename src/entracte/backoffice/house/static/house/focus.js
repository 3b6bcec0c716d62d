// Keeps the keyboard's place through every swap: on the same control, else on the heading of what is new.

const CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, textarea";
const HEADINGS = "h1, h2, h3, legend";

let kept = null; // what had the focus before a swap, and where the answer goes

function isThere(element) {
  return element.isConnected && element.checkVisibility() && !element.disabled;
}

function addressOf(element) {
  return element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "";
}

function describe(element) {
  const { id, tagName, name = "" } = element;
  const value = tagName === "BUTTON" || element.type === "radio" ? element.value : "";
  return { id, tagName, name, value, address: addressOf(element), text: element.textContent.trim() };
}

function firstLike(was, names) {
  const all = [...document.querySelectorAll(CONTROLS)].filter(isThere);
  return all.find((element) => {
    const is = describe(element);
    return names.every((name) => is[name] === was[name]);
  });
}

function sameControl(was) {
  const byId = was.id && document.getElementById(was.id);
  if (byId && isThere(byId)) return byId;
  const same = firstLike(was, ["tagName", "name", "value", "address", "text"]);
  // a step that was taken gives way to the next one of the same party
  return same ?? (was.address && was.name ? firstLike(was, ["tagName", "name", "address"]) : null);
}

function takes(element) {
  if (!element.matches(CONTROLS)) element.tabIndex = -1;
  element.focus({ preventScroll: element.checkVisibility() && isOnScreen(element) });
  return document.activeElement === element;
}

function isOnScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

function isLost() {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || !isThere(activeElement);
}

/** Put the focus on the first heading there, else on its first control; says whether it stands there. */
export function focusHeading(root) {
  const all = [...root.querySelectorAll(HEADINGS), ...root.querySelectorAll(CONTROLS)];
  return all.filter(isThere).some(takes);
}

/** Give the focus to what is there, where the control that had it is gone. */
export function focusAgain(was, target) {
  const same = was && sameControl(was);
  if (same && takes(same)) return;
  if (target?.isConnected && target.checkVisibility() && focusHeading(target)) return;
  focusHeading(document.getElementById("content"));
}

function keep(event) {
  const { activeElement } = document;
  const pressed = event.detail.requestConfig?.triggeringEvent && event.detail.elt;
  const element = activeElement && activeElement !== document.body ? activeElement : pressed;
  if (!element?.tagName) return;
  kept ??= { was: describe(element), target: null };
  if (event.type === "htmx:beforeSwap") kept.target = event.detail.target;
}

function settle() {
  if (!kept || !isLost()) return;
  focusAgain(kept.was, document.getElementById(kept.target?.id) ?? kept.target);
}

document.addEventListener("htmx:beforeSwap", keep);
document.addEventListener("htmx:oobBeforeSwap", keep);
document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("htmx:beforeRequest", () => {
  kept = null;
});
