/* Forms of the team: a completed name sends its id; participants of a meeting are lines, one for each Enter. Without
   this script the same forms are sent as they stand, and asked about on the page that follows. */
import { complete } from "./completion.js";
import { el } from "./elements.js";

/* What was chosen from a list is sent by its id, as long as its name stands there. */
for (const form of document.querySelectorAll("form.editing")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const input of form.querySelectorAll("input[data-value]")) {
      if (!input.name || input.dataset.text !== input.value) continue;
      const sent = formData.getAll(input.name).map((text) => (text === input.value ? input.dataset.value : text));
      formData.delete(input.name);
      for (const text of sent) formData.append(input.name, text);
    }
  });
}

const area = document.querySelector("textarea[data-people]");
if (area) people(area);

function people(area) {
  const rows = document.getElementById("rows"), line = document.getElementById("row");
  const told = document.getElementById("told");
  const input = el("input", { type: "text", id: "person", autocomplete: "off", spellcheck: "false", enterkeyhint: "enter",
    "data-suggest": area.dataset.people, "aria-describedby": "names-help" });
  area.closest("form").classList.add("scripted");
  area.closest(".control").querySelector("label").htmlFor = "person";
  area.before(el("span", { class: "typed" }, input));
  area.hidden = true;
  area.disabled = true;
  complete(input, told);

  let n = rows.children.length;
  function add(value, text) {
    n += 1;
    const made = line.content.cloneNode(true).firstElementChild;
    const box = made.querySelector("input"), name = made.querySelector("bdi"), role = made.querySelector("select");
    name.textContent = text;
    box.name = value ? `id.${n}` : `who.${n}`;
    box.value = value || text;
    role.name = `role.${n}`;
    role.setAttribute("aria-label", `${role.getAttribute("aria-label")} – ${text}`);
    rows.append(made);
    told.textContent = text;
    input.value = "";
  }
  input.addEventListener("chosen", (event) => {
    event.preventDefault();
    add(event.detail.value, event.detail.text);
    input.focus();
  });
  /* Enter adds what was typed as it stands; on the empty field it saves. */
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !input.value.trim()) return;
    event.preventDefault();
    add("", input.value.trim());
    input.dispatchEvent(new Event("input"));
  });
  /* What was typed and not added yet is a participant too. */
  area.closest("form").addEventListener("submit", () => {
    if (input.value.trim()) add("", input.value.trim());
  });
  if (!document.querySelector(".fault")) input.focus();
}

document.querySelector(".fault")?.closest(".control, .row")?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
