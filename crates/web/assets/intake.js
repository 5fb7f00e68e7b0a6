// Files that are taken in: dropped anywhere on the page, sent one by one with a bar each, answered one by one. Forms with `data-intake`.

import { fetchPage } from "./page.js";

const AT_ONCE = 2;

function line(list, name) {
  const row = list.appendChild(document.createElement("li"));
  const title = row.appendChild(document.createElement("span"));
  title.textContent = name;
  const bar = row.appendChild(document.createElement("progress"));
  bar.max = 100;
  bar.value = 0;
  const text = row.appendChild(document.createElement("span"));
  text.className = "quiet";
  return {
    /** @param {number | null} percent null while nobody knows */
    at(percent, sentence) {
      if (percent === null) bar.removeAttribute("value");
      else bar.value = percent;
      text.textContent = sentence;
    },
    end(sentence, href, next) {
      bar.remove();
      text.textContent = sentence;
      text.className = href ? "good" : "bad";
      if (!href) return;
      const link = row.appendChild(document.createElement("a"));
      link.href = href;
      link.textContent = next;
    },
  };
}

function send(form, file, row) {
  const said = form.dataset;
  return new Promise((done) => {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) if (name !== "file") body.append(name, value);
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "json";
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.loaded === event.total) row.at(null, said.reading);
      else if (event.lengthComputable) row.at((100 * event.loaded) / event.total, said.sending);
    });
    request.addEventListener("load", () => {
      const taken = request.response?.[0];
      row.end(taken?.text ?? request.response?.title ?? said.failed, taken?.href, said.next);
      done();
    });
    request.addEventListener("error", () => {
      row.end(said.failed);
      done();
    });
    request.send(body);
  });
}

async function take(form, files) {
  const list = form.querySelector(".files");
  list.hidden = false;
  const waiting = [...files].map((file) => [file, line(list, file.name)]);
  form.setAttribute("aria-busy", "true");
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await send(form, ...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  form.removeAttribute("aria-busy");
  form.querySelector("input[type=file]").value = "";
  // What waits now, below the form; what was refused stays in its line.
  const { page, ok } = await fetchPage(location.href);
  if (!ok) return;
  for (const [here, there] of [[form, page.querySelector("form[data-intake]")]]) {
    const rest = (of) => [...of.parentElement.children].slice([...of.parentElement.children].indexOf(of) + 1);
    for (const old of rest(here)) old.remove();
    here.after(...rest(there));
  }
}

export function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-intake]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    take(form, form.querySelector("input[type=file]").files);
  });
  document.addEventListener("change", (event) => {
    // Chosen is sent: one step less for whoever does it a hundred times a day.
    if (event.target.matches("form[data-intake] input[type=file]")) event.target.form.requestSubmit();
  });
  const form = () => document.querySelector("form[data-intake]");
  document.addEventListener("dragover", (event) => {
    if (!form() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form().classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form()?.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!form() || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    form().classList.remove("over");
    take(form(), event.dataTransfer.files);
  });
}
