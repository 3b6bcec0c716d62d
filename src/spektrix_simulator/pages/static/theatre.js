// What may a visitor do on the theatre's page? Fill a basket and sign in, straight from the browser.

const api = document.body.dataset.api;
const named = JSON.parse(document.getElementById("named").textContent);
const PASSWORD = "curtain";
const SAID = "alder-said";
const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

const at = (id) => document.getElementById(id);

async function ask(path, options = {}) {
  const reply = await fetch(`${api}/${path}`, { credentials: "include", ...options });
  if (!reply.ok) {
    const problem = await reply.json().catch(() => ({}));
    throw new Error(problem.message || `The box office answered ${reply.status}`);
  }
  return reply.json();
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

function line(tickets) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const seats = document.createElement("small");
  name.textContent = named[tickets[0].instance.id] || "A performance that is over";
  seats.textContent = `${tickets.length} × Stalls ${tickets.map((ticket) => ticket.seatName).join(", ")}`;
  item.append(name, seats);
  return item;
}

function show(basket) {
  const byPerformance = new Map();
  for (const ticket of basket.tickets) {
    byPerformance.set(ticket.instance.id, [...(byPerformance.get(ticket.instance.id) || []), ticket]);
  }
  at("lines").replaceChildren(...[...byPerformance.values()].map(line));
  at("count").textContent = basket.tickets.length;
  at("total").textContent = `Total ${pounds.format(basket.total)}`;
  at("total").hidden = basket.tickets.length === 0;
  const empty = basket.tickets.length ? "" : "There is nothing in your basket yet. ";
  at("who").textContent = empty + (basket.customer ? `Signed in as ${basket.customer.firstName || "a customer"}.` : "Nobody is signed in.");
  document.querySelector("[data-sign-out]").hidden = !basket.customer;
  for (const each of document.querySelectorAll("[data-sign-in]")) each.hidden = !!basket.customer;
  document.querySelector("[data-empty]").hidden = basket.tickets.length === 0;
  document.body.dataset.state = "ready";
}

async function empty() {
  const basket = await ask("basket");
  const ids = basket.tickets.map((ticket) => ticket.id).join(",");
  if (ids) await ask(`basket/tickets?ticketIds=${encodeURIComponent(ids)}`, { method: "DELETE" });
}

const deeds = [
  ["add", (id) => post("basket/tickets", [{ instance: id }, { instance: id }]), "Two tickets are in your basket."],
  ["signIn", (email) => post("customer/authenticate", { email, password: PASSWORD }), "You are signed in."],
  ["signOut", () => post("customer/deauthenticate", {}), "You are signed out."],
  ["empty", empty, "Your basket is empty."],
];

// The page is loaded again after every change, so that all of it reads the basket as it is now.
async function act(button) {
  const [name, deed, said] = deeds.find(([name]) => name in button.dataset);
  button.disabled = true;
  try {
    await deed(button.dataset[name]);
    sessionStorage.setItem(SAID, said);
    location.reload();
  } catch (error) {
    button.disabled = false;
    at("said").textContent = `${error.message}. Please try again.`;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add], [data-sign-in], [data-sign-out], [data-empty]");
  if (button) act(button);
});

at("said").textContent = sessionStorage.getItem(SAID) || "";
sessionStorage.removeItem(SAID);
const later = at("later");
if (later) {
  later.open = sessionStorage.getItem("alder-later") === "open";
  later.addEventListener("toggle", () => sessionStorage.setItem("alder-later", later.open ? "open" : ""));
}

ask("basket").then(show, () => {
  at("who").textContent = "The box office does not answer. Your basket will be back in a moment.";
  document.body.dataset.state = "unreadable";
});
