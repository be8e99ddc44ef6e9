/* How elements are made: texts of the API are written as text, never as markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export const dotted = (...parts) => parts.filter(Boolean).join(" · ");
export const tag = (kind, text) => el("span", { class: `tag ${kind}` }, text);

/* A share as a bar; the number stands beside it. */
export function bar(share, kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", kind ? `bar ${kind}` : "bar");
  svg.setAttribute("viewBox", "0 0 100 8");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [width, paint] of [[100, "trough"], [100 * share, "amount"]]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("width", width);
    rect.setAttribute("height", 8);
    rect.setAttribute("class", paint);
    svg.append(rect);
  }
  return svg;
}
