// Menus that are `<details>` close when one goes elsewhere or presses Esc; only one is open at a time.

const MENUS = "details.menu, details.person, details.drop";

export function start() {
  const close = (but) =>
    document.querySelectorAll(MENUS).forEach((menu) => {
      if (menu.open && !menu.contains(but)) menu.open = false;
    });
  document.addEventListener("click", (event) => close(event.target));
  // A press on words in a menu moves the focus to what is around them (`main`), which is not going elsewhere.
  document.addEventListener("focusin", (event) => event.target.querySelector(MENUS) ?? close(event.target));
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && !event.isComposing && document.activeElement?.closest(MENUS);
    if (!menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
