// What several behaviours need: fetching pages of this site, sentences, where a person types.

/** Sentences that the page brings along: `words().failed`. */
export function words() {
  return document.getElementById("words")?.dataset ?? {};
}

/**
 * Fetches a page of this site. The answer may be an error page: that is a page too.
 * @returns {Promise<{page: Document, url: URL, ok: boolean}>} where it came from in the end, after redirects
 */
export async function fetchPage(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { accept: "text/html", "x-swap": "1", ...options.headers } });
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  return { page, url: new URL(answer.url), ok: answer.ok };
}

/** Whether keys that are pressed there are text, or may become text (Telex, VNI). */
export function isTyping(event) {
  const at = event.target;
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return true;
  return at instanceof Element && at.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null;
}

/** Goes to a page that was fetched already. Its notices were shown to nobody yet, and the server forgets them: they go along. */
export function leave(url, page) {
  const notices = page?.querySelector("#notices")?.innerHTML.trim();
  if (notices) sessionStorage.setItem("notices", notices);
  location.assign(url);
}

/** Puts what the other page says in its notices, and how many are unread, into this one. */
export function takeNotices(page) {
  for (const selector of ["#notices", ".bell"]) {
    const here = document.querySelector(selector);
    const there = page.querySelector(selector);
    if (here && there) here.replaceChildren(...there.childNodes);
  }
}
