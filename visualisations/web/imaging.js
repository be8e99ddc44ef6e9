/* The dialog that shows a picture as it will be, copies it, and gives it as a file. What can be chosen stands in the form;
   the addresses are those of the files, with what was chosen behind them. */
import { copied, dataOf, got, note, selected } from "./copying.js";
import { el } from "./elements.js";
import { say } from "./words.js";

const SHOWN = 96;  // dots an inch of the preview

function imaging(dialog, opener) {
  const form = dialog.querySelector("form"), told = dialog.querySelector("[role=status]");
  const preview = dialog.querySelector("img"), file = dialog.querySelector("a[download]");
  const formats = [...form.elements.format];
  const chosen = () => Object.fromEntries(new FormData(form));
  const of = (format) => formats.find((each) => each.value === format).dataset;

  /* The address of the picture in a format; of what was chosen only what the format takes. */
  function address(format, dpi) {
    const { preset, background, ink } = chosen();
    const found = new URL(of(format).address, location.href);
    // As the map beside the answer is shown.
    const { form, colour } = document.getElementById("stage")?.dataset ?? {};
    if (form) found.searchParams.set("form", form);
    if (colour) found.searchParams.set("colour", colour);
    if (preset) found.searchParams.set("preset", preset);
    if (background) found.searchParams.set("background", background);
    if (ink) found.searchParams.set("ink", ink);
    if (format === "png" && dpi) found.searchParams.set("dpi", dpi);
    return found.pathname + found.search;
  }

  function changed() {
    const { format, dpi } = chosen();
    form.querySelector(".fine").hidden = format !== "png";
    file.href = address(format, dpi);
    file.download = of(format).name;
    const wanted = address("png", SHOWN);
    if (preview.getAttribute("src") === wanted) return;
    told.textContent = say("image-drawing");
    preview.src = wanted;
  }

  preview.addEventListener("load", () => { told.textContent = ""; });
  preview.addEventListener("error", () => { told.textContent = say("image-failed"); });
  form.addEventListener("change", changed);

  /* What cannot be made, such as a picture of too many dots, is told in the words of the service. */
  async function blobOf(dpi) {
    const response = await fetch(address("png", dpi));
    if (!response.ok) throw new Error((await response.json()).detail);
    return response.blob();
  }

  async function image() {
    const { dpi } = chosen();
    if (navigator.clipboard && window.ClipboardItem) {
      const blob = blobOf(dpi);
      // A promise keeps the right to the clipboard that the click gave.
      return navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]).catch(async (error) => {
        await blob;
        throw error;
      });
    }
    return selected(el("div", {}, el("img", { src: await dataOf(await blobOf(dpi)), alt: preview.alt })), dialog);
  }

  const acts = {
    image,
    note: async () => copied(await note({ ...dialog.dataset, picture: address("png", chosen().dpi) }), dialog),
  };
  for (const button of dialog.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      told.textContent = say("image-copying");
      try {
        await acts[button.dataset.copy]();
        told.textContent = say("copied");
      } catch (error) {
        console.error(error);
        told.textContent = error.name === "Error" && error.message ? error.message : say("image-copy-failed");
      }
    });
  }

  opener.hidden = false;
  opener.addEventListener("click", async () => {
    changed();
    dialog.showModal();
    if (!preview.alt) preview.alt = (await (await got(dialog.dataset.about)).json()).alternative;
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}

const dialog = document.querySelector("dialog.imaging");
if (dialog) imaging(dialog, document.querySelector(".taking button.image"));
