// Files go up with a bar that moves: forms with `data-upload`. The answer is a page, or leads to one.

import { show } from "./notices.js";
import { leave, words } from "./page.js";

function send(form) {
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.setRequestHeader("accept", "text/html");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    // All sent, not yet answered: the server is at work, nobody knows how long.
    if (event.loaded === event.total) bar.removeAttribute("value");
  });
  const end = () => {
    form.removeAttribute("aria-busy");
    bar.hidden = true;
  };
  request.addEventListener("load", () => {
    const moved = new URL(request.responseURL).pathname !== new URL(form.action).pathname;
    if (moved) return leave(request.responseURL, request.response);
    end();
    const fresh = request.response?.querySelector("main");
    if (!fresh) return show("failed", words().failed);
    document.querySelector("main").replaceWith(fresh);
    document.title = request.response.title;
    scrollTo(0, 0);
    (fresh.querySelector("#errors") ?? fresh).focus({ preventScroll: true });
    fresh.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
  });
  request.addEventListener("error", () => {
    end();
    show("failed", words().failed);
  });
  form.setAttribute("aria-busy", "true");
  bar.hidden = false;
  request.send(new FormData(form));
}

export function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-upload]") || form.getAttribute("aria-busy") === "true") return;
    event.preventDefault();
    send(form);
  });
}
