/* The card of a project: who does what in it, who is missing, its money, what came before and after. */
import { asOf, isTeam, link, places, sourceList } from "./cards.js";
import { dotted, el, tag } from "./elements.js";
import { whoIsMissing } from "./gaps.js";
import { everythingSaid, otherValues, sourceNames } from "./said.js";
import { count, data, day, period, say, sheet, swatch } from "./words.js";

const names = (list) => list.map((each) => each.name).join(", ");

function money(amount, currency) {
  try {
    return amount.toLocaleString(data.lang, { style: "currency", currency, maximumFractionDigits: amount % 1 ? 2 : 0 });
  } catch {
    return `${amount.toLocaleString(data.lang)} ${currency || ""}`.trim();
  }
}

function identity(answer, name) {
  const { project } = answer;
  const site = /^https?:\/\//.test(project.website || "")
    ? el("a", { href: project.website, rel: "noopener noreferrer", target: "_blank" }, project.website) : project.website;
  const values = {
    id: project.members.join(", "), status: project.status, territories: names(answer.territories),
    themes: names(answer.themes), size: project.size && project.size.toLocaleString(data.lang),
    budget: project.budget && money(project.budget, "EUR"), description: project.description, website: site,
  };
  const rows = Object.entries(values).flatMap(([field, value]) => {
    const others = otherValues(project.others, field, name);
    return value || others ? [el("dt", {}, data.fields[field]), el("dd", { dir: "auto" }, value || "–", others)] : [];
  });
  return el("dl", { class: "identity" }, ...rows);
}

function part(actor, answer, go) {
  return el("li", { class: "part" }, swatch(actor.kind), el("div", {},
    link(el("bdi", {}, actor.name), { v: "actor", id: actor.id }, go),
    el("p", { class: "small", dir: "auto" }, actor.active || !answer.project.running || answer.project.event ? "" : tag("warn", say("left")), " ",
      dotted(actor.kind_label, answer.project.event ? "" : period(actor))),
    actor.rows.length ? el("p", { class: "small", dir: "auto" }, places(actor.rows)) : "",
    isTeam(answer) ? everythingSaid(actor.facts, actor.name) : ""));
}

function fundings(answer, go) {
  if (!answer.fundings.length) return [];
  return [
    el("h2", {}, say("fundings")),
    ...answer.funding_sums.map((sum) => el("p", { class: "small" }, dotted(sum.status_label, money(sum.amount, sum.currency),
      count("amounts", sum.with_amount, { total: sum.fundings.toLocaleString(data.lang) })))),
    el("ul", { class: "rows" }, ...answer.fundings.map((one) => el("li", { class: "money" },
      link(el("bdi", {}, one.funder_name), { v: "actor", id: one.funder }, go),
      el("b", {}, one.amount === null ? say("no-amount") : money(one.amount, one.currency)),
      el("span", { class: "small" }, dotted(one.year && String(one.year), one.nature_label, one.status_label))))),
  ];
}

function others(title, found, go) {
  if (!found.length) return [];
  return [el("h2", {}, title), el("ul", { class: "rows" }, ...found.map((one) => el("li", {},
    link(el("bdi", {}, one.title || one.name), { v: one.type === "actor" ? "actor" : "project", id: one.id }, go),
    el("p", { class: "small", dir: "auto" }, dotted(one.kind_label, one.title && period(one))))))];
}

/* Why a project does not run at the answer's date. */
function whyNot({ project: { start, end }, as_of: day }) {
  if (start && start > day.slice(0, start.length)) return say("not-begun");
  return end && end < day.slice(0, end.length) ? say("over") : say("not-running");
}

/* What it is: of a meeting with its day, "Rencontre du 28/11/2025"; of one of several days, with both. */
function meeting(project) {
  const { event, start, end, kind_label: name } = project, date = start || end;
  if (!event || !date) return [name];
  return start && end && start !== end ? [name, period(project)] : [say("event", { name, date: day(date) })];
}

export function projectCard(answer, gaps, go) {
  const { project, roles } = answer;
  const name = sourceNames(answer.sources);
  return [
    el("div", { class: "head" }, sheet(), el("div", {}, el("h1", { dir: "auto" }, project.title),
      el("p", { class: "small", dir: "auto" }, project.event ? "" : project.running ? tag("ok", say("running")) : tag("warn", whyNot(answer)), " ",
        dotted(...meeting(project), names(answer.territories), project.event ? "" : period(project))),
      otherValues(project.others, "title", name, data.fields.title), otherValues(project.others, "kind", name, data.fields.kind))),
    ...whoIsMissing(answer, gaps, go),
    el("h2", {}, say("who")),
    el("p", { class: "small" }, !roles.length ? say("no-actor") : project.event || !project.running ? count("participants", answer.actors_total)
      : count("taking-part", answer.actors_active, { total: answer.actors_total.toLocaleString(data.lang) })),
    ...roles.flatMap((role) => [el("h3", {}, role.label),
      el("ul", { class: "rows" }, ...role.actors.map((actor) => part(actor, answer, go)))]),
    ...fundings(answer, go),
    ...others(say("before"), answer.succeeds, go),
    ...others(say("after"), answer.succeeded_by, go),
    ...others(say("documented-by"), answer.documented_by, go),
    ...others(say("documents"), answer.documents, go),
    el("h2", {}, say("about")),
    identity(answer, name),
    isTeam(answer) ? everythingSaid([project.id], project.title) : "",
    el("h2", {}, say("sources")),
    sourceList(answer.sources),
    asOf(answer),
  ];
}
