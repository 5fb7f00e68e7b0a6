// Links and forms with `data-into="id"` replace only the element with that id, by the one of the page they lead to.
// The address changes, back and forward work, the focus stays where it was.
// A form with `data-auto` sends itself a moment after something was chosen or typed.

import { fetchPage, leave, takeNotices, words } from "./page.js";
import { show } from "./notices.js";

let running = null;

async function swap(url, id, options = {}, remember = true) {
  const here = () => document.querySelector(`dialog[open] #${CSS.escape(id)}`) ?? document.getElementById(id);
  const old = here();
  if (!old) return location.assign(url);
  running?.abort();
  const mine = (running = new AbortController());
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetchPage(url, { ...options, signal: mine.signal });
    const fresh = answer.page.getElementById(id);
    if (!fresh) {
      // It is another page: the sign-in, or an error. A form that was posted is not sent again.
      if (options.method === "POST" && !answer.ok) return show("failed", answer.page.querySelector("main")?.textContent ?? words().failed);
      return leave(answer.url, answer.page);
    }
    const focus = whereFocusIs(old);
    here()?.replaceWith(fresh);
    takeNotices(answer.page);
    document.title = answer.page.title;
    if (remember && answer.url.href !== location.href) history.pushState({ into: id }, "", answer.url);
    restoreFocus(fresh, focus);
    fresh.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
  } catch (error) {
    if (error.name !== "AbortError") show("failed", words().failed);
  } finally {
    if (running === mine) {
      running = null;
      here()?.removeAttribute("aria-busy");
    }
  }
}

/** What a person was on, so that they find it again in the new piece: by id, name or address. */
function whereFocusIs(piece) {
  const at = document.activeElement;
  if (!at || !piece.contains(at)) return null;
  return { id: at.id, name: at.getAttribute("name"), value: at.value, text: label(at), start: at.selectionStart, open: menus(piece) };
}

/** Menus that are open, by their words without numbers; with `open`, opens those again. */
function menus(piece, open) {
  const name = (one) => one.querySelector("summary")?.textContent.replace(/\d+/g, "").trim();
  const all = [...piece.querySelectorAll("details")];
  if (open) all.filter((one) => open.includes(name(one))).forEach((one) => (one.open = true));
  return all.filter((one) => one.open).map(name);
}

/** The words of a link without its sign, which may change: the arrow of a column. */
const label = (one) => one.firstChild?.textContent;

function restoreFocus(piece, was) {
  if (!was) return;
  menus(piece, was.open);
  const same = (one) =>
    was.id ? one.id === was.id
    : was.name ? one.getAttribute("name") === was.name && (one.type !== "checkbox" || one.value === was.value)
    : label(one) === was.text;
  const at = [...piece.querySelectorAll("a, button, input, select, textarea, summary")].find(same);
  if (!at) {
    piece.tabIndex = -1;
    return piece.focus({ preventScroll: true });
  }
  at.focus({ preventScroll: true });
  // What was typed while the answer was on its way stays.
  if (at.type === "search" || at.type === "text") {
    at.value = was.value;
    at.setSelectionRange(was.start, was.start);
  }
}

function onClick(event) {
  const link = event.target.closest?.("a[data-into]");
  const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.origin !== location.origin) return;
  event.preventDefault();
  swap(link.href, link.dataset.into);
}

function send(form, submitter) {
  const data = new FormData(form, submitter);
  const url = new URL(submitter?.getAttribute("formaction") ?? form.action, location.href);
  if (form.method === "get") {
    const pairs = [...data].filter(([, value]) => value !== "");
    url.search = new URLSearchParams(pairs).toString();
    return swap(url, form.dataset.into);
  }
  return swap(url, form.dataset.into, { method: "POST", body: new URLSearchParams(data) });
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.into || form.enctype === "multipart/form-data") return;
  event.preventDefault();
  send(form, event.submitter);
}

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  let waiting;
  const soon = (event, delay) => {
    const form = event.target.form;
    if (!form?.matches("form[data-auto][data-into]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => form.isConnected && send(form), delay);
  };
  document.addEventListener("input", (event) => event.target.type === "search" && !event.isComposing && soon(event, 400));
  document.addEventListener("change", (event) => event.target.type !== "search" && soon(event, 50));
  addEventListener("popstate", (event) => {
    // The first page of a visit has no state: what was replaced on it is not known, so it is loaded.
    const id = event.state?.into;
    if (id) swap(location.href, id, {}, false);
    else location.reload();
  });
}
