// Opens and shuts a booking beside the list.

import { focusAgain, focusHeading } from "../house/focus.js";

const evening = () => document.getElementById("evening");
const beside = () => document.getElementById("beside");

function markChosenLine() {
  const article = beside().querySelector("article");
  const code = article?.id.replace("booking-", "");
  for (const link of document.querySelectorAll(".diary .name a")) {
    if (code && link.id === `open-${code}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function shut(address) {
  const chosen = document.querySelector(".diary .name a[aria-current]");
  beside().replaceChildren();
  evening().classList.remove("is-open");
  history.pushState({ htmx: true }, "", address);
  markChosenLine();
  if (chosen) chosen.focus();
  else focusAgain(null, document.getElementById("list"));
}

function showAnswer(event) {
  if (event.target.id === "list") markChosenLine();
  if (event.target.id !== "beside") return;
  const wasOpen = evening().classList.contains("is-open");
  evening().classList.toggle("is-open", beside().childElementCount > 0);
  markChosenLine();
  if (!wasOpen) focusHeading(beside());
  beside().scrollTop = 0;
}

document.addEventListener("htmx:afterSettle", showAnswer);

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-shuts]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  shut(link.href);
});

document.addEventListener("keydown", (event) => {
  const link = beside().querySelector("[data-shuts]");
  const isElsewhere = event.target.closest("dialog") || document.querySelector("details[open]");
  if (event.key === "Escape" && link && !isElsewhere) shut(link.href);
});
