// A tree loads what is below a node when the node is opened: `<details data-load="address">`.

import { fetchPage, words } from "./page.js";

async function load(details) {
  const address = details.dataset.load;
  delete details.dataset.load;
  details.setAttribute("aria-busy", "true");
  try {
    const answer = await fetchPage(address);
    const list = answer.page.querySelector("ul.tree");
    if (!answer.ok || !list) throw new Error(address);
    [...details.children].filter((child) => child.tagName !== "SUMMARY").forEach((child) => child.remove());
    details.append(list);
  } catch {
    // The link to the node's own page is still there; opening it once more tries again.
    details.dataset.load = address;
    details.open = false;
    details.title = words().failed ?? "";
  } finally {
    details.removeAttribute("aria-busy");
  }
}

export function start() {
  // `toggle` does not bubble, but it can be caught on its way down.
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (details instanceof HTMLDetailsElement && details.open && details.dataset.load) load(details);
  }, true);
  document.querySelectorAll("details[data-load][open]").forEach(load);
}
