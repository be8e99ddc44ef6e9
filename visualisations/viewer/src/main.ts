/* Shows the map of a file; gives a page `maillage.mount` to show others. */
import { fill, framed } from "./framed";
import type { Island } from "./island";
import { Viewer } from "./viewer";

/** Show a map in an element that has its parts. What is there to look at is in the `maillage` of the window. */
function mount(root: HTMLElement, island: Island): Viewer {
  const viewer = new Viewer(root, island);
  Object.assign(window, { maillage: { mount, shown: viewer } });
  return viewer;
}

Object.assign(window, { maillage: { mount } });
const island = document.getElementById("data");
if (island?.dataset.viewer !== undefined) {
  const within = self !== top;
  document.documentElement.classList.toggle("framed", within);
  if (within) fill(document.body);
  const viewer = mount(document.body, JSON.parse(island.textContent ?? "") as Island);
  if (within) framed(viewer);
}
