// Links with `data-dialog` open the page they lead to over this one, links with `data-dialog="side"` beside it: a preview,
// a row of a list. Without scripts, with another button or when it fails, they are links.

import { fetchPage, words } from "./page.js";

async function open(link) {
  const answer = await fetchPage(link.href);
  const main = answer.page.querySelector("main");
  if (!answer.ok || !main) return location.assign(link.href);
  const dialog = document.createElement("dialog");
  dialog.className = link.dataset.dialog === "side" ? "side" : "";
  const close = document.createElement("button");
  close.className = "button";
  close.textContent = "×";
  close.ariaLabel = words().close ?? "×";
  const top = document.createElement("form");
  top.method = "dialog";
  top.className = "close";
  top.append(close);
  const body = document.createElement("div");
  body.append(...main.childNodes);
  const title = body.querySelector("h1");
  if (title) {
    title.id = "dialog-title";
    dialog.setAttribute("aria-labelledby", title.id);
  }
  dialog.append(body, top);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
  body.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
}

export function start() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-dialog]");
    const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.closest("dialog")) return;
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  });
}
