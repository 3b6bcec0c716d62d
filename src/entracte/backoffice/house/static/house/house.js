// What every page does beyond links and forms: menus that close, forms that send themselves, the bar.

import { askToSignIn, freshenTokens } from "./sign-in-again.js";

const TOO_OLD = "The page was too old, and nothing was changed yet. Press again.";
const NO_COOKIE = "This browser keeps no cookie of this address. Allow cookies, then reload the page.";

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (menu !== except) menu.open = false;
  }
}

function showBar(sentence) {
  const bar = document.createElement("div");
  bar.className = "bar alone";
  bar.textContent = sentence;
  document.getElementById("bars")?.append(bar);
}

function showScriptedButtons(root) {
  for (const button of root.querySelectorAll("[data-prints], [data-copies], [data-picks]")) {
    button.hidden = false;
    if (button.dataset.picks) document.getElementById(button.dataset.picks).tabIndex = -1;
  }
}

function pickDate(button) {
  try {
    document.getElementById(button.dataset.picks).showPicker();
  } catch {
    button.hidden = true; // a browser without its own calendar: the field itself comes out
  }
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copies)?.textContent ?? "";
  await navigator.clipboard.writeText(text.trim());
  showBar("Copied.");
}

document.addEventListener("click", (event) => {
  const target = event.target;
  closeMenus(target.closest("details[data-closes]"));
  if (target.closest("[data-prints]")) window.print();
  const picks = target.closest("[data-picks]");
  if (picks) pickDate(picks);
  const copies = target.closest("[data-copies]");
  if (copies) copy(copies).catch(() => showBar("This browser does not copy by itself: select the text."));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.closest("dialog")) return;
  const open = document.querySelector("details[data-closes][open]");
  closeMenus();
  open?.querySelector("summary")?.focus();
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sends-itself]");
  if (form && event.target.value) form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  const gone = event.detail.xhr.getResponseHeader("Entracte-Gone");
  if (gone === "session") askToSignIn();
  else if (gone === "again") askToSignIn("sign-in-again");
  else if (gone === "factor") askToSignIn("second-factor-first");
  else if (gone === "cookie") freshenTokens().then((works) => showBar(works ? TOO_OLD : NO_COOKIE));
  else if (status === 403) showBar("Your role does not include this.");
  else if (status === 404) showBar("It is not there any more. Reload the page.");
  else showBar("That did not work, and nothing was changed. Try once more.");
});

document.addEventListener("htmx:sendError", () => showBar("No connection. Nothing was changed; try again."));
document.addEventListener("htmx:afterSettle", (event) => showScriptedButtons(event.target));

showScriptedButtons(document);
