/* Draws the rows of a described file anew at each change. Without this script a button does: the page is the server's. */
import { el, parsed } from "./elements.js";

const form = document.getElementById("mapping"), told = document.getElementById("told");
let asking = null;

async function draw() {
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "show");
  form.classList.add("drawing");
  told.textContent = form.dataset.drawing;
  try {
    const headers = { Accept: "text/html" };
    const response = await fetch(location.href, { method: "POST", body, headers, signal: asking.signal });
    const page = parsed(await response.text()), fresh = page.querySelector("#mapping");
    if (!fresh) throw Object.assign(new Error(`HTTP ${response.status}`), { detail: page.querySelector("[role=alert] p")?.textContent });
    const at = document.activeElement?.id, start = document.activeElement?.selectionStart;
    form.replaceChildren(...fresh.childNodes);
    const field = at ? document.getElementById(at) : null;
    field?.focus({ preventScroll: true });
    if (field?.type === "text") field.setSelectionRange(start, start);
    told.textContent = form.querySelector(".becomes h2").textContent;
  } catch (error) {
    if (error.name === "AbortError") return;
    console.error(error);
    told.textContent = form.dataset.failed;
    document.getElementById("told-of-it").replaceChildren(el("div", { class: "card error", role: "alert" },
      el("p", { dir: "auto" }, [error.detail, form.dataset.failed].filter(Boolean).join(" "))));
    form.classList.remove("scripted"); // the button without a script still works
  }
  form.classList.remove("drawing");
}

form.classList.add("scripted");
form.addEventListener("change", (event) => {
  if (!["keep", "allow_personal", "visibility"].includes(event.target.name)) draw();
});
/* What was tried or refused is read first. */
if (document.querySelector("#told-of-it > *")) document.getElementById("told-of-it").focus();
