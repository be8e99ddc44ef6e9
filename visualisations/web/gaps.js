/* Who is missing: the list of gaps, and what a project is expected to have, slot by slot. */
import { asOf, choice, link, sourceList } from "./cards.js";
import { bar, dotted, el, tag } from "./elements.js";
import { count, data, say, swatch } from "./words.js";

const LAW = ["required_by_law", "legal_signatory"];

/* 14 points of 22, as a bar and in words. */
export function completeness(found) {
  const text = say("points", { n: found.filled.toLocaleString(data.lang), total: found.total.toLocaleString(data.lang) });
  return el("p", { class: "complete" }, bar(found.completeness, "wide"), el("b", {}, text));
}

/* The slots of a project: what the law asks for, what the method expects, what is optional, each filled or missing. */
export function expectation(found, go) {
  const groups = [
    ["by-law", found.slots.filter((slot) => LAW.includes(slot.level))],
    ["by-method", found.slots.filter((slot) => slot.level === "expected_by_method")],
    ["optional", found.slots.filter((slot) => slot.level === "optional")],
  ];
  const titles = { "by-law": say("by-law"), "by-method": say("by-method"), optional: say("optional") };
  return groups.filter(([, slots]) => slots.length).map(([name, slots]) => el("section", { class: "slots" },
    el("h3", {}, titles[name]),
    el("ul", { class: "chips" }, ...slots.map((slot) => el("li", { class: slot.filled ? "slot" : name === "optional" ? "slot free" : "slot gone" },
      el("span", { "aria-hidden": "true" }, slot.filled ? "✓" : "✕"), " ", slot.label,
      el("span", { class: "unseen" }, slot.filled ? say("slot-filled") : say("slot-missing"))))),
    ...laws(slots, name === "by-law" ? "law" : "law-method"),
    ...slots.filter((slot) => !slot.filled && slot.level !== "optional").map((slot) => missing(slot, go))));
}

/* The articles that these slots stand on, each once. */
function laws(slots, words) {
  const found = new Map();
  for (const { law } of slots.filter((slot) => slot.law)) found.set(law.reference, (found.get(law.reference) || new Set()).add(law.text));
  return [...found].map(([reference, texts]) => el("details", { class: "law" },
    el("summary", { class: "small" }, say(words, { name: reference })),
    ...[...texts].map((text) => el("blockquote", { class: "small", lang: "fr" }, text))));
}

/* A slot that nobody fills: who of that kind is there already, and which comparable projects have it filled. */
function missing(slot, go) {
  const there = slot.nearby.filter((actor) => actor.already);
  const shown = (there.length ? there : slot.nearby).slice(0, 6);
  const left = (there.length ? slot.already_total : slot.nearby_total) - shown.length;
  const { compared } = slot;
  return el("dl", { class: "identity missing" },
    el("dt", {}, el("b", {}, slot.label)),
    el("dd", { class: "small" }, slot.level_label),
    el("dt", {}, there.length || !shown.length ? say("already") : say("seated")),
    el("dd", {}, shown.length ? el("ul", { class: "near" }, ...shown.map((actor) => el("li", {}, swatch(actor.kind), " ",
      link(el("bdi", {}, actor.name), { v: "actor", id: actor.id }, go))),
    left > 0 ? el("li", { class: "small" }, count("near-more", left)) : "") : say("nobody-known")),
    ...(compared && compared.total ? [el("dt", {}, say("elsewhere")), el("dd", {},
      count("compared", compared.filled, { total: compared.total.toLocaleString(data.lang) }),
      compared.projects.length ? el("ul", { class: "near small" }, ...compared.projects.slice(0, 3).map((project) => el("li", {},
        link(el("bdi", {}, project.title), { v: "project", id: project.id }, go)))) : "")] : []));
}

function item(gap, rank, open, go, show) {
  const [id] = gap.subject.projects;
  const gone = gap.expectation.slots.filter((slot) => !slot.filled && slot.level !== "optional");
  const details = el("details", { open, name: "gap", on: { toggle: () => { if (details.open) show(id); } } },
    el("summary", {}, el("span", { class: "rank", "aria-hidden": "true" }, String(rank)),
      el("span", { class: "who" }, el("span", { class: "small" }, dotted(gap.kind_label, gap.subject.territory_name)),
        el("b", { dir: "auto" }, gap.subject.names[id] || id)),
      el("span", { class: "force" }, bar(gap.expectation.completeness), el("span", { class: "small" },
        say("points-short", { n: gap.expectation.filled, total: gap.expectation.total }))),
      el("span", { class: "best-line chips" }, ...gone.map((slot) => el("span", { class: "slot gone" },
        el("span", { "aria-hidden": "true" }, "✕"), ` ${slot.label} `,
        el("span", { class: "small" }, LAW.includes(slot.level) ? say("law-short") : say("method-short")))))),
    el("p", { class: "sentence", dir: "auto" }, gap.sentence),
    ...proofs(gap),
    el("p", {}, link(say("see-project"), { v: "project", id }, go, { class: "button" })));
  return el("li", { class: open ? "best" : "" }, details);
}

/* Its evidence in words, and why it may be wrong. */
export function proofs(gap) {
  return [
    el("ul", { class: "proofs small" }, ...gap.evidence.map((proof) => el("li", { dir: "auto" }, proof.text))),
    el("p", { class: "small caveat", dir: "auto" }, gap.caveat),
  ];
}

/* The list of gaps; `show` draws the map of the project of the one that is open. */
export function gapList(answer, state, go, show) {
  const kinds = answer.kinds.map((kind) => [kind.kind, `${kind.label} (${kind.total.toLocaleString(data.lang)})`]);
  return [
    el("h1", {}, say("gaps-title")),
    el("p", { class: "caveat" }, answer.caveat),
    el("div", { class: "filters" },
      choice("gap-kind", "kind", [["", say("gap-kinds-all")], ...kinds], state, go),
      choice("gap-project-kind", "project_kind", [["", say("gap-project-kinds-all")], ...Object.entries(data.asked)], state, go)),
    el("p", { class: "small" }, count("gaps-count", answer.gaps.length, { total: answer.total.toLocaleString(data.lang) }), " ",
      ...answer.kinds.map((kind) => kind.looked)),
    answer.gaps.length ? el("ol", { class: "paths gaps" }, ...answer.gaps.map((gap, i) => item(gap, i + 1, i === 0, go, show)))
      : el("div", { class: "card" }, el("p", {}, el("b", {}, say("no-gap")))),
    ...(answer.sources.length ? [el("h2", {}, say("sources")), sourceList(answer.sources)] : []),
    asOf(answer),
  ];
}

/* What is missing from one project, for its card: nothing where nobody says what it needs. */
export function whoIsMissing(card, gaps, go) {
  const found = card.expectation;
  if (!found) return [];
  const [gap] = gaps;
  return [
    el("h2", {}, say("gaps-title")),
    completeness(found),
    gap ? el("p", { class: "sentence", dir: "auto" }, gap.sentence) : el("p", {}, tag("ok", say("nobody-missing"))),
    ...expectation(found, go),
    ...(gap ? [el("details", {}, el("summary", { class: "small" }, say("evidence")), ...proofs(gap).slice(0, 1)), proofs(gap)[1]] : []),
    el("p", { class: "small", dir: "auto" }, say("template", { title: found.template.title, n: found.template.version })),
  ];
}
