/* Puts an answer on the clipboard as rich text, for a note: the picture, what it shows, and the words. The words are those
   of the file `words.html`, without what is folded there. */
import { el, parsed } from "./elements.js";
import { say } from "./words.js";

async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

const dataOf = (blob) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => done(reader.result));
  reader.addEventListener("error", () => failed(reader.error));
  reader.readAsDataURL(blob);
});

async function note({ words, picture, about }) {
  const body = el("div");
  const read = parsed(await (await got(words)).text()).querySelector("main");
  for (const gone of read.querySelectorAll("svg, details:not([open]) > :not(summary), .unseen")) gone.remove();
  if (picture) {
    const image = got(picture).then((each) => each.blob()).then(dataOf);
    const told = await (await got(about)).json();
    body.append(
      el("p", {}, el("img", { src: await image, alt: told.alternative, width: "640" })),
      el("p", {}, el("em", {}, `${told.title}. ${told.caption.text}`)),
    );
  }
  body.append(...read.childNodes);
  return body;
}

/* Where the browser gives the clipboard to no script (an address without TLS), what is selected is copied. */
function selected(body) {
  document.body.append(body);
  getSelection().selectAllChildren(body);
  const done = document.execCommand("copy");
  body.remove();
  if (!done) throw new Error("nothing copied");
}

async function copied(body) {
  if (!navigator.clipboard || !window.ClipboardItem) return selected(body);
  const parts = { "text/html": body.innerHTML, "text/plain": body.innerText };
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
