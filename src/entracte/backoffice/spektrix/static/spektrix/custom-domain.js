// Tries whether the custom domain answers this browser, as it must answer a guest's.

const SECONDS = 10;
const checks = document.querySelector("#checks[data-asks]");

const SENTENCES = {
  read: ["ok", "It answers this browser, and lets this page read the basket."],
  unread: [
    "not-checked",
    "It answers this browser. Whether the theatre's website may read the basket, only that site shows: put a ticket into the basket there, and see whether the widget picks its date.",
  ],
  refused: ["failed", "It answers with an error. Compare the client name and the custom domain with Spektrix."],
  silent: ["failed", "It does not answer this browser. Check the address, and that its certificate is valid."],
};

async function ask(address) {
  const signal = AbortSignal.timeout(SECONDS * 1000);
  try {
    const response = await fetch(`${address}/basket`, { credentials: "include", signal });
    return { key: response.ok ? "read" : "refused", status: response.status };
  } catch {
    return { key: (await answersAtAll(address, signal)) ? "unread" : "silent", status: null };
  }
}

async function answersAtAll(address, signal) {
  try {
    await fetch(`${address}/basket`, { mode: "no-cors", credentials: "include", signal });
    return true;
  } catch {
    return false;
  }
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function part(kind, className, text) {
  const element = document.createElement(kind);
  element.className = className;
  element.textContent = text;
  return element;
}

const RIGHT = { ok: "right", failed: "not right", "not-checked": "not checked" };

function writeCheck(line, { key, status }) {
  const [state, sentence] = SENTENCES[key];
  const title = part("strong", "", "Custom domain");
  title.append(part("span", "unseen", `: ${RIGHT[state]}`));
  line.className = state;
  line.replaceChildren(
    icon({ ok: "yes", failed: "no", "not-checked": "unasked" }[state]),
    title,
    part("span", "http", status ? `HTTP ${status}` : ""),
    part("p", "say", sentence),
  );
}

async function testDomain() {
  const line = checks.querySelector('[data-check="custom_domain"]');
  if (!line) return;
  line.querySelector(".say").textContent = "This browser is asking it, as a guest's does.";
  writeCheck(line, await ask(checks.dataset.asks));
}

if (checks) {
  checks.addEventListener("htmx:afterSettle", testDomain);
  testDomain();
}
