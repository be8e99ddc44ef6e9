/* A map in a frame fills it, and tells the page around it what is pointed at; that page tells what it points at. */
import type { Viewer } from "./viewer";
import { part } from "./elements";

export function fill(root: HTMLElement): void {
  const stage = part(root, ".stage"), legend = part(root, ".legend");
  const fit = (): void => {
    stage.style.height = `${Math.max(340, innerHeight - (innerWidth >= 700 ? legend.offsetHeight : 96))}px`;
  };
  fit();
  addEventListener("resize", fit);
}

export function framed(viewer: Viewer): void {
  viewer.root.addEventListener("pointed", (event) => parent.postMessage({ pointed: (event as CustomEvent).detail }, location.origin));
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== location.origin || !Array.isArray(event.data?.marks)) return;
    viewer.mark(event.data.marks.filter((id: unknown): id is string => typeof id === "string"));
  });
}
