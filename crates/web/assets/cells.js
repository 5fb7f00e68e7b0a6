// The grid of a form with `data-cells="how numbers are written"`: arrows and Enter go from cell to cell, a block from a spreadsheet is pasted
// over cells, Ctrl+Z takes back, and a cell that holds no number says so at once. Without it the grid is a form like any other.

const cellsOf = (form) => [...form.querySelectorAll("input[data-cell]")];

/** Whether a text is what the server takes: nothing, `x` for what does not apply, a number as people write it. */
function isTaken(text, decimals) {
  const plain = text.trim().replace(/^[-−]\s*/, "");
  if (plain === "" || /^[xX–-]$/.test(text.trim())) return true;
  const [whole, fraction = "", ...rest] = plain.split(",");
  if (rest.length || (plain.includes(",") && !/^\d+$/.test(fraction)) || fraction.replace(/0+$/, "").length > decimals) return false;
  return /^\d+$/.test(whole) || /^\d{1,3}(\.\d{3})+$/.test(whole);
}

function look(form, cell) {
  const right = isTaken(cell.value, Number(cell.dataset.cell));
  const box = document.getElementById(`${cell.id}-says`);
  box?.querySelector(".error.now")?.remove();
  if (right) {
    cell.removeAttribute("aria-invalid");
    return;
  }
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", `${cell.id}-says`);
  const says = document.createElement("p");
  says.className = "error now";
  says.textContent = form.dataset.cells;
  box?.prepend(says);
}

function enliven(form) {
  const undone = [];
  let typing = null;

  /** Sets cells as one step that can be taken back. */
  function put(changes) {
    undone.push(changes.map(([cell]) => [cell, cell.value]));
    for (const [cell, text] of changes) {
      cell.value = text;
      look(form, cell);
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function go(cell, steps) {
    const all = cellsOf(form);
    const next = all[all.indexOf(cell) + steps];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  }

  form.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-cell]")) typing = [event.target, event.target.value];
  });
  form.addEventListener("change", (event) => {
    const cell = event.target;
    if (!cell.matches("input[data-cell]")) return;
    if (typing?.[0] === cell && typing[1] !== cell.value) undone.push([typing]);
    typing = [cell, cell.value];
    look(form, cell);
  });
  form.addEventListener("input", (event) => {
    const cell = event.target;
    // What was wrong is looked at while it is mended.
    if (cell.matches?.("input[data-cell][aria-invalid]")) look(form, cell);
  });
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (event.isComposing || !cell.matches("input[data-cell], input[data-remark]")) return;
    const at = cell.matches("[data-remark]") ? cell.closest("tr").querySelector("input[data-cell]") : cell;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && cell.matches("[data-cell]")) {
      const typed = typing?.[0] === cell && typing[1] !== cell.value;
      if (typed) {
        cell.value = typing[1];
        look(form, cell);
        event.preventDefault();
      } else if (undone.length) {
        event.preventDefault();
        for (const [one, text] of undone.pop()) {
          one.value = text;
          look(form, one);
          typing = [one, text];
          one.focus();
        }
        form.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      // Enter goes down; the buttons send.
      event.preventDefault();
      go(at, event.shiftKey ? -1 : 1);
    } else if (event.key === "ArrowDown" && go(at, 1)) event.preventDefault();
    else if (event.key === "ArrowUp" && go(at, -1)) event.preventDefault();
    else if (event.key === "Escape" && typing?.[0] === cell) {
      cell.value = typing[1];
      look(form, cell);
    }
  });
  form.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell.matches("input[data-cell]") || !/[\n\t]/.test(text.trimEnd())) return;
    event.preventDefault();
    const all = cellsOf(form);
    let place = all.indexOf(cell);
    const changes = [];
    for (const line of text.replace(/\r/g, "").replace(/\n$/, "").split("\n")) {
      if (place >= all.length) break;
      const [value, remark] = line.split("\t");
      changes.push([all[place], value.trim()]);
      const says = all[place].closest("tr").querySelector("input[data-remark]");
      if (remark !== undefined && says) changes.push([says, remark.trim()]);
      place += 1;
    }
    put(changes.filter(([one]) => one.matches("[data-cell]")));
    changes.filter(([one]) => one.matches("[data-remark]")).forEach(([one, remark]) => (one.value = remark));
    all[Math.min(place, all.length) - 1]?.focus();
  });
}

export function start() {
  const begin = (root) => root.querySelectorAll("form[data-cells]").forEach(enliven);
  begin(document);
  document.addEventListener("swapped", (event) => begin(event.target));
}
