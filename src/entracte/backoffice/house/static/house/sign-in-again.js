// The session or the cookie has gone, or is old: sign in over the page, which keeps what was typed, then go on.

const channel = new BroadcastChannel("entracte-sign-in");
let pressed = null;

function openWindow(event) {
  const link = event.target.closest("[data-signs-in]");
  if (!link) return;
  const opened = window.open(link.href, link.target, "popup,width=480,height=720");
  if (opened) event.preventDefault(); // else the link itself opens it
}

/** Ask to sign in, over the page; "sign-in-again" asks somebody who is signed in. */
export function askToSignIn(name = "signed-out") {
  const dialog = document.getElementById(name);
  if (!dialog.open) dialog.showModal();
}

// A form that matters is not sent before a sign-in of lately: a key that was typed would be lost on the way.
function askFirst(event) {
  const seconds = event.target.dataset.signedInFor;
  if (seconds === undefined || performance.now() / 1000 < Number(seconds)) return;
  event.preventDefault();
  pressed = event.submitter;
  askToSignIn("sign-in-again");
}

/** Give every form of the page a token that the cookie knows; says whether there is one. */
export async function freshenTokens() {
  const signsIn = document.querySelector("[data-signs-in]");
  const answer = await fetch(new URL(signsIn.href).searchParams.get("next"));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token ?? "";
  return Boolean(token) && navigator.cookieEnabled;
}

async function goOn() {
  await freshenTokens();
  for (const form of document.querySelectorAll("[data-signed-in-for]")) delete form.dataset.signedInFor;
  for (const dialog of document.querySelectorAll("dialog[open]:has([data-signs-in])")) dialog.close();
  (document.querySelector("[data-sends-again]") ?? pressed)?.focus();
}

document.addEventListener("click", openWindow);
document.addEventListener("submit", askFirst);
channel.addEventListener("message", () => void goOn());
