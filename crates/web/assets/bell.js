// The count at the bell is that of now when somebody comes back to the page. No timer: a page that nobody looks at must not
// keep its session alive.

const PAUSE = 30_000;

export function start() {
  const bell = document.querySelector(".bell");
  if (!bell) return;
  let last = Date.now();
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || Date.now() - last < PAUSE) return;
    last = Date.now();
    try {
      const answer = await fetch("/notices/count", { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const { unread, words } = await answer.json();
      bell.querySelector(".hidden").textContent = words;
      bell.querySelector(".count")?.remove();
      if (unread > 0) {
        const count = document.createElement("span");
        count.className = "count";
        count.ariaHidden = "true";
        count.textContent = unread > 99 ? "99+" : unread;
        bell.querySelector(".hidden").before(count);
      }
    } catch {
      // Without a connection the count stays as it was.
    }
  });
}
