/* Words of the page's language, as the server wrote them into the page. */
const island = (id) => JSON.parse((document.getElementById(id) || { textContent: "{}" }).textContent);
export const data = island("data");
const words = { ...island("words"), ...data.words };
const lang = document.documentElement.lang;
const plural = new Intl.PluralRules(lang);

/* `{name}` is the value of that name. */
export function say(code, values = {}) {
  return words[code].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function count(code, n, values = {}) {
  const form = `${code}-${plural.select(n)}`;
  return say(form in words ? form : `${code}-other`, { ...values, n: n.toLocaleString(lang) });
}

/* As Day of messages.py says it. */
export function day(stated) {
  const parts = stated.split("-");
  return lang === "fr" || parts.length < 3 ? parts.reverse().join("/") : stated;
}
