// The session or the cookie has gone: sign in over the page, which keeps what was typed, then go on.

const channel = new BroadcastChannel("entracte-sign-in");
const dialog = document.getElementById("signed-out");

function openWindow(event) {
  const link = event.target.closest("[data-signs-in]");
  if (!link) return;
  const opened = window.open(link.href, link.target, "popup,width=480,height=720");
  if (opened) event.preventDefault(); // else the link itself opens it
}

/** Ask to sign in, over the page. */
export function askToSignIn() {
  if (!dialog.open) dialog.showModal();
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
  if (dialog?.open) dialog.close();
  document.querySelector("[data-sends-again]")?.focus();
}

document.addEventListener("click", openWindow);
channel.addEventListener("message", () => void goOn());
