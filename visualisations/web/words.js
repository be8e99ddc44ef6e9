/* Words, numbers and signs of the page's language, as the server rendered them. */
import { inSentence } from "./french.js";
export const data = JSON.parse(document.getElementById("data").textContent);
const plural = new Intl.PluralRules(data.lang);

/* `{name}` is the value of that name; `{name:de}` is what a French sentence makes of it there. */
export function say(code, values = {}) {
  return data.words[code].replace(/\{(\w+)(?::([\w-]+))?\}/g,
    (whole, name, form) => (!(name in values) ? whole : form ? inSentence(form, String(values[name])) : values[name]));
}

export function count(code, n, values = {}) {
  const form = `${code}-${plural.select(n)}`;
  return say(form in data.words ? form : `${code}-other`, { ...values, n: n.toLocaleString(data.lang) });
}

/* The scope that the page's address asks for, as parameters of every address that it leads to or asks. */
export function lowered() {
  const scope = new URLSearchParams(location.search).get("scope");
  return scope ? { scope } : {};
}

/* As Share of messages.py says it: 11,1 % or 11.1%. */
export function share(value) {
  const percent = value * 100;
  const digits = percent >= 99.95 || percent === 0 ? 0 : percent >= 0.95 ? 1 : 2;
  const number = percent.toFixed(digits).replace(/\.?0+$/, (tail) => (tail.includes(".") ? "" : tail));
  return data.lang === "fr" ? `${number.replace(".", ",")}\u202f%` : `${number}%`;
}

/* As Day of messages.py says it. */
export function day(stated) {
  const parts = stated.split("-");
  return data.lang === "fr" || parts.length < 3 ? parts.reverse().join("/") : stated;
}

export function period({ start, end, end_estimated }) {
  const said = start && end ? (start === end ? say("on-date", { date: day(start) }) : say("between-dates", { start: day(start), end: day(end) }))
    : start ? say("since-date", { date: day(start) }) : end ? say("until-date", { date: day(end) }) : "";
  return said && end && end_estimated ? `${said} (${say("estimated")})` : said;
}

export function tieClass(strength) {
  return say(`tie-${data.classes.find((c) => strength >= c.least).id}`);
}

/* The sign of a project: a sheet of paper. */
export function sheet() {
  return drawn(data.shapes.page, "page");
}

export function swatch(kind) {
  const sign = data.kinds[kind] || data.unknown;
  return drawn(data.shapes[sign.shape] || data.shapes.ring, "", sign.color);
}

function drawn(shape, kind, color) {
  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { viewBox: "-1.4 -1.4 2.8 2.8", class: `swatch ${kind}`.trim(), "aria-hidden": "true" });
  svg.append(shape.points.length
    ? make("polygon", { points: shape.points.map((p) => p.join(",")).join(" "), fill: color || "#fff" })
    : make("circle", { r: shape.radius, fill: color || "#fff" }));
  if (shape.hole) svg.append(make("circle", { r: shape.hole, fill: "#fff" }));
  return svg;
}
