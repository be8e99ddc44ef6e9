/* What the page does beyond showing what the server wrote: completes names, opens what is asked for later, and keeps the
   map and the answer together. It words nothing and knows no question. */
import { complete, sending } from "./completion.js";
import { el, parsed } from "./elements.js";
import { mark, onPointed, show, shown } from "./map.js";
import { say } from "./words.js";

const answer = document.getElementById("answer"), told = document.getElementById("told");

for (const input of document.querySelectorAll("[data-suggest]")) complete(input, told);
for (const form of document.querySelectorAll("form[action]")) sending(form);

/* An answer that is given when it is opened; a list in it goes on below. */
async function fetched(address) {
  const response = await fetch(address.replace("/q/", "/part/"));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return parsed(await response.text());
}

async function open(details) {
  const body = el("div", { class: "opened" }, el("p", { class: "loading", role: "status" }, say("loading")));
  details.querySelectorAll(":scope > :not(summary)").forEach((each) => each.remove());
  details.append(body);
  try {
    const parts = await Promise.all(details.dataset.later.split(" ").map(fetched));
    body.replaceChildren(...parts);
  } catch (error) {
    console.error(error);
    const again = el("button", { type: "button", class: "button", on: { click: () => open(details) } }, say("retry"));
    body.replaceChildren(el("p", { role: "alert" }, say("later-failed")), again);
  }
}

answer.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!details.open) return;
  if (details.dataset.later && !details.querySelector(":scope > .opened")) open(details);
  const row = details.closest("[data-shows]");
  if (row && document.getElementById("stage") && shown() !== row.dataset.shows) show(row.dataset.shows);
}, true);

/* More of a list inside of what was opened is put below it; the page's own lists are pages of their own. */
answer.addEventListener("click", async (event) => {
  const link = event.target.closest(".opened .more a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const before = link.closest(".more");
  try {
    const fresh = await fetched(link.getAttribute("href"));
    const list = fresh.querySelector("li")?.parentElement, own = before.previousElementSibling;
    const more = fresh.querySelector(".more");
    const first = list?.firstElementChild;
    own.append(...(list ? list.children : []));
    if (more) before.replaceWith(more);
    else before.remove();
    if (first) {
      first.tabIndex = -1;
      first.focus();
    }
  } catch (error) {
    console.error(error);
    told.textContent = say("later-failed");
  }
});

/* Pointing at a row marks its nodes on the map, and the reverse: of a node that several rows are about, the row that
   names it first. */
const rows = () => [...answer.querySelectorAll("[data-about]")];
const ids = (row) => row.dataset.about.split(" ").filter(Boolean).map(decodeURIComponent);
const point = (row) => mark(row ? ids(row) : []);
for (const kind of ["mouseover", "focusin"]) answer.addEventListener(kind, (event) => point(event.target.closest("[data-about]")));
answer.addEventListener("mouseleave", () => point(null));
onPointed((id) => {
  for (const row of answer.querySelectorAll(".marked")) row.classList.remove("marked");
  const found = id && (rows().find((row) => ids(row)[0] === id) || rows().find((row) => ids(row).includes(id)));
  if (found) {
    found.classList.add("marked");
    found.scrollIntoView({ block: "nearest" });
  }
});

addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    document.getElementById("text").focus();
  }
});
/* A menu closes when somebody goes on elsewhere. */
const menus = () => document.querySelectorAll(".takes[open], .understood details[open]");
const inside = (menu, target) => menu.contains(target) && !target.closest("a");
addEventListener("click", (event) => menus().forEach((menu) => inside(menu, event.target) || (menu.open = false)));
addEventListener("focusin", (event) => menus().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/* What is missing to ask is what comes first. */
document.querySelector("#form [required]:not([value]), #form [required][value='']")?.focus();
