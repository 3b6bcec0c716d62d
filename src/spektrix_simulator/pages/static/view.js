// How does the view keep up? It fetches itself and swaps the parts that changed, never one that is in use.

const EVERY = 2000;

function inUse(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, select, button");
}

function takeOver(part, fresh) {
  if (part.dataset.seen === fresh.innerHTML || inUse(part) || part.querySelector("[id^=edit-][open]")) return;
  const open = [...part.querySelectorAll("details[open]")].map((one) => one.id);
  const focused = part.contains(document.activeElement) ? document.activeElement.closest("details")?.id : null;
  part.innerHTML = fresh.innerHTML;
  part.dataset.seen = fresh.innerHTML;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.querySelector("summary").focus();
}

async function look() {
  if (document.hidden) return;
  try {
    const reply = await fetch("/", { cache: "no-store" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) takeOver(part, page.getElementById(part.id));
  } catch {
    // The simulator is away for a moment; the page stays as it was.
  }
}

for (const part of document.querySelectorAll("[data-live]")) part.dataset.seen = part.innerHTML;
setInterval(look, EVERY);
