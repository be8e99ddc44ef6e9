/* The page's one state is its address: ?v=actor&id=…, ?v=project&id=…, ?v=gaps or ?v=path&from=…&to=…&avoid=…. Going somewhere sets the
   address and asks the API; the answer and the map are drawn from both. */
import { ask, problemOf } from "./ask.js";
import { actorCard, failure, home, link, pathAnswer, results } from "./cards.js";
import { el } from "./elements.js";
import { gapList } from "./gaps.js";
import { importPage } from "./import.js";
import { projectCard } from "./project.js";
import { understood } from "./question.js";
import { data, lowered, say, swatch } from "./words.js";

const get = (id) => document.getElementById(id);
const answer = get("answer"), stage = get("stage"), found = get("results"), input = get("text"), chip = get("reach");
const WHOLE = 400;
let reachFrom = null;
let note = ""; // what the import page says after it is drawn anew
let asked = new AbortController();
let typed = new AbortController();
const known = new Map();

function readState() {
  const query = new URLSearchParams(location.search);
  const state = { v: query.get("v") || "home" };
  for (const key of ["id", "from", "to", "k", "max_hops", "since", "kind", "project_kind"]) if (query.get(key)) state[key] = query.get(key);
  if (query.has("avoid")) state.avoid = query.getAll("avoid");
  const whole = state.v === "actor" || state.v === "project" ? state.id : state.v === "path" ? state.from && state.to : true;
  return whole ? state : { v: "home" };
}

function queryOf(state) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) for (const one of [value].flat()) if (one && one !== "home") query.append(key, one);
  query.set("lang", data.lang);
  for (const [key, value] of Object.entries(lowered())) query.set(key, value);
  return query;
}

/* Who looks with the eyes of others is told so, and led back. */
function banner() {
  const { scope } = lowered(), told = get("lowered");
  told.hidden = !scope || scope === "internal";
  if (told.hidden) return;
  const known = ["public", "partners"].includes(scope);
  const own = new URLSearchParams(location.search);
  own.delete("scope");
  told.replaceChildren(known ? say(`scope-${scope}`) : say("scope-unknown", { name: scope }), " ", el("a", { href: `?${own}` }, say("scope-back")));
}

const actor = async (id, signal) => {
  if (!known.has(id)) known.set(id, (await ask(`/actors/${encodeURIComponent(id)}`, {}, signal)).actor);
  return known.get(id);
};

export function go(state) {
  const next = queryOf(state);
  history.pushState(null, "", `?${next}`);
  show(true);
}

async function show(moved) {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked, state = readState();
  stopReaching();
  banner();
  found.hidden = true;
  const wait = setTimeout(() => answer.replaceChildren(el("p", { class: "loading" }, say("loading"))), 300);
  try {
    const parts = await pages[state.v in pages ? state.v : "home"](state, signal);
    if (signal.aborted) return;
    clearTimeout(wait);
    get("main").className = state.v;
    answer.replaceChildren(...parts);
  } catch (error) {
    clearTimeout(wait);
    if (signal.aborted) return;
    frame(null);
    answer.replaceChildren(...failure(problemOf(error), () => show(true), state.v));
  }
  document.title = `${answer.querySelector("h1").textContent} – ${say("name")}`;
  for (const [key, value] of Object.entries(lowered())) for (const way of document.querySelectorAll("header a[data-go]")) {
    const address = new URL(way.href);
    address.searchParams.set(key, value);
    way.href = address.search;
  }
  for (const other of document.querySelectorAll("[data-lang]")) {
    const query = queryOf(state);
    query.set("lang", other.dataset.lang);
    other.href = `?${query}`;
  }
  if (!moved) return;
  // Beside the map, the answer begins at the top of the page, under the header; below it, focus brings it into sight.
  const beside = matchMedia("(min-width: 1024px)").matches;
  answer.focus({ preventScroll: beside });
  if (beside) scrollTo(0, 0);
}

const pages = {
  async home(state, signal) {
    const status = await ask("/status", {}, signal);
    // The whole network as one picture reads well up to some hundred actors; beyond, a question comes first.
    frame(status.actors && status.actors <= WHOLE ? {} : null, say("map-frame"));
    const asked = status.actors && status.scope && status.scope !== "public" && !(status.examples || []).length;
    const worst = asked ? (await ask("/gaps", { limit: "1" }, signal)).gaps[0] : null;
    return home(status, worst, go);
  },
  async import(state, signal) {
    if (lowered().scope) {
      frame(null);
      return [el("h1", {}, say("import-title")), el("p", { class: "card" }, say("scope-import"))];
    }
    const { imports } = await ask("/imports", {}, signal);
    frame(null);
    const said = note;
    note = "";
    return importPage(imports, said, (next, text) => {
      note = text || "";
      if (text) show(false);
      else go(next);
    });
  },
  async actor(state, signal) {
    const card = await ask(`/actors/${encodeURIComponent(state.id)}`, {}, signal);
    known.set(card.actor.id, card.actor);
    frame({ focus: card.actor.id, depth: "1" }, say("map-actor", { name: card.actor.name }));
    const more = (limit) => ask(`/actors/${encodeURIComponent(state.id)}`, { limit: String(limit) }, signal);
    return actorCard(card, { go, reach: startReaching, more });
  },
  async project(state, signal) {
    const card = await ask(`/projects/${encodeURIComponent(state.id)}`, {}, signal);
    const { id, title } = card.project;
    const { gaps } = card.expectation ? await ask("/gaps", { project: id }, signal) : { gaps: [] };
    frame(card.actors_total || card.expectation ? { project: id } : null, say("map-project", { name: title }));
    return projectCard(card, gaps, go);
  },
  async gaps(state, signal) {
    const found = await ask("/gaps", { kind: state.kind, project_kind: state.project_kind }, signal);
    const draw = (id) => frame({ project: id }, say("map-project", { name: id }));
    if (found.gaps.length) draw(found.gaps[0].subject.projects[0]);
    else frame(null);
    return gapList(found, state, go, draw);
  },
  async path(state, signal) {
    const asking = { from: state.from, to: state.to, k: state.k || "3", max_hops: state.max_hops || "4", since: state.since, avoid: state.avoid || [] };
    const paths = await ask("/paths", asking, signal);
    const ids = new Set([state.from, state.to, ...(state.avoid || []), ...paths.paths.flatMap((path) => path.actors)]);
    const names = new Map(await Promise.all([...ids].map(async (id) => [id, await actor(id, signal)])));
    const { from, to, ...rest } = asking;
    const title = say("map-path", { from: names.get(from).name, to: names.get(to).name });
    frame(paths.paths.length ? { ...rest, path: [from, to] } : null, title);
    return pathAnswer(paths, names, state, go);
  },
};

