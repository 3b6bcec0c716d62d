// Does the custom domain answer this browser, as it must answer a guest's?

const SECONDS = 10;
const here = document.querySelector("[data-asks]");

const SENTENCES = {
  read: ["ok", "It answers this browser, and lets this page read the basket."],
  unread: [
    "not-checked",
    "It answers, and does not let this page read the answer. That is right unless the back office's address is listed in Spektrix too; the theatre's website must be listed there.",
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

function tell({ key, status }) {
  const [state, sentence] = SENTENCES[key];
  const line = document.createElement("li");
  line.className = state;
  line.append(
    icon({ ok: "yes", failed: "no", "not-checked": "unasked" }[state]),
    part("strong", "", "Custom domain"),
    part("span", "http", status ? `HTTP ${status}` : ""),
    part("p", "say", sentence),
  );
  here.querySelector("ul").replaceChildren(line);
}

if (here) {
  here.hidden = false;
  const button = here.querySelector("button");
  button.addEventListener("click", async () => {
    button.disabled = true;
    tell(await ask(here.dataset.asks));
    button.disabled = false;
  });
}
