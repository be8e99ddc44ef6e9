/* Pieces of an answer as elements. */
import { bar, dotted, el, tag } from "./elements.js";
import { everythingSaid, otherValues, sourceNames } from "./said.js";
import { count, data, day, lowered, period, say, share, sheet, swatch, tieClass } from "./words.js";

const named = (actor) => el("bdi", {}, actor.name);
/* Whether it runs or has ended; a meeting does neither. */
const running = (one, ended) => (one.event ? "" : one.running ? tag("ok", say("running")) : tag("warn", ended));

/* Only the team may read what was said and no longer counts. */
export const isTeam = (answer) => answer.scope === "internal";

/* Where a person finds it: each file once, with its row numbers. */
export function places(rows) {
  const files = new Map();
  for (const { file, row } of rows) files.set(file, [...(files.get(file) || []), row]);
  return [...files].map(([file, lines]) => count("rows", lines.length, { name: file, rows: lines.sort((a, b) => a - b).join(", ") })).join(" · ");
}

function evidence(lines, answer) {
  const name = sourceNames(answer.sources || []);
  return el("ol", { class: "evidence" }, ...lines.map((line) => el("li", {},
    el("p", { dir: "auto" }, line.title || line.project || ""),
    el("p", { class: "small", dir: "auto" }, running(line, say("over")), " ",
      dotted(period(line), (line.role_labels || line.roles || []).filter(Boolean).join(" / "), line.kind_label)),
    el("p", { class: "small", dir: "auto" }, (line.sources || []).map(name).join(", ")),
    (line.rows || []).length ? el("p", { class: "small", dir: "auto" }, places(line.rows)) : "",
    isTeam(answer) ? everythingSaid(line.facts, line.title || line.project) : "",
  )));
}

function partner(row, answer, go) {
  const best = (row.evidence || [])[0];
  const lines = row.evidence || [], active = lines.some((line) => line.running && !line.event);
  const met = lines.length > 0 && lines.every((line) => line.event);
  return el("li", {}, el("details", {},
    el("summary", {},
      swatch(row.kind),
      el("b", {}, named(row)),
      el("span", { class: "force" }, bar(row.strength), el("b", {}, share(row.strength))),
      best ? el("span", { class: "best-line", dir: "auto" }, best.title || "") : "",
      el("span", { class: "small meta" }, running({ running: active, event: met }, say("ended")), " ",
        dotted(count("shared", row.projects), row.first && say("since-date", { date: row.first.slice(0, 4) })))),
    evidence(row.evidence || [], answer),
    el("p", {}, link(say("see-actor"), { v: "actor", id: row.id }, go)),
  ));
}

/* A link to a state of this page: a real address, followed without loading the page again. */
export function link(text, state, go, attributes = {}) {
  const query = new URLSearchParams(Object.entries(state).flatMap(([k, v]) => [v].flat().map((one) => [k, one])));
  query.set("lang", data.lang);
  for (const [key, value] of Object.entries(lowered())) query.set(key, value);
  return el("a", { href: `?${query}`, on: { click: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(state);
  } }, ...attributes }, ...[text].flat());
}

export function sourceList(sources) {
  return el("ul", { class: "sources small" }, ...sources.map((s) => el("li", { dir: "auto" }, s.id === "staff" ? say("staff-source") : say("source", {
    producer: s.producer || s.id, title: s.title || s.id,
    updated: s.updated ? day(s.updated) : say("source-undated"), licence: s.licence || say("source-unlicensed"),
  }))));
}

export const asOf = (answer) => el("p", { class: "small" }, say("as-of", {
  date: answer.as_of ? day(answer.as_of) : "–", revision: answer.revision,
}), answer.left_out ? el("b", { dir: "auto" }, ` ${answer.left_out}`) : "");

/* What is held to be so of an actor, a line a field, with what other sources say beside it. */
function identity(actor, name) {
  const link = /^https?:\/\//.test(actor.website || "")
    ? el("a", { href: actor.website, rel: "noopener noreferrer", target: "_blank" }, actor.website) : actor.website;
  const place = actor.territory && actor.territory_name ? `${actor.territory_name} (${actor.territory})` : actor.territory;
  const number = (value) => (value === null || value === undefined ? "" : value.toLocaleString(data.lang, { maximumFractionDigits: 6 }));
  const values = {
    id: (actor.members || []).join(", "), acronym: actor.acronym, aliases: (actor.aliases || []).join(", "),
    siren: actor.siren, siret: actor.siret, rna: actor.rna, territory: place, website: link,
    latitude: number(actor.latitude), longitude: number(actor.longitude),
    start: actor.start && day(actor.start), end: actor.end && day(actor.end),
  };
  const rows = Object.entries(values).flatMap(([field, value]) => {
    const others = otherValues(actor.others, field, name);
    return value || others ? [el("dt", {}, data.fields[field]), el("dd", { dir: "auto" }, value || "–", others)] : [];
  });
  return rows.length ? el("dl", { class: "identity" }, ...rows) : "";
}

