// Keeps what is typed of a note until it is added: through a press, a refresh, and another's change.

// It stays in this tab alone, and goes when the note is added, when a person signs out, or after some hours.
const PREFIX = "typing ";
const KEPT_HOURS = 6;

function store(area) {
  const key = PREFIX + area.dataset.keepsTyping;
  try {
    if (area.value.trim()) sessionStorage.setItem(key, JSON.stringify({ text: area.value, at: Date.now() }));
    else sessionStorage.removeItem(key);
  } catch {
    // a browser that stores nothing: the text stays as long as the page does
  }
}

function stored(area) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + area.dataset.keepsTyping));
    return kept && Date.now() - kept.at < KEPT_HOURS * 3600e3 ? kept.text : "";
  } catch {
    return "";
  }
}

function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // nothing is stored there
  }
}

function areas() {
  return document.querySelectorAll("[data-keeps-typing]");
}

function restore() {
  const added = document.querySelector("[data-noted]");
  for (const area of areas()) {
    if (added || area.value) store(area);
    else area.value = stored(area);
  }
  added?.removeAttribute("data-noted");
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-keeps-typing]")) store(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-signs-out]")) forgetAll();
});
document.addEventListener("htmx:afterSettle", restore);

restore();
