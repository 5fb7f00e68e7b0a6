// A finding that is opened to be settled asks for its reason at once.

export function start() {
  document.addEventListener(
    "toggle",
    (event) => {
      const details = event.target;
      if (details instanceof HTMLDetailsElement && details.open && details.matches(".settle")) details.querySelector("textarea")?.focus();
    },
    true,
  );
}
