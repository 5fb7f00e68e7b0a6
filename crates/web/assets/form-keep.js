// What is typed into a form with `data-keep="name"` is not lost: not by an error, a lost connection or an expired session.
// A draft stands in this tab's storage until the server has taken the form; then the page says so by a notice.
// Passwords and files are never kept.

import { words } from "./page.js";
import { show } from "./notices.js";

const PREFIX = "draft:";
const keyOf = (form) => `${PREFIX}${form.dataset.keep}`;

function fields(form) {
  return [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type) && one.tagName !== "FIELDSET" && one.tagName !== "BUTTON");
}

function read(form) {
  return fields(form).map((one) => [one.name, one.value, one.type === "checkbox" || one.type === "radio" ? one.checked : null]);
}

function write(form, draft) {
  for (const [name, value, checked] of draft) {
    const one = fields(form).find((field) => field.name === name && (checked === null || field.value === value));
    if (!one) continue;
    if (checked === null) one.value = value;
    else one.checked = checked;
  }
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

function keep(form) {
  const given = read(form);
  const stored = sessionStorage.getItem(keyOf(form));
  // A form that comes back with errors has what was typed already, from the server.
  const wrong = form.querySelector("[aria-invalid=true]") !== null || document.getElementById("errors") !== null;
  if (stored && !wrong) {
    const draft = JSON.parse(stored);
    if (!same(draft, given)) {
      write(form, draft);
      const discard = document.createElement("button");
      discard.className = "button";
      discard.type = "button";
      discard.textContent = words().discard;
      const notice = show("note", words().restored, discard);
      discard.addEventListener("click", () => {
        write(form, given);
        sessionStorage.removeItem(keyOf(form));
        notice?.remove();
        form.elements[0]?.focus();
      });
    }
  }
  let sent = false;
  const changed = () => !same(read(form), given);
  const save = () => (changed() ? sessionStorage.setItem(keyOf(form), JSON.stringify(read(form))) : sessionStorage.removeItem(keyOf(form)));
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => {
    sent = true;
    sessionStorage.setItem(`${PREFIX}sent`, keyOf(form));
  });
  addEventListener("beforeunload", (event) => {
    if (!sent && form.isConnected && changed()) event.preventDefault();
  });
  addEventListener("pageshow", () => (sent = false));
}

/** A form that was taken leads to another page with a notice that it is done: only then the draft goes. */
function forget() {
  const sent = sessionStorage.getItem(`${PREFIX}sent`);
  if (!sent) return;
  sessionStorage.removeItem(`${PREFIX}sent`);
  if (document.querySelector("#notices .done")) sessionStorage.removeItem(sent);
}

export function start() {
  forget();
  const look = (root) => root.querySelectorAll("form[data-keep]").forEach(keep);
  look(document);
  // The next person at this screen finds nothing of the one before.
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname === "/sign-out") sessionStorage.clear();
  });
  document.addEventListener("swapped", (event) => look(event.target));
}
