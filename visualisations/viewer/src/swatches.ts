/* The signs of the legend and of the tables in the colours of the map, also where it is dark. */
import type { Palette } from "./palette";

const SIGNS = "svg.swatch *, svg.stroke *";

export function swatches(root: ParentNode, palette: Palette): void {
  // As they were written they are right on light paper: a long table is not gone through for nothing.
  if (!palette.dark && !root.querySelector("svg [data-fill], svg [data-stroke]")) return;
  for (const sign of root.querySelectorAll<SVGElement>(SIGNS)) {
    for (const name of ["fill", "stroke"]) {
      const given = sign.dataset[name] ?? sign.getAttribute(name);
      if (!given?.startsWith("#")) continue;
      sign.dataset[name] = given;
      sign.setAttribute(name, /^#f{3}(f{3})?$/i.test(given) ? palette.surface : palette.of(given));
    }
  }
}
