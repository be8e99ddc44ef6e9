/* What French sentences do to a name or a date that stands in them, as graph_service/french.py says it; the words that
   take an article are its data. */
const words = JSON.parse(document.getElementById("data").textContent).articles || {};
const WHOLE = /^\d{2}\/\d{2}\/\d{4}$/;
const articles = new Map(Object.entries(words).filter(([kind]) => !["aspirated", "bare"].includes(kind))
  .flatMap(([kind, each]) => each.map((word) => [word, kind === "elided" ? "l’" : kind])));
const aspirated = new Set(words.aspirated);

const folded = (word) => word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replace(/^[,;:.()«»"'’]+|[,;:.()«»"'’]+$/g, "");
const first = (name) => name.split(" ", 1)[0];

function parted(name) {
  const [word, rest] = [first(name), name.slice(first(name).length + 1)];
  if (rest && ["le", "les"].includes(word.toLowerCase())) return [word.toLowerCase(), rest];
  const whole = name.split(/\s+/).map(folded).join(" ");
  return [(words.bare || []).some((each) => whole.startsWith(each)) ? "" : articles.get(folded(word)) || "", name];
}

const joined = (article, name) => (article === "l’" ? article + name : article ? `${article} ${name}` : name);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function elides(name) {
  const word = folded(first(name));
  return /^[aeiouyh]/.test(word) && !aspirated.has(word.split("-", 1)[0]);
}

function ofName(name) {
  const [article, rest] = parted(name);
  if (article === "le" || article === "les") return `${article === "le" ? "du" : "des"} ${rest}`;
  return article ? `de ${joined(article, rest)}` : elides(rest) ? `d’${rest}` : `de ${rest}`;
}

function toName(name) {
  const [article, rest] = parted(name);
  return article === "le" || article === "les" ? `${article === "le" ? "au" : "aux"} ${rest}` : `à ${joined(article, rest)}`;
}

function theName(name) {
  const own = name.includes(" ") && ["le", "la", "les"].includes(first(name).toLowerCase());
  return own ? name : joined(...parted(name));
}

const FORMS = {
  de: ofName, "de-debut": (name) => capital(ofName(name)), a: toName, le: theName, "le-debut": (name) => capital(theName(name)),
  "du-jour": (day) => (WHOLE.test(day) ? `du ${day}` : `de ${day}`),
  "au-jour": (day) => (WHOLE.test(day) ? `au ${day}` : `à ${day}`),
  "le-jour": (day) => (WHOLE.test(day) ? `le ${day}` : `en ${day}`),
  depuis: (day) => (WHOLE.test(day) ? `depuis le ${day}` : `depuis ${day}`),
  jusque: (day) => (WHOLE.test(day) ? `jusqu’au ${day}` : `jusqu’en ${day}`),
};

export const inSentence = (form, text) => FORMS[form](text);
