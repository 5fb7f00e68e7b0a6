// Keys: `?` lists them, `/` goes to the search, `g` and a letter to an area, `j` and `k` walk rows and what stands beside a text, Enter opens one,
// and whatever carries `data-key` is pressed by its key. Nothing fires while somebody types, nor with Ctrl, Alt or Meta.

import { isTyping } from "./page.js";

const ROWS = "[data-rows] tbody tr, [data-rows] > li, [data-walk]";

function walk(step) {
  const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.checkVisibility?.() ?? true);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("lit"));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  rows[at]?.classList.remove("lit");
  next.classList.add("lit");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a, button, summary")?.focus({ preventScroll: true });
}

function press(key) {
  // The key of the row that is lit goes before the same key of the page.
  const row = document.querySelector(".lit");
  const own = (place) => [...(place?.querySelectorAll("[data-key]") ?? [])].find((one) => one.dataset.key === key);
  const found = own(row) ?? own(document);
  found?.click();
  return Boolean(found);
}

export function start() {
  let after = -Infinity;
  addEventListener("keydown", (event) => {
    if (isTyping(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const dialog = document.querySelector("dialog[open]");
    const goes = event.timeStamp - after < 1500;
    after = -Infinity;
    if (dialog && event.key !== "?") return;
    const letter = event.key.toLowerCase();
    if (goes) {
      const area = [...document.querySelectorAll("a[data-letter]")].find((link) => link.dataset.letter === letter);
      if (area) {
        event.preventDefault();
        return area.click();
      }
    }
    if (event.key === "?") {
      const keys = document.getElementById("keys");
      if (!dialog) keys?.showModal();
      else if (dialog === keys) keys.close();
    } else if (event.key === "/") document.getElementById("find")?.focus();
    else if (letter === "g" && !event.shiftKey) after = event.timeStamp;
    else if (letter === "j" && !event.shiftKey) walk(1);
    else if (letter === "k" && !event.shiftKey) walk(-1);
    else if (!press(event.key)) return;
    event.preventDefault();
  });
}
