/* The map beside an answer: the parts of the file that "alone" opens, put into the page and shown there without a frame. */
import { el, parsed } from "./elements.js";
import { say } from "./words.js";

const stage = document.getElementById("stage");
let viewer = null, asked = "";

/* Show the map of an address; of two that are asked for one after the other, the later one. */
export async function show(address) {
  asked = address;
  stage.querySelector("#alone").href = address;
  const drawn = stage.querySelector("#drawn");
  drawn.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const file = parsed(await response.text());
    if (asked !== address) return;
    mount(file);
    stage.dataset.shown = address;
  } catch (error) {
    if (asked !== address) return;
    console.error(error);
    const again = el("button", { type: "button", class: "button", on: { click: () => show(address) } }, say("retry"));
    viewer?.leave();
    viewer = null;
    stage.querySelector("#drawn").replaceChildren(el("p", { role: "alert", class: "loading" }, say("later-failed"), " ", again));
  }
}

function mount(file) {
  const part = (selector) => file.querySelector(selector);
  const island = JSON.parse(part("#data").textContent), table = part("#table");
  const fresh = el("figure", { id: "drawn", "aria-label": part("figure").getAttribute("aria-label") },
    part(".stage"),
    el("aside", { class: "explains", "data-over": true, "aria-labelledby": "panel-title" }, part(".evidence")),
    part(".legend"),
    el("details", { class: "twin" }, el("summary", {}, part("#table-title").textContent), part("figcaption"), table));
  viewer?.leave();
  const { form, colour } = stage.contains(document.activeElement) ? document.activeElement.dataset : {};
  stage.querySelector("#drawn").replaceWith(fresh);
  offer(fresh.querySelector(".forms"), "form", form);
  offer(fresh.querySelector(".colours"), "colour", colour);
  viewer = window.maillage.mount(fresh, island);
}

/* The map is saved as it is looked at. */
function keep(what, chosen) {
  for (const link of document.querySelectorAll("a.keep")) {
    const address = new URL(link.href);
    address.searchParams.set(what, chosen);
    link.href = address.href;
  }
}

/* The forms that the map may take, and what its colours may say: another one is another picture of the same answer. */
function offer(choices, what, pressed) {
  if (!choices) return;
  choices.hidden = false;
  for (const button of choices.querySelectorAll("button")) {
    const chosen = button.dataset[what];
    button.addEventListener("click", () => {
      const address = new URL(asked, location.href);
      address.searchParams.set(what, chosen);
      stage.dataset[what] = chosen;
      keep(what, chosen);
      show(address.pathname + address.search);
    });
    if (chosen === pressed) button.focus({ preventScroll: true });
  }
}

/* What is told of a node that is pointed at on the map: its id, or null. */
export const onPointed = (tell) => stage?.addEventListener("pointed", (event) => tell(event.detail));
export const mark = (ids) => viewer?.mark(ids);
export const shown = () => stage?.dataset.shown;

if (stage) show(stage.dataset.map);
