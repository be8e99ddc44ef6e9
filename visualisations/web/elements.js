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
