/* Completion of what is typed: an overlay list of what the service proposes, for arrows, Enter and the pointer.

   A field with `data-suggest` is completed. Choosing what has an address goes there; else the field shows its name and
   sends its id, or, where a field takes many, a kept value stands before it. */
import { el, parsed } from "./elements.js";
import { count, say } from "./words.js";

let made = 0;

export function complete(input, told) {
  const id = `list-${(made += 1)}`;
  const list = el("ul", { id, role: "listbox", class: "completion", hidden: true, "aria-label": say("suggested") });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
  let asked = new AbortController(), pause = 0, at = -1;

  const options = () => [...list.children];
  function mark(next) {
    at = next;
    options().forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === at));
      if (i === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[at].id);
  }
  function close() {
    asked.abort();
    clearTimeout(pause);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }
  function choose(option) {
    const { value, text, address, fills } = option.dataset;
    close();
    if (fills) {
      input.value = fills;
      /* What is still to be typed stands as a gap: the first one is selected. */
      const gap = fills.indexOf("…");
      if (gap >= 0) input.setSelectionRange(gap, gap + 1);
      input.focus();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    if (address) {
      location.assign(address);
      return;
    }
    if (!value) return;
    if (!input.dispatchEvent(new CustomEvent("chosen", { bubbles: true, cancelable: true, detail: { value, text } }))) return;
    const kept = input.parentElement.querySelector("label.kept") || input.hasAttribute("data-many");
    if (kept) {
      input.before(el("label", { class: "kept" }, el("input", { type: "checkbox", name: input.name, value, checked: true }), " ", el("bdi", {}, text)));
      input.value = "";
    } else {
      input.value = text;
      input.dataset.value = value;
      input.dataset.text = text;
    }
    input.focus();
  }
  async function ask() {
    asked.abort();
    asked = new AbortController();
    const text = input.value.trim();
    if (text.length < 2) {
      close();
      return;
    }
    try {
      const response = await fetch(`${input.dataset.suggest}&text=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      list.replaceChildren(parsed(await response.text()));
      options().forEach((option, i) => (option.id = `${id}-${i}`));
    } catch (error) {
      if (error.name === "AbortError") return;
      list.replaceChildren(el("li", { class: "none" }, say("later-failed")));
    }
    if (!options().length) list.append(el("li", { class: "none" }, say("no-result")));
    mark(-1);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const found = options().filter((option) => option.getAttribute("role") === "option").length;
    told.textContent = found ? count("suggested-count", found) : say("no-result");
  }
  if (input.dataset.value) input.dataset.text = input.value;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden, last = options().length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) ask();
      else mark(event.key === "ArrowDown" ? (at >= last ? 0 : at + 1) : (at <= 0 ? last : at - 1));
    } else if (event.key === "Enter" && open && at >= 0) choose(options()[at]);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}

/* What a form sends: of a completed name its id, and nothing that is empty. */
export function sending(form) {
  form.addEventListener("formdata", ({ formData }) => {
    const pairs = [...formData];
    for (const [name] of pairs) formData.delete(name);
    for (const [name, value] of pairs) {
      const field = [...form.querySelectorAll("[data-value]")].find((each) => each.name === name && each.value === value);
      const text = field && field.dataset.text === value ? field.dataset.value : value;
      if (text) formData.append(name, text);
    }
  });
}
