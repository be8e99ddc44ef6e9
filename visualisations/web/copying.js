/* Puts an answer on the clipboard as rich text, for a note: the picture, what it shows, and the words. The words are those
   of the file `words.html`, without what is folded there. */
import { el, parsed } from "./elements.js";
import { count, day, say } from "./words.js";

export async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

export const dataOf = (blob) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => done(reader.result));
  reader.addEventListener("error", () => failed(reader.error));
  reader.readAsDataURL(blob);
});

/* What has no place in a note: drawings, what is said to who hears a page, and what is folded. */
const FOLDED = ".rest:not([open]), .rules:not([open]), .fold:not([open]), details:not([open]) > :not(summary)";
const GONE = `svg, .unseen, .rank, ${FOLDED}`;

/* The words of a page that opens from a disk, without what is folded or drawn there: who may see them, the answer, its
   sources and date. */
function wordsOf(page) {
  const parts = [...page.children].filter((each) => ["header", "main", "footer"].includes(each.localName));
  const body = el("div", {}, ...parts);
  for (const gone of body.querySelectorAll(GONE)) gone.remove();
  for (const fold of [...body.querySelectorAll("details")].reverse()) {
    const summary = fold.querySelector(":scope > summary");
    if (summary) summary.replaceWith(el("p", {}, ...summary.childNodes));
    fold.replaceWith(...fold.childNodes);
  }
  for (const part of body.querySelectorAll(".place > *, p > .what, p > .force, p > .reason, p > .meta")) part.append(" ");
  for (const each of body.querySelectorAll("[class], [data-about]")) {
    each.removeAttribute("class");
    each.removeAttribute("data-about");
  }
  return body;
}

/* The strongest lines of the picture as a table; of more than these it is told how many. */
const ROWS = 100;
function tableOf({ nodes, edges, groups = [] }, headings) {
  const names = new Map([...groups, ...nodes].map((each) => [each.id, each.label]));
  const shown = [...edges].sort((a, b) => b.strength - a.strength).slice(0, ROWS);
  const row = ({ a, b, share, first, state_text: state }) =>
    el("tr", {}, ...[names.get(a), names.get(b), share, first ? day(first) : "–", state].map((text, at) =>
      el("td", { nowrap: at === 2 || at === 3 }, text)));
  const head = el("tr", {}, ...headings.map((text) => el("th", { scope: "col" }, text)));
  const parts = [el("table", { border: "1", cellspacing: "0", cellpadding: "4" }, el("thead", {}, head), el("tbody", {}, ...shown.map(row)))];
  if (edges.length > ROWS) parts.push(el("p", {}, count("copy-more", edges.length - ROWS)));
  return parts;
}

/* The picture, what it shows, its lines as a table, and the words of the answer, as one body of rich text. */
export async function note({ words, picture, about, headings }) {
  const body = wordsOf(parsed(await (await got(words)).text()));
  if (picture) {
    const image = got(picture).then((each) => each.blob()).then(dataOf);
    const told = await (await got(about)).json();
    body.prepend(
      el("p", {}, el("img", { src: await image, alt: told.alternative, width: "640" })),
      el("p", {}, el("em", {}, `${told.title}. ${told.caption.text}`)),
      ...(told.edges.length ? tableOf(told, JSON.parse(headings)) : []),
    );
  }
  return body;
}

/* The text of something that is not on the page: only what is laid out has lines. */
function textOf(body) {
  const shown = el("div", { class: "unseen" }, body.cloneNode(true));
  document.body.append(shown);
  const text = shown.innerText;
  shown.remove();
  return text;
}

/* Where the browser gives the clipboard to no script (an address without TLS), what is selected is copied. */
export function selected(body, within = document.body) {
  within.append(body);
  getSelection().selectAllChildren(body);
  const done = document.execCommand("copy");
  body.remove();
  if (!done) throw new Error("nothing copied");
}

export async function copied(body, within) {
  if (!navigator.clipboard || !window.ClipboardItem) return selected(body, within);
  const parts = { "text/html": body.innerHTML, "text/plain": textOf(body) };
  const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  const told = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    told.textContent = say("copying");
    try {
      await copied(await note(button.dataset));
      told.textContent = say("copied");
    } catch (error) {
      console.error(error);
      told.textContent = say("copy-failed");
    }
  });
}
