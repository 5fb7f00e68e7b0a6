// Notices: those that scripts put up, and the undo of those that pages bring, which ends after some seconds.

const SIGNS = { done: "✓", note: "i", warning: "▲", failed: "✗" };

/** Shows a notice: `show("failed", "…")`. The same text stands there once. */
export function show(tone, text, extra) {
  const place = document.getElementById("notices");
  if (!place) return null;
  [...place.children].filter((one) => one.dataset.text === text).forEach((one) => one.remove());
  const notice = document.createElement("div");
  notice.className = `notice ${tone}`;
  notice.dataset.text = text;
  const sign = document.createElement("span");
  sign.className = "sign";
  sign.ariaHidden = "true";
  sign.textContent = SIGNS[tone];
  const words = document.createElement("div");
  words.append(text, ...(extra ? [" ", extra] : []));
  notice.append(sign, words);
  place.append(notice);
  return notice;
}

/** Takes the undo away when its time is over; while the mouse or the focus is on it, time stands still. */
function endLater(form) {
  const notice = form.closest(".notice") ?? form;
  let left = Number(form.dataset.undo);
  const tick = setInterval(() => {
    if (!form.isConnected) return clearInterval(tick);
    if (notice.matches(":hover, :focus-within")) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(tick);
    form.remove();
  }, 1000);
}

/** Notices of a page that a script fetched and then went to. */
function brought() {
  const html = sessionStorage.getItem("notices");
  const place = document.getElementById("notices");
  sessionStorage.removeItem("notices");
  if (html && place) place.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

export function start() {
  brought();
  const look = () =>
    document.querySelectorAll("form[data-undo]:not([data-ticking])").forEach((form) => {
      form.dataset.ticking = "";
      endLater(form);
    });
  look();
  document.addEventListener("swapped", look);
}
