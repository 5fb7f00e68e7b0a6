// A long list of choices is narrowed by typing a part of a name, with or without marks: `<fieldset data-narrow>`.
// What is chosen always stays in sight.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

function narrow(set) {
  const label = set.querySelector(".narrow");
  const input = label.querySelector("input");
  const choices = [...set.querySelectorAll(".field.check")].map((field) => ({
    field,
    box: field.querySelector("input"),
    name: fold(field.textContent),
  }));
  const filter = () => {
    const words = fold(input.value).split(/\s+/);
    for (const { field, box, name } of choices) field.hidden = !box.checked && !words.every((word) => name.includes(word));
  };
  label.hidden = false;
  input.addEventListener("input", filter);
  // Enter in this field is not meant for the form around.
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}

export function start() {
  document.querySelectorAll("[data-narrow]").forEach(narrow);
  document.addEventListener("swapped", (event) => event.target.querySelectorAll("[data-narrow]").forEach(narrow));
}