/* The map is a page of the service's own, in a frame: the same file that `maillage map` writes. */
function frame(parameters, title) {
  stage.hidden = !parameters;
  const old = get("map"), address = parameters && `${data.api}/map.html?${queryOf(parameters)}`;
  if (address && old.getAttribute("src") === address) return;
  // A new frame for each map: another address in the same frame would be a step of its own in the history.
  const fresh = el("iframe", { id: "map", title: title || old.title, src: address });
  if (address) get("alone").href = address;
  old.replaceWith(fresh);
}

function startReaching(from) {
  reachFrom = from;
  chip.replaceChildren(swatch(from.kind), el("bdi", {}, from.name), " → ",
    el("button", { type: "button", "aria-label": say("cancel"), on: { click: stopReaching } }, "✕"));
  chip.hidden = false;
  input.value = "";
  input.focus();
  found.replaceChildren(el("p", {}, say("reach-hint")));
  found.hidden = false;
}

function stopReaching() {
  reachFrom = null;
  chip.hidden = true;
}

/* The first projects found, those that run before those that have ended: of two contracts the one that can still act. */
async function runningFirst(rows, signal) {
  const few = rows.slice(0, 4);
  const running = await Promise.all(few.map((row) => ask(`/projects/${encodeURIComponent(row.id)}`, {}, signal)
    .then((card) => card.project.running, () => false)));
  return [...few.filter((_, i) => running[i]), ...few.filter((_, i) => !running[i]), ...rows.slice(4)];
}

/* What leads on from a whole question: the projects that it may mean, or the way between its two actors. */
async function answers(question, choose, signal) {
  const named = async (text, type) => (text ? (await ask("/search", { text, type }, signal)).results : []);
  if ("missing" in question) {
    const projects = await runningFirst(await named(question.missing, "project"), signal);
    const all = link(say("example-gaps"), { v: "gaps" }, choose, { class: "result" });
    return [...(projects.length ? results(projects.slice(0, 12), choose, (row) => ({ v: "project", id: row.id })) : []), all];
  }
  const [[from], [to]] = await Promise.all([question.from, question.to].map((text) => named(text, "actor")));
  if (!from || !to) return [el("p", {}, say("no-actor-named", { name: from ? question.to : question.from }))];
  if (from.id === to.id) return results([], choose);
  const text = say("example-path", { from: from.name, to: to.name });
  return [link(el("bdi", {}, text), { v: "path", from: from.id, to: to.id }, choose, { class: "result" })];
}

async function search() {
  typed.abort();
  typed = new AbortController();
  const { signal } = typed, text = input.value.trim();
  if (text.length < 2) {
    found.hidden = true;
    return;
  }
  const choose = (state) => {
    input.value = "";
    go(state);
  };
  try {
    const question = reachFrom ? null : understood(text);
    if (question) {
      found.replaceChildren(...await answers(question, choose, signal));
      found.hidden = false;
      return;
    }
    const { results: rows } = await ask("/search", { text }, signal);
    const from = reachFrom && reachFrom.id;
    // Somebody who is to be reached is an actor.
    const fit = rows.filter((row) => (from ? row.type === "actor" && row.id !== from : true)).slice(0, 12);
    found.replaceChildren(...results(fit, choose, (row) => (from ? { v: "path", from, to: row.id } : { v: row.type, id: row.id })));
  } catch (error) {
    if (signal.aborted) return;
    found.replaceChildren(...failure(problemOf(error), search));
  }
  found.hidden = false;
}

let pause = 0;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 200);
});
get("search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  // Who presses Enter and has one answer before them wants that one.
  search().then(() => {
    const links = found.hidden ? [] : found.querySelectorAll("a.result");
    // The list of everything is no answer to a question about one thing.
    if (links.length === 1 && !links[0].search.includes("v=gaps")) links[0].click();
  });
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    found.hidden = true;
    stopReaching();
  } else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    input.focus();
  }
});
for (const link of document.querySelectorAll("[data-go]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go({ v: link.dataset.go || "home" });
  });
}
addEventListener("popstate", () => show(false));

ask("/status", {}).then((status) => {
  get("fictional").hidden = !status.fictional;
  // Who only sees what is public is told of no gap.
  document.querySelector('[data-go="gaps"]').hidden = status.scope === "public";
}, () => {});
show(false);
