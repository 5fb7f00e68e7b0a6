// Passkeys: forms with `data-passkey="create"` or `"get"`. Asks the server what to ask, the device for the answer, and sends the
// form with it. Forms stay hidden where the browser has no passkeys.

import { show } from "./notices.js";
import { words } from "./page.js";

const able = () => typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

async function question(form) {
  const answer = await fetch(form.dataset.begin, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.detail);
  return json.publicKey;
}

async function ask(form) {
  let options;
  try {
    options = await question(form);
  } catch (error) {
    return show("failed", (error instanceof TypeError ? "" : error.message) || words().failed);
  }
  try {
    const credential =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.answer.value = JSON.stringify(credential.toJSON());
  } catch {
    // The person said no, waited too long, or has no key here: the device tells nobody which.
    return show("failed", words().passkey);
  }
  // Not by a button: no second question.
  form.submit();
}

function prepare() {
  if (!able()) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  for (const one of document.querySelectorAll("[data-passkey-missing]")) one.hidden = true;
}

export function start() {
  prepare();
  document.addEventListener("swapped", prepare);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-passkey]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    ask(form).finally(() => form.removeAttribute("aria-busy"));
  });
}