/* Partners, the strongest first, and a way to those that the answer leaves out. `more` asks for so many. */
const AT_ONCE = 500;
function partnerList(answer, go, more) {
  const list = el("ul", { class: "partners" }), told = el("p", { class: "small" }), rest = el("p", {});
  const fill = ({ partners, partners_total: total }, shown) => {
    list.append(...partners.slice(shown).map((row) => partner(row, answer, go)));
    told.textContent = partners.length ? count("partners-count", partners.length, { total: total.toLocaleString(data.lang) }) : say("no-partner");
    const next = Math.min(total - partners.length, AT_ONCE);
    const ask = async () => {
      const found = await more(partners.length + next);
      fill(found, partners.length);
      list.children[partners.length].querySelector("summary").focus();
    };
    rest.replaceChildren(...(next > 0 ? [el("button", { class: "button", type: "button", on: { click: ask } }, count("partners-more", next))] : []));
  };
  fill(answer, 0);
  return [told, list, rest];
}

export function actorCard(answer, { go, reach, more }) {
  const { actor, projects, sources = [] } = answer;
  const name = sourceNames(sources);
  const otherwise = (field) => otherValues(actor.others, field, name, data.fields[field]);
  return [
    el("div", { class: "head" }, swatch(actor.kind), el("div", {}, el("h1", { dir: "auto" }, actor.name),
      el("p", { class: "small", dir: "auto" }, dotted(actor.kind_label, actor.territory_name || actor.territory)),
      otherwise("name"), otherwise("kind"))),
    el("p", { class: "actions" }, el("button", { class: "main", type: "button", on: { click: () => reach(actor) } }, `→ ${say("reach")}`)),
    identity(actor, name),
    isTeam(answer) ? everythingSaid([actor.id], actor.name) : "",
    el("h2", {}, say("partners")),
    ...partnerList(answer, go, more),
    el("h2", {}, say("projects")),
    projects.length ? el("ul", { class: "rows" }, ...projects.map((p) => el("li", {}, el("p", { dir: "auto" }, link(el("bdi", {}, p.title), { v: "project", id: p.id }, go)),
      el("p", { class: "small", dir: "auto" }, running(p, say("over")), " ",
        dotted(period(p), p.kind_label, (p.role_labels || p.roles || []).join(", ")))))) : el("p", { class: "small" }, say("no-project")),
    el("h2", {}, say("sources")),
    sourceList(sources),
    asOf(answer),
  ];
}

function step(id, names, inside, state, go) {
  const actor = names.get(id);
  const avoid = [...new Set([...(state.avoid || []), id])];
  return el("li", { class: "step" }, swatch(actor.kind), link(named(actor), { v: "actor", id }, go, { class: "plain" }),
    inside ? link(`✕ ${say("avoid")}`, { ...state, avoid }, go, { class: "button", "aria-label": `${say("avoid")} ${actor.name}` }) : "");
}

function pathCard(path, rank, names, answer, state, go) {
  const last = path.actors.length - 1;
  const steps = path.actors.flatMap((id, i) => {
    const hop = path.hops[i];
    return [step(id, names, i > 0 && i < last, state, go), hop ? el("li", { class: "hop" },
      el("p", {}, el("b", {}, say("hop", { class: tieClass(hop.strength), share: share(hop.strength) }))),
      evidence(hop.evidence.slice(0, 1), answer),
      hop.evidence.length > 1 ? el("details", {}, el("summary", {}, count("more", hop.evidence.length - 1)),
        evidence(hop.evidence.slice(1), answer)) : "") : ""];
  });
  return el("li", { class: rank === 1 ? "best" : "" }, el("details", { open: rank === 1 },
    el("summary", {}, el("span", { class: "rank", "aria-hidden": "true" }, String(rank)),
      el("span", { class: "who" }, el("b", {}, last > 1 ? say("via", { name: path.actors.slice(1, -1).map((id) => say("the", { name: names.get(id).name })).join(say("then")) }) : say("direct")),
        el("span", { class: "small" }, count("steps", path.hops.length))),
      el("span", { class: "force" }, el("b", {}, share(path.strength)), el("span", { class: "small" }, say("soundness")))),
    el("p", { class: "sentence", dir: "auto" }, path.sentence),
    el("ol", { class: "steps" }, ...steps)));
}

export function pathAnswer(answer, names, state, go) {
  return [
    el("h1", { dir: "auto" }, answer.title),
    filters(names, state, go),
    ...(answer.paths.length ? [
      el("p", { class: "small" }, `${say("order")} ${say("calc")}`),
      el("ol", { class: "paths" }, ...answer.paths.map((path, i) => pathCard(path, i + 1, names, answer, state, go))),
    ] : [blocked(answer, state, go)]),
    ...((answer.sources || []).length ? [el("h2", {}, say("sources")), sourceList(answer.sources)] : []),
    asOf(answer),
  ];
}

