// A form with data-passkey: the browser is asked for a passkey, or to make one, and its answer is sent.

const TROUBLE = {
  create: "No passkey was made. Try once more, or use another device.",
  get: "No passkey was used. Try once more, or sign in another way.",
};

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function optionsOf(form) {
  const shown = form.dataset.options
    ? JSON.parse(document.getElementById(form.dataset.options).textContent)
    : await fetched(form.action);
  return (shown.creation_options ?? shown.request_options).publicKey;
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.json();
}

function asBytes(options) {
  const lists = ["excludeCredentials", "allowCredentials"].filter((name) => options[name]);
  const named = lists.map((name) => [name, options[name].map((one) => ({ ...one, id: bytes(one.id) }))]);
  const user = options.user && { user: { ...options.user, id: bytes(options.user.id) } };
  return { ...options, challenge: bytes(options.challenge), ...user, ...Object.fromEntries(named) };
}

function asText(credential) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const signed = names.filter((name) => credential.response[name]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(signed.map((name) => [name, text(credential.response[name])])),
    clientExtensionResults: { credProps: credential.getClientExtensionResults().credProps ?? {} },
  });
}

async function ask(form) {
  const publicKey = asBytes(await optionsOf(form));
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.credential.value = asText(credential);
  for (const field of form.querySelectorAll("[data-as-ticked]")) {
    field.disabled = !document.getElementById(field.dataset.asTicked).checked;
    field.value = "on";
  }
  for (const field of form.querySelectorAll("[data-as-typed]")) {
    field.value = document.getElementById(field.dataset.asTyped).value;
  }
  form.submit();
}

async function send(event) {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    await ask(form);
  } catch {
    trouble.textContent = trouble.dataset.trouble || TROUBLE[form.dataset.passkey];
    trouble.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  document.addEventListener("submit", (event) => void send(event));
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  for (const said of document.querySelectorAll("[data-without-passkeys]")) said.hidden = true;
}
