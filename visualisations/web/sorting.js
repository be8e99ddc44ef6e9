/* A table whose headings sort it: by number, by date as it is written for machines, else by text. Empty cells come
   last. */
import { el } from "./elements.js";
import { say } from "./words.js";

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function ordered(a, b) {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
}

const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

function sort(table, heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows].map((row) => [valueOf(row, column), row]);
  rows.sort(([a], [b]) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    return down ? ordered(b, a) : ordered(a, b);
  });
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = el("button", { type: "button", title: say("sort") }, heading.textContent);
    button.addEventListener("click", () => sort(table, heading, column));
    heading.replaceChildren(button);
  });
}