export function choice(code, name, values, state, go) {
  const select = el("select", { id: name, on: { change: () => go({ ...state, [name]: select.value }) } },
    ...values.map(([value, text]) => el("option", { value, selected: String(state[name] || "") === value }, text)));
  return el("label", { class: "choice" }, say(code), select);
}

function filters(names, state, go) {
  const years = [1, 2, 3, 5].map((n) => [String(12 * n), count("since-months", n)]);
  const hops = [1, 2, 3, 4, 5, 6].map((n) => [n === 4 ? "" : String(n), String(n)]);
  return el("div", { class: "filters" },
    choice("max-hops", "max_hops", hops, state, go),
    choice("since", "since", [["", say("since-all")], ...years], state, go),
    ...(state.avoid || []).map((id) => el("span", { class: "chip" }, say("avoid-chip", { name: names.get(id).name }), " ",
      link("✕", { ...state, avoid: state.avoid.filter((one) => one !== id) }, go, { "aria-label": `${say("remove")} ${names.get(id).name}` }))));
}

function blocked(answer, state, go) {
  const by = answer.blocked_by;
  if (!by) return el("div", { class: "card" }, el("p", {}, el("b", {}, answer.left_out ? answer.sentence : say("no-path-plain"))));
  const known = ["since", "avoid", "max_hops"].includes(by.filter);
  const freed = { since: { since: "" }, avoid: { avoid: [] }, max_hops: { max_hops: "6" } }[by.filter];
  return el("div", { class: "card" },
    el("p", {}, el("b", {}, say(`blocked-${known ? by.filter : "filters"}`, { share: share(by.would_give) }))),
    freed ? el("p", {}, link(say("unblock"), { ...state, ...freed }, go, { class: "button" })) : "");
}

/* Questions to begin with: those that the store proposes, else the most severe gap; and the list of all gaps. */
function beginnings(status, gap, go) {
  const asked = (status.examples || []).map((one) => (one.question === "paths"
    ? link(say("example-path", { from: one.from_name, to: one.to_name }), { v: "path", from: one.from, to: one.to }, go)
    : link(say("example-gap", { name: one.project_name }), { v: "project", id: one.project }, go)));
  if (!asked.length && gap) {
    const [id] = gap.subject.projects;
    asked.push(link(say("example-gap", { name: gap.subject.names[id] }), { v: "project", id }, go));
  }
  if (status.scope && status.scope !== "public") asked.push(link(say("example-gaps"), { v: "gaps" }, go));
  return asked.length ? [el("h2", {}, say("examples")), el("ul", { class: "examples" }, ...asked.map((one) => el("li", {}, one)))] : [];
}

export function home(status, gap, go) {
  const figure = (n, words) => el("li", {}, el("b", {}, n.toLocaleString(data.lang)), words);
  if (!status.actors) return empty();
  return [
    el("h1", {}, say("tagline")),
    status.replica ? el("p", { class: "card" }, say(`replica-${status.replica}`)) : "",
    el("p", {}, say("home-hint")),
    ...beginnings(status, gap, go),
    el("h2", {}, say("network")),
    el("ul", { class: "figures" }, figure(status.actors, say("actors")), figure(status.projects, say("projects-figure"))),
    asOf({ as_of: status.ties_as_of || new Date().toISOString().slice(0, 10), revision: status.revision }),
    el("p", { class: "small" }, el("a", { href: `/reference?lang=${data.lang}` }, say("reference"))),
  ];
}

function empty() {
  return [
    el("h1", {}, say("empty")),
    el("ol", { class: "steps" },
      el("li", {}, el("a", { href: `${data.api}/template.xlsx?lang=${data.lang}`, download: "" }, say("empty-template"))),
      el("li", {}, say("empty-fill")),
      el("li", {}, el("a", { href: `?v=import&lang=${data.lang}` }, say("empty-how")))),
    el("p", {}, say("empty-demo")), el("pre", {}, el("code", {}, "maillage demo")),
  ];
}

export function failure(problem, retry, asked = "") {
  const missing = problem.code === "not-found" && ["actor", "project", "path"].includes(asked);
  return [el("div", { class: "card error", role: "alert" },
    el("h1", {}, missing ? say(`error-${asked}`) : say("error")),
    el("p", { dir: "auto" }, problem.detail),
    problem.code ? el("p", { class: "small" }, say("error-code", { code: problem.code })) : "",
    el("p", {}, el("button", { class: "main", type: "button", on: { click: retry } }, say("retry"))))];
}

export function results(found, choose, state) {
  if (!found.length) return [el("p", {}, say("no-result"))];
  return found.map((row) => link([row.type === "project" ? sheet() : swatch(row.kind), el("span", {}, named(row),
    el("span", { class: "small", dir: "auto" }, dotted(row.kind_label, row.territory_name || row.territory)))],
  state(row), choose, { class: "result" }));
}
