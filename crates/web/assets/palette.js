// Ctrl+K: go anywhere by name. Asks `/palette?q=…` while one types; without scripts there is the search page.

import { words } from "./page.js";

export function start() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function fill(found) {
    const items = found.map((one, index) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `palette-${index}`;
      item.dataset.href = one.href;
      const kind = document.createElement("span");
      kind.className = "quiet";
      kind.textContent = one.kind;
      item.append(one.title, kind);
      return item;
    });
    if (!items.length) {
      const nothing = document.createElement("li");
      nothing.textContent = words().nothing;
      items.push(nothing);
    }
    list.replaceChildren(...items);
    choose(options()[0]);
  }

  async function ask() {
    const mine = (asked += 1);
    try {
      const answer = await fetch(`/palette?q=${encodeURIComponent(input.value)}`, { headers: { accept: "application/json" } });
      if (answer.ok && mine === asked) fill(await answer.json());
    } catch {
      // No connection: Enter still sends the form to the search page.
      list.replaceChildren();
    }
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    ask();
  }

  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k" && !event.isComposing) {
      event.preventDefault();
      open();
    }
  });
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(all[(at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.href);
    }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.href);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
